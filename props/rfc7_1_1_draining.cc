// RFC 6455 1.4, 7.1.1 and 7.2.1: draining ends, at the right time and place.
#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

// D35: the RFC does not say that a stranger reads on when it cannot write.
bool HasWriteError(const Ledger& before) {
  return !before.capabilities.is_ours && before.is_output_broken;
}

// Why the endpoint may stop reading now, before the peer's Close.
bool MayGiveUp(const Ledger& before) {
  return HasWriteError(before) || before.is_eof_received || before.is_reset ||
         before.input.fault().has_value() || before.is_abort_called ||
         before.has_own_limit || before.MayBeAtItsDeadline();
}

Answer DrainingGoesOn(const Ledger& before, const Observation& now) {
  if (!before.HasStartedClose() || before.input.close().has_value() ||
      MayGiveUp(before)) {
    return Unreached();
  }
  if (now.kind == Seen::kInput) {
    return before.input.IsMidFrame() ? Unreached() : Holds();
  }
  // Half closed, it may read on.
  if (now.kind == Seen::kTcp && now.tcp == Tcp::kWriteShutdown) {
    return Unreached();
  }
  return Broken(
      "it reads on until the peer's Close, EOF, reset or the deadline",
      now.kind == Seen::kTcp ? "TCP was closed" : "it reported the end");
}

Answer TcpIsNotClosedEarly(const Ledger& before, const Observation& now) {
  if (now.tcp == Tcp::kWriteShutdown) return Unreached();
  return HoldsIf(
      before.MayEndTcp() || HasWriteError(before),
      "the handshake, EOF, a failure, an abort or the deadline first",
      "TCP was closed before");
}

Answer FinWaitsForTheHandshake(const Ledger& before, const Observation& now) {
  if (now.tcp != Tcp::kWriteShutdown) return Unreached();
  return HoldsIf(before.MayEndTcp() || HasWriteError(before),
                 "no FIN before the handshake is done", "a FIN");
}

Answer NoResetFromUnreadInput(const Ledger& before, const Observation& now) {
  if (now.tcp == Tcp::kWriteShutdown || before.is_abort_called ||
      before.is_reset || before.MayBeAtItsDeadline()) {
    return Unreached();
  }
  // Behind the end nobody may be there any more to read it.
  if (LivesItsOwnLife(before) && before.input.HasTrailing()) {
    return Unreached();
  }
  return HoldsIf(now.unread == 0 && now.tcp != Tcp::kReset,
                 "input is read to its end before TCP is closed",
                 "TCP was closed with unread input: RST");
}

Answer OutputIsNotTorn(const Ledger& before, const Observation& now) {
  if (!before.CanStillWrite() || before.MayDropTcp() ||
      (before.is_eof_received && !before.input.close().has_value() &&
       !before.input.fault().has_value()) ||
      (before.MayBeAtItsDeadline() && !now.is_output_free)) {
    return Unreached();
  }
  return HoldsIf(!now.is_torn, "a frame begun is written whole",
                 "it was cut by FIN");
}

// What a stranger has not noticed it does not fail: failure_ends_tcp says so.
// If its Close waits to be written it has.
bool HasMissedTheFault(const Ledger& before, const Observation& now) {
  return !before.capabilities.is_ours && before.input.fault().has_value() &&
         before.closes_sent == 0 && now.output_after == 0 &&
         before.tcp == Tcp::kOpen && !before.close_called.has_value() &&
         !before.is_eof_received;
}

Answer ClosingEndsByItsDeadline(const Ledger& before, const Observation& now) {
  if (HasMissedTheFault(before, now) || !before.IsClosing() ||
      !before.IsDeadlineReached()) {
    return Unreached();
  }
  if (before.HasEnded()) return Holds();
  return Broken("closed by the one deadline, " +
                    std::to_string(before.timeout_ms) + " ms after the start",
                "still closing " +
                    std::to_string(before.now_ms - *before.closing_since_ms) +
                    " ms after it");
}

Answer SilentRemoteIsSurvived(const Ledger& before, const Observation& now) {
  if (!before.IsClosing() || now.ending != Ending::kSilent ||
      HasMissedTheFault(before, now)) {
    return Unreached();
  }
  return HoldsIf(before.HasEnded(),
                 "closed, though the remote does nothing more",
                 "it waits for ever");
}

Answer CooperativeRemoteEndsClosing(const Ledger& before,
                                    const Observation& now) {
  if (!before.IsClosing() || now.ending != Ending::kCooperative ||
      MayHoldItsAnswer(before)) {
    return Unreached();
  }
  // In pair mode a peer that cannot write, or does not read, never answers.
  if (now.peer != nullptr &&
      (before.is_output_broken || now.peer->is_output_broken ||
       now.peer->is_paused)) {
    return Unreached();
  }
  return HoldsIf(before.HasEnded(),
                 "closed at once, when the remote sends Close and FIN",
                 "it still waits");
}

Answer EofEndsTheConnection(const Ledger& before, const Observation& now) {
  if (!before.is_eof_received || !now.is_quiescent || now.unread > 0 ||
      MayHoldItsAnswer(before) || MayNotHaveRead(before) ||
      (!before.capabilities.is_ours && now.kind != Seen::kEnd)) {
    return Unreached();
  }
  return HoldsIf(before.HasEnded(),
                 "closed once the peer's FIN is read and all is written",
                 "it waits for more");
}

Answer ResetEndsTheConnection(const Ledger& before, const Observation&) {
  if (!before.is_reset || MayNotHaveRead(before) ||
      !before.capabilities.reports_end) {
    return Unreached();
  }
  return HoldsIf(before.HasEnded(), "closed when TCP is gone",
                 "it waits for more");
}

Answer NothingWaitsAfterFin(const Ledger& before, const Observation& now) {
  if (before.tcp == Tcp::kOpen) return Unreached();
  return HoldsIf(now.output_after == 0, "nothing is queued after the own FIN",
                 "bytes that nobody will write");
}

Answer InputIsTaken(const Ledger& before, const Observation& now) {
  if (!before.capabilities.is_ours) return Unreached();
  if (now.kind == Seen::kInput) return Holds();
  return HoldsIf(before.is_paused && !before.IsClosing(),
                 "all that is offered is read, unless a paused application has "
                 "enough that waits",
                 "some was left");
}

Answer NoTimerOutlivesTheConnection(const Ledger& before,
                                    const Observation& now) {
  if (!before.closed.has_value() || !before.IsTcpOver()) return Unreached();
  return HoldsIf(!now.has_timer, "no timer once closed was reported", "one");
}

// D32: the one direction that is left is closed, and TCP with it. A stranger
// may take two calls for that.
Answer NoHalfCloseAfterEof(const Ledger& before, const Observation& now) {
  if (!before.capabilities.is_ours || !before.is_eof_received) {
    return Unreached();
  }
  return HoldsIf(now.tcp != Tcp::kWriteShutdown,
                 "TCP is closed: the peer's FIN has come",
                 "it is half closed, as if there were more to read");
}

Answer EofInsideAFrame(const Ledger& before, const Observation&) {
  return before.is_eof_received && before.input.IsMidFrame() ? Holds()
                                                             : Unreached();
}

Answer DeadlineMetBlockedOutput(const Ledger& before, const Observation&) {
  return before.is_cut_by_deadline ? Holds() : Unreached();
}

Answer FrameIsCutByTheWire(const Ledger& before, const Observation&) {
  return before.input.IsMidFrame() && !before.is_fair_phase ? Holds()
                                                            : Unreached();
}

Answer ResetAfterTheHandshake(const Ledger& before, const Observation&) {
  return before.IsHandshakeDone() && !before.closed.has_value() ? Holds()
                                                                : Unreached();
}

constexpr Property kDraining[] = {
    {"draining_goes_on_past_other_frames", "a_frame_was_drained", "1.4, 7.1.1",
     Level::kShould, Level::kMust,
     "having sent a Close, an endpoint reads and discards until the peer's "
     "Close",
     On(Seen::kInput, Seen::kTcp, Seen::kClosed), DrainingGoesOn},
    {"closing_ends_by_its_deadline", "the_deadline_was_reached", "7.1.1, D23",
     Level::kMust, Level::kMust,
     "closing ends by one absolute deadline, whatever the peer does",
     kWhenSettled, ClosingEndsByItsDeadline, FailureKind::kStall},
    {"silent_remote_is_survived", "the_remote_fell_silent", "7.1.1, D23",
     Level::kMust, Level::kMust,
     "an endpoint may close TCP after a reasonable time", On(Seen::kEnd),
     SilentRemoteIsSurvived, FailureKind::kStall},
    {"cooperative_remote_ends_closing", "the_remote_cooperated", "5.5.1, 7.1.1",
     Level::kMust, Level::kMust,
     "when both Closes and the FIN have come, nothing more is awaited",
     On(Seen::kEnd), CooperativeRemoteEndsClosing, FailureKind::kStall},
    {"tcp_is_not_closed_early", "tcp_was_closed", "5.5.1, 7.1.1",
     Level::kShould, Level::kMust,
     "TCP is closed when a Close was both sent and received", On(Seen::kTcp),
     TcpIsNotClosedEarly},
    {"fin_waits_for_the_handshake", "writing_was_shut_down", "5.5.1, 7.1.1",
     Level::kNote, Level::kMust,
     "FIN comes after the closing handshake or a failure", On(Seen::kTcp),
     FinWaitsForTheHandshake},
    {"no_reset_from_unread_input", "tcp_was_closed_by_its_own_will", "7.1.1",
     Level::kShould, Level::kMust,
     "TCP is closed cleanly, discarding any trailing bytes received",
     On(Seen::kTcp), NoResetFromUnreadInput},
    {"output_is_not_torn", "the_output_ended", "6.1, 7.1.1", Level::kMust,
     Level::kMust, "the frames that have been formed MUST be transmitted",
     On(Seen::kTcp), OutputIsNotTorn},
    {"eof_ends_the_connection", "the_peers_fin_came", "7.1.4, 7.2.1",
     Level::kMust, Level::kMust,
     "if the underlying transport layer connection is lost, the client MUST "
     "fail the connection",
     kWhenSettled, EofEndsTheConnection},
    {"reset_ends_the_connection", "a_reset_came", "7.1.4, 7.2.1", Level::kMust,
     Level::kMust,
     "if the underlying transport layer connection is unexpectedly lost, the "
     "client MUST fail the connection",
     On(Seen::kSettled), ResetEndsTheConnection},
    {"nothing_waits_after_fin", "our_fin_was_sent", "7.1.1", Level::kNote,
     Level::kMust, "after its FIN an endpoint has nothing to write",
     On(Seen::kSettled), NothingWaitsAfterFin},
    {"tcp_is_closed_whole_after_the_peers_fin",
     "tcp_was_ended_after_the_peers_fin", "7.1.1, D32", Level::kNote,
     Level::kMust,
     "after the peer's FIN there is nothing to wait for: the second FIN closes "
     "the connection",
     On(Seen::kTcp), NoHalfCloseAfterEof},
    {"no_timer_outlives_the_connection", "the_connection_had_ended",
     "7.1.4, D23", Level::kNote, Level::kMust,
     "CLOSED is the end: there is nothing left to wait for", On(Seen::kSettled),
     NoTimerOutlivesTheConnection},
    {"input_is_taken", "input_was_offered", "7.1.1, D37", Level::kNote,
     Level::kMust, "an endpoint reads on whatever comes in one read",
     On(Seen::kInput, Seen::kLeft), InputIsTaken},
    {"", "eof_came_inside_a_frame", "7.2.1", Level::kMust, Level::kMust,
     "the transport may be lost anywhere", On(Seen::kSettled), EofInsideAFrame},
    {"", "the_deadline_met_blocked_output", "D23", Level::kMust, Level::kMust,
     "the deadline covers the write of the Close", On(Seen::kSettled),
     DeadlineMetBlockedOutput},
    {"", "a_frame_was_cut_by_the_wire", "5.4", Level::kMust, Level::kMust,
     "reads end anywhere", On(Seen::kSettled), FrameIsCutByTheWire},
    {"", "a_reset_followed_the_handshake", "7.1.4, D21", Level::kMust,
     Level::kMust, "TCP may be lost after the handshake", On(Seen::kReset),
     ResetAfterTheHandshake},
};

}  // namespace

std::span<const Property> DrainingProperties() { return kDraining; }

}  // namespace wsdrain
