// The judge's reader: what is legal, and each fault at its exact byte.
#include "scenario/input_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/escaping.h"

namespace wsdrain {
namespace {

std::string Hex(std::string_view hex) {
  return absl::HexStringToBytes(absl::string_view(hex.data(), hex.size()));
}

// All that a view tells of a stream that comes in reads of `chunk` bytes.
struct Told {
  std::vector<std::string> messages;  // "text a", "binary b"
  std::vector<std::string> pings;
  std::vector<std::string> pongs;
  std::optional<InputFault> fault;
  std::optional<PeerClose> close;
  size_t over_at = 0;  // the bytes after which a Close or fault was known

  friend bool operator==(const Told&, const Told&) = default;
};

Told Tell(Role reader, const Settings& settings, std::string_view bytes,
          size_t chunk) {
  InputView view(reader, settings);
  Told told;
  for (size_t at = 0; at < bytes.size(); at += chunk) {
    std::string_view rest = bytes.substr(at, chunk);
    while (!rest.empty()) {
      const bool was_over = view.IsOver();
      InputView::News news = view.Feed(rest);
      if (news.message.has_value()) {
        told.messages.push_back((news.message->is_text ? "text " : "binary ") +
                                news.message->payload);
      }
      if (news.ping.has_value()) told.pings.push_back(*news.ping);
      if (news.pong.has_value()) told.pongs.push_back(*news.pong);
      if (view.IsOver() && !was_over) {
        told.over_at = at + std::min(chunk, bytes.size() - at) - rest.size();
      }
    }
  }
  told.fault = view.fault();
  told.close = view.close();
  return told;
}

Told TellClient(const std::string& hex, const Settings& settings = {}) {
  return Tell(Role::kClient, settings, Hex(hex), 1);
}

TEST(InputViewTest, ReadsWholeMessagesAndControlFrames) {
  const Told told = TellClient(
      "8101618200010161"
      "8900"
      "800162"
      "8a0178");
  EXPECT_EQ(told.messages,
            (std::vector<std::string>{"text a", "binary ", "text ab"}));
  EXPECT_EQ(told.pings, std::vector<std::string>{""});
  EXPECT_EQ(told.pongs, std::vector<std::string>{"x"});
  EXPECT_FALSE(told.fault.has_value());
  EXPECT_FALSE(told.close.has_value());
}

TEST(InputViewTest, AServerReadsMaskedFrames) {
  const std::string bytes = Hex("8181010203046082810102030461");
  const Told told = Tell(Role::kServer, {}, bytes, 1);
  EXPECT_EQ(told.messages, (std::vector<std::string>{"text a", "binary `"}));
  EXPECT_FALSE(told.fault.has_value());
}

TEST(InputViewTest, ReadsTheFirstCloseAndNoMore) {
  const Told told = TellClient(
      "880503e8627965"
      "880203e9"
      "ff");
  EXPECT_EQ(told.close, (PeerClose{1000, "bye"}));
  EXPECT_EQ(told.over_at, 7u);
  EXPECT_FALSE(told.fault.has_value());
  EXPECT_EQ(TellClient("8800").close, PeerClose{});
}

TEST(InputViewTest, TellsWhatIsUnfinished) {
  InputView view(Role::kClient, {});
  const std::string bytes =
      Hex("010161"
          "8103");
  std::string_view rest = bytes;
  view.Feed(rest);
  EXPECT_EQ(rest.size(), 2u) << "up to the end of a frame";
  EXPECT_TRUE(view.IsMidMessage());
  EXPECT_FALSE(view.IsMidFrame());
  EXPECT_EQ(view.HeldBytes(), 1u);
  EXPECT_FALSE(view.HasTrailing());
  view.Feed(rest);
  EXPECT_EQ(view.fault(), InputFault::kFragmentOrder);
  EXPECT_TRUE(view.HasTrailing());
}

// Judged anew at each read, this text would take a minute and not a moment.
TEST(InputViewTest, JudgesALongTextInSmallReadsOnlyOnce) {
  constexpr size_t kBytes = 4 << 20;
  Settings settings;
  InputView view(Role::kClient, settings);
  const std::string frame =
      Hex("817f0000000000400000") + std::string(kBytes, 'x');
  std::optional<InputView::Message> message;
  for (size_t at = 0; at < frame.size(); at += 16) {
    std::string_view read = std::string_view(frame).substr(at, 16);
    message = view.Feed(read).message;
  }
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->payload.size(), kBytes);
}

struct FaultCase {
  const char* hex;  // the last byte shows it
  InputFault fault;
  Settings settings = {};
};

Settings With(int64_t frame_max, int64_t message_max) {
  Settings settings;
  settings.frame_bytes_max = frame_max;
  settings.message_bytes_max = message_max;
  return settings;
}

std::vector<FaultCase> Faults() {
  using enum InputFault;
  Settings whole_only;
  whole_only.refuses_close_in_message = true;
  return {
      {"c1", kReservedBits},
      {"a9", kReservedBits},
      {"90", kReservedBits},
      {"83", kReservedOpcode},
      {"87", kReservedOpcode},
      {"8b", kReservedOpcode},
      {"8f", kReservedOpcode},
      {"8180", kMask},
      {"8980", kMask},
      {"09", kControlFragmented},
      {"08", kControlFragmented},
      {"897e", kControlTooLong},
      {"887f", kControlTooLong},
      {"80", kFragmentOrder},
      {"00", kFragmentOrder},
      {"010081", kFragmentOrder},
      {"010002", kFragmentOrder},
      {"827f80", kLengthTopBit},
      {"827fff", kLengthTopBit},
      {"827e0000", kLengthNotMinimal},
      {"827e007d", kLengthNotMinimal},
      {"827f000000000000", kLengthNotMinimal},
      {"820b", kTooBig, With(10, 100)},
      {"0205616161616180"
       "06",
       kTooBig, With(100, 10)},
      {"827f01", kTooBig},
      {"8102ff", kTextNotUtf8},
      {"8101c3", kTextNotUtf8},
      {"8102c328", kTextNotUtf8},
      {"8103eda0", kTextNotUtf8},
      {"8104f490", kTextNotUtf8},
      {"0101c38000", kTextNotUtf8},
      {"0101c380020a", kTextNotUtf8},
      {"0102e28280"
       "00",
       kTextNotUtf8},
      {"8801", kCloseBodyOneByte},
      {"880203ed", kCloseCodeReportOnly},
      {"880203ee", kCloseCodeReportOnly},
      {"880203f7", kCloseCodeReportOnly},
      {"880203e7", kCloseCodeReserved},
      {"880203ec", kCloseCodeReserved},
      {"880203f8", kCloseCodeReserved},
      {"88020bb7", kCloseCodeReserved},
      {"880200", kCloseCodeReserved},
      {"880214", kCloseCodeReserved},
      {"8802ff", kCloseCodeReserved},
      {"88021388", kCloseCodeReserved},
      {"880303e8ff", kCloseReasonNotUtf8},
      {"880303e8c3", kCloseReasonNotUtf8},
      {"880403e8c328", kCloseReasonNotUtf8},
      {"010088", kCloseInsideMessage, whole_only},
  };
}

TEST(InputViewTest, EachFaultIsFoundAtItsByte) {
  for (const FaultCase& c : Faults()) {
    const std::string bytes = Hex(c.hex);
    // Whatever follows, and not one byte before.
    for (const char* more : {"", "00", "ffff"}) {
      const Told told = Tell(Role::kClient, c.settings, bytes + Hex(more), 1);
      EXPECT_EQ(told.fault, c.fault) << c.hex;
      EXPECT_EQ(told.over_at, bytes.size()) << c.hex;
    }
    const Told before =
        Tell(Role::kClient, c.settings,
             std::string_view(bytes).substr(0, bytes.size() - 1), 1);
    EXPECT_FALSE(before.fault.has_value()) << c.hex;
  }
}

TEST(InputViewTest, EveryFaultHasACaseAndItsFacts) {
  for (int i = 0; i <= static_cast<int>(InputFault::kCloseInsideMessage); ++i) {
    const auto fault = static_cast<InputFault>(i);
    EXPECT_EQ(Facts(fault).fault, fault);
    EXPECT_STRNE(Facts(fault).section, "");
    bool has_case = false;
    for (const FaultCase& c : Faults()) has_case |= c.fault == fault;
    EXPECT_TRUE(has_case) << Facts(fault).words;
  }
}

// A text that is not UTF-8 fails the connection at its last frame at the
// latest. Until then all frames are followed, and each byte is looked at once.
TEST(InputViewTest, FollowsAMillionFramesBehindAFaultInTime) {
  std::string bytes = Hex("0101ff");
  for (int i = 0; i < 1'000'000; ++i) bytes.append("\x89\0", 2);
  const auto since = std::chrono::steady_clock::now();
  InputView view(Role::kClient, {});
  for (std::string_view rest = bytes; !rest.empty();) view.Feed(rest);
  EXPECT_EQ(view.fault(), InputFault::kTextNotUtf8);
  EXPECT_LT(std::chrono::steady_clock::now() - since, std::chrono::seconds(5));
}

TEST(InputViewTest, KnobsLetInWhatTheyAreFor) {
  Settings lenient;
  lenient.accepts_non_minimal_length = true;
  lenient.accepts_reserved_codes = true;
  EXPECT_EQ(TellClient("827e000161", lenient).messages.size(), 1u);
  EXPECT_EQ(TellClient("827f000000000000000161", lenient).messages.size(), 1u);
  EXPECT_TRUE(TellClient("8802000a", lenient).close.has_value());
  EXPECT_TRUE(TellClient("8802ffff", lenient).close.has_value());
  EXPECT_EQ(TellClient("880203ed", lenient).fault,
            InputFault::kCloseCodeReportOnly);
  EXPECT_TRUE(TellClient("010161880203e8").close.has_value());
}

TEST(InputViewTest, AnyCutTellsTheSame) {
  std::vector<FaultCase> streams = Faults();
  for (const FaultCase& c : streams) {
    const std::string bytes = Hex("0103e282ac8900800161"
                                  "8a0161") +
                              Hex(c.hex) + Hex("810161");
    const Told whole = Tell(Role::kClient, c.settings, bytes, 1);
    for (const size_t chunk : {2, 3, 5, 7, 1000}) {
      Told cut = Tell(Role::kClient, c.settings, bytes, chunk);
      cut.over_at = whole.over_at;  // a payload is judged as it comes
      EXPECT_TRUE(cut == whole) << c.hex << " in reads of " << chunk;
    }
  }
}

}  // namespace
}  // namespace wsdrain
