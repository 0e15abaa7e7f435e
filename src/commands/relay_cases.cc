// Both directions of each, where there are two.
#include "commands/relay_cases.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

using Difference = std::optional<Answer::Difference>;

constexpr uint8_t kUnknownRsv = 4;
constexpr size_t kLargeBytes = 70'000;
// What was sent last is on its way.
constexpr std::chrono::milliseconds kMoment{100};

constexpr Property RelayProperty(std::string_view name,
                                 std::string_view section, Level level,
                                 std::string_view rule,
                                 FailureKind failure = FailureKind::kRule) {
  Property property;
  property.name = name;
  property.section = section;
  property.level = property.level_ours = level;
  property.rule = rule;
  property.failure = failure;
  return property;
}

constexpr Property kCloseCrosses = RelayProperty(
    "close_crosses", "5.5.1", Level::kMust,
    "the Close of one end is answered by the other: it reaches it, with its "
    "code and reason, and so does the answer");
constexpr Property kDataCrosses = RelayProperty(
    "data_crosses_before_the_close", "5.4, 6.1", Level::kMust,
    "what was sent before the Close reaches the other end before it");
constexpr Property kHalfCloseCrosses = RelayProperty(
    "close_crosses_after_a_half_close", "5.5.1, 7.1.1", Level::kShould,
    "a FIN closes one direction only: what comes in the other still crosses");
constexpr Property kEndCrosses =
    RelayProperty("end_of_tcp_crosses", "7.1.4, 7.2.1", Level::kMust,
                  "when TCP of one end is gone, that of the other ends as well",
                  FailureKind::kStall);
constexpr Property kControlIsWhole = RelayProperty(
    "control_frames_cross_whole", "5.4", Level::kMust,
    "an intermediary MUST NOT attempt to change the fragmentation of control "
    "frames");
constexpr Property kRsvIsKept = RelayProperty(
    "unknown_rsv_bits_keep_fragments", "5.4", Level::kMust,
    "an intermediary MUST NOT change the fragmentation of a message if any "
    "reserved bit values are used and their meaning is not known to it");

bool IsClose(const WireFrame& frame, const std::string& body) {
  return frame.IsClose() && frame.payload == body;
}

std::string Body(const Step& close) { return close.payload.Bytes(); }

Difference Lost(const char* what, const RelayEnd& end) {
  return Answer::Difference{
      what, end.has_ended() ? "TCP ended before it came" : "it has not come"};
}

// Waits for `close` as the next frame of `end`, which has `before` already.
Difference CloseComes(RelayEnd& end, size_t before, const Step& close,
                      const char* what, int64_t ms) {
  if (!end.WaitForFrames(before + 1, ms)) return Lost(what, end);
  if (IsClose(end.frames()[before], Body(close))) return std::nullopt;
  return Answer::Difference{what, "another frame"};
}

// The Close, its answer, and the end of TCP.
Difference PlayHandshake(Relay& relay, Role sender, const Step& close) {
  RelayEnd& from = relay.end(sender);
  RelayEnd& to = relay.end(Peer(sender));
  from.Send({close});
  if (auto lost = CloseComes(to, 0, close, "the Close", relay.bound_ms)) {
    return lost;
  }
  to.Send({close});
  return CloseComes(from, 0, close, "the answering Close", relay.bound_ms);
}

Difference PlayClose(Relay& relay, Role sender) {
  return PlayHandshake(relay, sender, RelayClose(1001, "going away"));
}

Difference PlayEmptyClose(Relay& relay, Role sender) {
  return PlayHandshake(relay, sender, RelayFrame(Opcode::kClose, ""));
}

Difference PlayOwnCode(Relay& relay, Role sender) {
  return PlayHandshake(relay, sender, RelayClose(4001, std::string(123, 'r')));
}

Difference PlayCrossing(Relay& relay, Role sender) {
  const Step one = RelayClose(1000, "one");
  const Step other = RelayClose(1001, "other");
  relay.end(sender).Send({one});
  relay.end(Peer(sender)).Send({other});
  if (auto lost = CloseComes(relay.end(Peer(sender)), 0, one, "the one Close",
                             relay.bound_ms)) {
    return lost;
  }
  return CloseComes(relay.end(sender), 0, other, "the other Close",
                    relay.bound_ms);
}

// A message by its type and its bytes, whatever its fragments.
struct Joined {
  Opcode opcode = Opcode::kText;
  std::string payload;
  friend bool operator==(const Joined&, const Joined&) = default;
};

std::vector<Joined> MessagesOf(const std::vector<WireFrame>& frames) {
  std::vector<Joined> messages;
  for (const WireFrame& frame : frames) {
    if (!frame.IsData()) continue;
    const auto opcode = static_cast<Opcode>(frame.opcode);
    if (opcode != Opcode::kContinuation || messages.empty()) {
      messages.push_back({opcode, ""});
    }
    messages.back().payload += frame.payload;
  }
  return messages;
}

Difference PlayDataInFlight(Relay& relay, Role sender) {
  std::vector<Step> frames;
  std::vector<Joined> sent;
  for (int i = 0; i < 20; ++i) {
    sent.push_back({Opcode::kText, absl::StrCat("message ", i)});
  }
  sent.push_back({Opcode::kBinary, std::string(kLargeBytes, 'x')});
  for (const Joined& message : sent) {
    frames.push_back(RelayFrame(message.opcode, message.payload));
  }
  const Step close = RelayClose(1000, "");
  frames.push_back(close);
  relay.end(sender).Send(frames);
  RelayEnd& to = relay.end(Peer(sender));
  // It may join and split: the Close is what is waited for.
  for (size_t count = 1; to.WaitForFrames(count, relay.bound_ms); ++count) {
    if (to.frames().back().IsClose()) break;
  }
  if (to.frames().empty() || !to.frames().back().IsClose()) {
    return Lost("the messages and the Close", to);
  }
  if (MessagesOf(to.frames()) != sent) {
    return Answer::Difference{"the messages, whole and in order",
                              "others, or not all of them"};
  }
  return std::nullopt;
}

Difference PlayHalfCloseAfterClose(Relay& relay, Role sender) {
  const Step close = RelayClose(1000, "bye");
  RelayEnd& from = relay.end(sender);
  RelayEnd& to = relay.end(Peer(sender));
  from.Send({close});
  from.SendFin();
  if (auto lost = CloseComes(to, 0, close, "the Close", relay.bound_ms)) {
    return lost;
  }
  std::this_thread::sleep_for(kMoment);
  to.Send({close});
  return CloseComes(from, 0, close, "the answering Close", relay.bound_ms);
}

Difference PlayHalfCloseAlone(Relay& relay, Role sender) {
  const Step close = RelayClose(1001, "as you leave");
  relay.end(sender).SendFin();
  std::this_thread::sleep_for(kMoment);
  relay.end(Peer(sender)).Send({close});
  return CloseComes(relay.end(sender), 0, close,
                    "the Close that comes the other way", relay.bound_ms);
}

Difference EndComes(RelayEnd& end, int64_t ms) {
  if (end.WaitForTheEnd(ms)) return std::nullopt;
  return Answer::Difference{"the end of TCP",
                            absl::StrCat("TCP is still up after ", ms, " ms")};
}

Difference PlayFin(Relay& relay, Role sender) {
  relay.end(sender).SendFin();
  return EndComes(relay.end(Peer(sender)), relay.bound_ms);
}

Difference PlayReset(Relay& relay, Role sender) {
  relay.end(sender).Reset();
  return EndComes(relay.end(Peer(sender)), relay.bound_ms);
}

Difference PlayControl(Relay& relay, Role sender) {
  const std::string longest(125, 'p');
  relay.end(sender).Send({RelayFrame(Opcode::kText, "a", false),
                          RelayFrame(Opcode::kPing, longest),
                          RelayFrame(Opcode::kContinuation, "b")});
  RelayEnd& to = relay.end(Peer(sender));
  const auto has_ping = [&] {
    return std::any_of(to.frames().begin(), to.frames().end(),
                       [](const WireFrame& f) { return f.IsPing(); });
  };
  for (size_t count = 1; !has_ping(); ++count) {
    if (!to.WaitForFrames(count, relay.bound_ms)) return Lost("the Ping", to);
  }
  const auto ping = std::find_if(to.frames().begin(), to.frames().end(),
                                 [](const WireFrame& f) { return f.IsPing(); });
  if (ping->fin && ping->payload == longest) return std::nullopt;
  return Answer::Difference{"the Ping as it was sent", "another"};
}

Difference PlayRsv(Relay& relay, Role sender) {
  relay.end(sender).Send(
      {RelayFrame(Opcode::kBinary, "abc", false, kUnknownRsv),
       RelayFrame(Opcode::kContinuation, "def", true)});
  RelayEnd& to = relay.end(Peer(sender));
  // Who fails what it does not know has not refragmented it.
  if (!to.WaitForFrames(2, relay.bound_ms)) return std::nullopt;
  const WireFrame& first = to.frames()[0];
  const WireFrame& second = to.frames()[1];
  const bool is_kept = first.rsv == kUnknownRsv && first.payload == "abc" &&
                       !first.fin && second.payload == "def" && second.fin;
  if (is_kept) return std::nullopt;
  return Answer::Difference{"both fragments as they were sent", "others"};
}

constexpr RelayCase kCases[] = {
    {"proxy/close_of_the_client", &kCloseCrosses, Role::kClient, PlayClose},
    {"proxy/close_of_the_backend", &kCloseCrosses, Role::kServer, PlayClose},
    {"proxy/empty_close_of_the_client", &kCloseCrosses, Role::kClient,
     PlayEmptyClose},
    {"proxy/empty_close_of_the_backend", &kCloseCrosses, Role::kServer,
     PlayEmptyClose},
    {"proxy/own_code_of_the_client", &kCloseCrosses, Role::kClient,
     PlayOwnCode},
    {"proxy/own_code_of_the_backend", &kCloseCrosses, Role::kServer,
     PlayOwnCode},
    {"proxy/close_crosses_close", &kCloseCrosses, Role::kClient, PlayCrossing},
    {"proxy/data_in_flight_of_the_client", &kDataCrosses, Role::kClient,
     PlayDataInFlight},
    {"proxy/data_in_flight_of_the_backend", &kDataCrosses, Role::kServer,
     PlayDataInFlight},
    {"proxy/client_half_closes_behind_its_close", &kHalfCloseCrosses,
     Role::kClient, PlayHalfCloseAfterClose},
    {"proxy/backend_half_closes_behind_its_close", &kHalfCloseCrosses,
     Role::kServer, PlayHalfCloseAfterClose},
    {"proxy/client_half_closes", &kHalfCloseCrosses, Role::kClient,
     PlayHalfCloseAlone},
    {"proxy/backend_half_closes", &kHalfCloseCrosses, Role::kServer,
     PlayHalfCloseAlone},
    {"proxy/fin_of_the_client", &kEndCrosses, Role::kClient, PlayFin},
    {"proxy/fin_of_the_backend", &kEndCrosses, Role::kServer, PlayFin},
    {"proxy/reset_of_the_client", &kEndCrosses, Role::kClient, PlayReset},
    {"proxy/reset_of_the_backend", &kEndCrosses, Role::kServer, PlayReset},
    {"proxy/control_frames_of_the_client", &kControlIsWhole, Role::kClient,
     PlayControl},
    {"proxy/control_frames_of_the_backend", &kControlIsWhole, Role::kServer,
     PlayControl},
    {"proxy/rsv_bits_of_the_client", &kRsvIsKept, Role::kClient, PlayRsv},
    {"proxy/rsv_bits_of_the_backend", &kRsvIsKept, Role::kServer, PlayRsv},
};

}  // namespace

std::span<const RelayCase> RelayCases() { return kCases; }

}  // namespace wsdrain
