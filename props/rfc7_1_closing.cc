// RFC 6455 7.1.2 to 7.1.7: starting, failing and reporting the close.
#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

Answer LocalCloseSendsAClose(const Ledger& before, const Observation& now) {
  if (!before.close_called.has_value() || !IsDue(before, now) ||
      !before.CanStillWrite() || before.MayDropTcp()) {
    return Unreached();
  }
  // 7.1.7: it MAY be left out when the peer is gone already.
  if (before.is_eof_received && !before.input.close().has_value()) {
    return Unreached();
  }
  return HoldsIf(before.closes_sent > 0, "a Close for the local close",
                 "none was sent");
}

Answer CloseCarriesTheCallersCode(const Ledger& before,
                                  const Observation& now) {
  if (!now.frame->IsClose() || before.closes_sent > 0 ||
      !before.close_called.has_value()) {
    return Unreached();
  }
  const PeerClose& called = *before.close_called;
  if (LivesItsOwnLife(before)) return Unreached();
  // D28: what a stranger makes of arguments that may not be sent is its own.
  if (!before.capabilities.is_ours &&
      (before.input.IsOver() ||
       !IsLegalClose(before.role, called.code, called.reason))) {
    return Unreached();
  }
  std::string body;
  if (called.code.has_value()) {
    body = {static_cast<char>(*called.code >> 8),
            static_cast<char>(*called.code)};
    body += called.reason;
  }
  return HoldsIf(now.frame->payload == body, "the caller's code and reason",
                 "another body");
}

Answer FailureIsSaidWithAClose(const Ledger& before, const Observation& now) {
  if (!before.input.fault().has_value() || !IsInputClear(before) ||
      !IsDue(before, now) || !before.CanStillWrite()) {
    return Unreached();
  }
  // 5.1: for masking faults it is a MAY. Who goes on, or ends when the peer
  // does, has not failed it.
  if (!before.capabilities.is_ours &&
      (*before.input.fault() == InputFault::kMask || before.is_eof_received ||
       (before.tcp == Tcp::kOpen && before.closes_sent == 0) ||
       !before.input.IsFaultRipe() || MayNotHaveRead(before))) {
    return Unreached();
  }
  return HoldsIf(before.closes_sent > 0, "a Close that says why", "none");
}

Answer FailureEndsTcp(const Ledger& before, const Observation& now) {
  if (!before.input.fault().has_value() || !IsInputClear(before) ||
      !IsDue(before, now)) {
    return Unreached();
  }
  // 7.1.7: it closes the connection; ours sends its FIN as soon as its Close
  // is written (D19), a stranger ends by its own deadline.
  if (before.capabilities.is_ours) {
    return HoldsIf(before.tcp != Tcp::kOpen, "FIN once the Close is written",
                   "TCP is open in both directions");
  }
  // Who need not fail it (10.7) has not said that it does.
  if (now.ending != Ending::kSilent || !before.input.IsFaultRipe() ||
      Facts(*before.input.fault()).strength != FaultStrength::kMust ||
      MayNotHaveRead(before)) {
    return Unreached();
  }
  // Whose Close is sent has failed it; that it then waits without end is a
  // stall (D23), and has a property of its own.
  return HoldsIf(before.closes_sent > 0 || before.tcp != Tcp::kOpen,
                 "a Close, a FIN, or TCP is closed", "it goes on");
}

Answer FailureCodeFits(const Ledger& before, const Observation& now) {
  if (!now.frame->IsClose() || before.closes_sent > 0 ||
      before.close_called.has_value() || !before.input.fault().has_value() ||
      !IsInputClear(before)) {
    return Unreached();
  }
  const uint16_t fitting = Facts(*before.input.fault()).fitting_code;
  const std::string body = {static_cast<char>(fitting >> 8),
                            static_cast<char>(fitting)};
  return HoldsIf(now.frame->payload.substr(0, 2) == body,
                 "the code that fits the violation", "another code");
}

Answer ValidInputNeverFails(const Ledger& before, const Observation& now) {
  if (now.kind == Seen::kInput) {
    return before.input.IsOver() ? Unreached() : Holds();
  }
  if (!now.frame->IsClose() || before.closes_sent > 0 ||
      before.close_called.has_value() || before.input.IsOver()) {
    return Unreached();
  }
  // D31, D38: a stranger may send a Close when TCP ends or at an abort.
  if (!before.capabilities.is_ours &&
      (before.is_eof_received || before.is_abort_called)) {
    return Unreached();
  }
  const std::string code = now.frame->payload.substr(0, 2);
  // 10.4: it MUST protect itself, by a limit that the judge does not know.
  if (!before.capabilities.is_ours && !before.capabilities.follows_settings &&
      code == "\x03\xF1") {
    return Unreached();
  }
  // An application closes when it likes to; these codes speak of the input.
  if (LivesItsOwnLife(before) && code != "\x03\xEA" && code != "\x03\xEF") {
    return Unreached();
  }
  return Broken("no Close that nothing has asked for", "a Close");
}

Answer ClosedIsReportedOnce(const Ledger& before, const Observation&) {
  return HoldsIf(before.closed_reports == 0, "closed is reported once",
                 "it was reported again");
}

Answer EndOfTcpIsReported(const Ledger& before, const Observation& now) {
  if (!before.IsTcpOver() || !before.capabilities.reports_end ||
      (!before.capabilities.is_ours && now.kind != Seen::kEnd)) {
    return Unreached();
  }
  return HoldsIf(before.closed.has_value(), "closed is reported", "it was not");
}

Answer ClosedMeansTcpIsOver(const Ledger& before, const Observation& now) {
  if (!before.closed.has_value() ||
      (!before.capabilities.is_ours && now.kind != Seen::kEnd)) {
    return Unreached();
  }
  return HoldsIf(before.IsTcpOver(), "TCP is closed when closed is reported",
                 "TCP is still up");
}

Answer ClosedCodeIsThePeers(const Ledger& before, const Observation& now) {
  if (!before.capabilities.reports_codes || !now.closed->code.has_value() ||
      !IsInputClear(before)) {
    return Unreached();
  }
  const auto& peer = before.input.close();
  const uint16_t expected =
      !peer.has_value() ? 1006 : peer->code.value_or(1005);
  // D36: a stranger may say 1006 when its own Close was never written; D20: or
  // the code of its own failure.
  if (!before.capabilities.is_ours &&
      (before.input.fault().has_value() || MayHaveRefusedTheClose(before) ||
       (now.closed->code == 1006 && !before.IsHandshakeDone()))) {
    return Unreached();
  }
  if (now.closed->code == expected) return Holds();
  return Broken("code " + std::to_string(expected),
                "code " + std::to_string(*now.closed->code));
}

Answer ClosedReasonIsThePeers(const Ledger& before, const Observation& now) {
  if (!before.capabilities.reports_reasons || !IsInputClear(before)) {
    return Unreached();
  }
  const auto& peer = before.input.close();
  // A stranger that has codes, and gives none, has not looked at the Close.
  const bool is_silent =
      before.capabilities.reports_codes && !now.closed->code.has_value();
  if (!before.capabilities.is_ours &&
      (!before.IsHandshakeDone() || MayHaveRefusedTheClose(before) ||
       is_silent)) {
    return Unreached();
  }
  const std::string expected = peer.has_value() ? peer->reason : "";
  if (now.closed->reason == expected) return Holds();
  return Broken("the reason \"" + expected + "\"",
                "\"" + now.closed->reason + "\"");
}

Answer CleanNeedsBothCloses(const Ledger& before, const Observation& now) {
  if (!now.closed->is_clean || !IsInputClear(before)) return Unreached();
  // 8.1: a stranger may look at a text when it is whole, and take a Close that
  // comes before for what it is.
  if (!before.capabilities.is_ours &&
      before.input.fault() == InputFault::kTextNotUtf8 &&
      (!before.input.IsFaultRipe() || before.close_called.has_value())) {
    return Unreached();
  }
  return HoldsIf(before.IsHandshakeDone(),
                 "not clean without both Closes, ours wholly written", "clean");
}

Answer FinishedHandshakeIsClean(const Ledger& before, const Observation& now) {
  if (!before.IsHandshakeDone()) return Unreached();
  // D21: after RST or a timeout, its own perhaps, a stranger may say either.
  const bool may_be_late = before.IsClosing() && !before.is_eof_received &&
                           before.now_ms > *before.closing_since_ms;
  if (!before.capabilities.is_ours &&
      (before.is_reset || may_be_late || before.is_abort_called ||
       MayHaveRefusedTheClose(before))) {
    return Unreached();
  }
  return HoldsIf(now.closed->is_clean, "clean after both Closes", "not clean");
}

Answer NothingComesAfterClosed(const Ledger& before, const Observation& now) {
  if (!before.closed.has_value()) return Unreached();
  if (now.kind == Seen::kSettled) return Holds();
  return Broken("nothing after closed was reported",
                now.kind == Seen::kFrameSent ? "a frame" : "a callback");
}

Answer PairClosesCleanly(const Ledger& before, const Observation& now) {
  if (now.peer == nullptr || !before.IsClosing()) return Unreached();
  for (const Ledger* end : {&before, now.peer}) {
    if (!end->CanStillWrite() || end->IsDeadlineReached() ||
        end->input.fault().has_value() || end->was_paused) {
      return Unreached();
    }
  }
  // An end that was told of TCP's end before closing could not take part.
  return HoldsIf(before.closed.has_value() && before.closed->is_clean,
                 "both ends close cleanly", "one does not");
}

constexpr SeenSet kCallbacks =
    On(Seen::kMessage, Seen::kPing, Seen::kPong, Seen::kFrameSent);

constexpr Property kClosing[] = {
    {"finished_handshake_is_clean", "closed_followed_a_finished_handshake",
     "7.1.4", Level::kMust, Level::kMust,
     "if TCP is closed after the closing handshake was completed, the "
     "connection is said to have been closed cleanly",
     On(Seen::kClosed), FinishedHandshakeIsClean},
    {"clean_needs_both_closes", "a_clean_end_was_reported", "7.1.4",
     Level::kMust, Level::kMust,
     "cleanly means that a Close was received and the own was sent",
     On(Seen::kClosed), CleanNeedsBothCloses},
    {"closed_code_is_the_peers", "a_code_was_reported", "7.1.5", Level::kMust,
     Level::kMust,
     "the close code is that of the first Close received, 1005 if it has "
     "none, 1006 if there was none",
     On(Seen::kClosed), ClosedCodeIsThePeers},
    {"closed_reason_is_the_peers", "a_reason_was_reported", "7.1.6",
     Level::kMust, Level::kMust,
     "the close reason is the data after the code in the first Close received",
     On(Seen::kClosed), ClosedReasonIsThePeers},
    {"closed_is_reported_once", "closed_was_reported", "7.1.4", Level::kMust,
     Level::kMust, "a connection is closed once", On(Seen::kClosed),
     ClosedIsReportedOnce},
    {"end_of_tcp_is_reported", "tcp_was_over", "7.1.4", Level::kMust,
     Level::kMust, "when TCP is closed, the connection is CLOSED", kWhenSettled,
     EndOfTcpIsReported, FailureKind::kStall},
    {"closed_means_tcp_is_over", "closed_was_reported_and_settled", "7.1.4",
     Level::kShould, Level::kMust,
     "the connection is CLOSED when TCP is closed", kWhenSettled,
     ClosedMeansTcpIsOver},
    {"nothing_comes_after_closed", "the_world_went_on_after_closed", "7.1.4",
     Level::kMust, Level::kMust, "CLOSED is the end",
     kCallbacks | On(Seen::kSettled), NothingComesAfterClosed},
    {"local_close_sends_a_close", "a_local_close_was_called", "7.1.2",
     Level::kMust, Level::kMust,
     "to start the closing handshake an endpoint MUST send a Close frame",
     kWhenSettled, LocalCloseSendsAClose},
    {"close_carries_the_callers_code", "a_callers_close_was_sent", "7.1.2",
     Level::kMust, Level::kMust,
     "a Close whose status code is /code/ and whose reason is /reason/",
     On(Seen::kFrameSent), CloseCarriesTheCallersCode},
    {"failure_is_said_with_a_close", "a_violation_was_due_a_close", "7.1.7",
     Level::kShould, Level::kMust,
     "if the connection was established, the endpoint SHOULD send a Close "
     "with an appropriate status code",
     kWhenSettled, FailureIsSaidWithAClose},
    {"failure_ends_tcp", "a_violation_was_due_an_end", "7.1.7, D19",
     Level::kMust, Level::kMust,
     "to fail the connection an endpoint MUST close it", kWhenSettled,
     FailureEndsTcp},
    {"failure_code_fits", "a_failing_close_was_sent", "7.1.7, 7.4.1",
     Level::kNote, Level::kMust,
     "1002 for a protocol error, 1007 for bad data, 1009 for too much",
     On(Seen::kFrameSent), FailureCodeFits},
    {"valid_input_never_fails", "valid_input_came", "7.1.7", Level::kMust,
     Level::kMust,
     "except as indicated above, an endpoint SHOULD NOT close the connection",
     On(Seen::kInput, Seen::kFrameSent), ValidInputNeverFails},
    {"pair_closes_cleanly", "a_pair_closed", "5.5.1, 7.1.4", Level::kMust,
     Level::kMust,
     "without loss, failure or timeout both ends complete the handshake",
     On(Seen::kEnd), PairClosesCleanly},
};

}  // namespace

std::span<const Property> ClosingProperties() { return kClosing; }

}  // namespace wsdrain
