// RFC 6455 5.5, 5.5.2 and 5.5.3: control frames, Ping and Pong.
#include <algorithm>

#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

bool Contains(const std::vector<std::string>& list, const std::string& what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

Answer ControlFramesSentAreShort(const Ledger&, const Observation& now) {
  if (!now.frame->IsControl()) return Unreached();
  return HoldsIf(
      now.frame->payload.size() <= 125 && now.frame->length_bits == 7,
      "at most 125 bytes", "a longer control frame");
}

Answer LongControlFrameFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kControlTooLong);
}

// The last Ping, whether it came before or after the own Close.
Answer LastPingIsAnswered(const Ledger& before, const Observation& now,
                          bool is_after_close) {
  if (before.pings_received == 0 ||
      before.is_last_ping_after_close != is_after_close ||
      !IsDue(before, now) || !before.CanStillWrite() ||
      before.is_eof_received) {
    return Unreached();
  }
  // 5.5.2: a Close that came after it frees a stranger; so does 7.1.7.
  if (!before.capabilities.is_ours &&
      (before.input.IsOver() || before.has_own_limit ||
       MayNotHaveRead(before))) {
    return Unreached();
  }
  return HoldsIf(before.pings_owed.empty(), "a Pong for the last Ping", "none");
}

Answer PingIsAnswered(const Ledger& before, const Observation& now) {
  return LastPingIsAnswered(before, now, /*is_after_close=*/false);
}

Answer PingAfterOwnCloseIsAnswered(const Ledger& before,
                                   const Observation& now) {
  return LastPingIsAnswered(before, now, /*is_after_close=*/true);
}

Answer PongsAreAskedFor(const Ledger& before, const Observation& now) {
  if (!now.frame->IsPong() || before.has_forgotten_pings ||
      LivesItsOwnLife(before)) {
    return Unreached();
  }
  return HoldsIf(Contains(before.pongs_due, now.frame->payload) ||
                     Contains(before.pongs_to_send, now.frame->payload),
                 "the application data of a Ping, or of a call",
                 "a Pong that nobody asked for");
}

Answer PingsAreAskedFor(const Ledger& before, const Observation& now) {
  if (!now.frame->IsPing() || LivesItsOwnLife(before)) return Unreached();
  return HoldsIf(Contains(before.pings_to_send, now.frame->payload),
                 "a Ping that the application asked for", "another Ping");
}

Answer AcceptedControlFramesAreSent(const Ledger& before,
                                    const Observation& now) {
  if (now.kind == Seen::kFrameSent) {
    const bool was_asked_for =
        (now.frame->IsPing() &&
         Contains(before.pings_to_send, now.frame->payload)) ||
        (now.frame->IsPong() &&
         Contains(before.pongs_to_send, now.frame->payload));
    return was_asked_for ? Holds() : Unreached();
  }
  if (before.pings_to_send.empty() && before.pongs_to_send.empty()) {
    return Unreached();
  }
  if (!IsDue(before, now) || !before.CanStillWrite() ||
      before.is_eof_received || before.MayDropTcp() ||
      (!before.capabilities.is_ours && before.IsClosing())) {
    return Unreached();
  }
  return Broken("the Pings and Pongs that were accepted", "one was not sent");
}

Answer PingsAreReported(const Ledger& before, const Observation& now) {
  if (!before.capabilities.reports_pings || before.is_abort_called) {
    return Unreached();
  }
  if (now.kind == Seen::kPing) {
    return HoldsIf(Contains(before.pings_unreported, std::string(now.payload)),
                   "a Ping that was received", "another");
  }
  return before.pings_unreported.empty()
             ? Unreached()
             : Broken("each Ping is reported", "one was not");
}

Answer PongsAreReported(const Ledger& before, const Observation& now) {
  if (!before.capabilities.reports_pongs || before.is_abort_called) {
    return Unreached();
  }
  if (now.kind == Seen::kPong) {
    return HoldsIf(Contains(before.pongs_unreported, std::string(now.payload)),
                   "a Pong that was received", "another");
  }
  return before.pongs_unreported.empty()
             ? Unreached()
             : Broken("each Pong is reported", "one was not");
}

constexpr Property kControlFrames[] = {
    {"control_frames_sent_are_short", "a_short_control_frame_was_sent", "5.5",
     Level::kMust, Level::kMust,
     "all control frames MUST have a payload length of 125 bytes or less",
     On(Seen::kFrameSent), ControlFramesSentAreShort},
    {"long_control_frame_fails_the_connection", "a_long_control_frame_came",
     "5.5, 10.7", Level::kShould, Level::kMust,
     "all control frames MUST have a payload length of 125 bytes or less",
     kWhenSettled, LongControlFrameFails},
    {"ping_is_answered", "a_ping_came", "5.5.2", Level::kMust, Level::kMust,
     "upon receipt of a Ping frame, an endpoint MUST send a Pong frame in "
     "response, unless it already received a Close frame",
     kWhenSettled, PingIsAnswered},
    {"ping_after_own_close_is_answered", "a_ping_came_after_our_close",
     "5.5.2, D6", Level::kNote, Level::kMust,
     "having sent a Close does not free from answering Pings", kWhenSettled,
     PingAfterOwnCloseIsAnswered},
    {"pongs_are_asked_for", "a_pong_was_sent", "5.5.3", Level::kNote,
     Level::kMust,
     "a Pong in response must have identical application data as the Ping",
     On(Seen::kFrameSent), PongsAreAskedFor},
    {"pings_are_asked_for", "a_ping_was_sent", "5.5.2", Level::kNote,
     Level::kMust, "no Ping is sent that the application did not ask for",
     On(Seen::kFrameSent), PingsAreAskedFor},
    {"accepted_control_frames_are_sent", "an_accepted_control_frame_was_sent",
     "6.1", Level::kShould, Level::kMust,
     "the frames that have been formed MUST be transmitted",
     On(Seen::kFrameSent, Seen::kSettled, Seen::kEnd),
     AcceptedControlFramesAreSent},
    {"pings_are_reported", "a_ping_was_reported", "5.5.2", Level::kNote,
     Level::kMust, "the application is told of each Ping",
     On(Seen::kPing, Seen::kSettled), PingsAreReported},
    {"pongs_are_reported", "a_pong_was_reported", "5.5.3", Level::kNote,
     Level::kMust, "the application is told of each Pong",
     On(Seen::kPong, Seen::kSettled), PongsAreReported},
};

}  // namespace

std::span<const Property> ControlFrameProperties() { return kControlFrames; }

}  // namespace wsdrain
