// RFC 6455 5.5.1: the Close frame, its answer, and what may follow it.
#include "props/all.h"
#include "props/common.h"
#include "scenario/naive_utf8.h"

namespace wsdrain {
namespace {

Answer CloseSentHasNoHalfCode(const Ledger&, const Observation& now) {
  if (!now.frame->IsClose()) return Unreached();
  return HoldsIf(now.frame->payload.size() != 1, "no body, or a 2-byte code",
                 "a body of one byte");
}

Answer CloseReasonSentIsUtf8(const Ledger&, const Observation& now) {
  if (!now.frame->IsClose() || now.frame->payload.size() <= 2) {
    return Unreached();
  }
  const std::string_view reason =
      std::string_view(now.frame->payload).substr(2);
  return HoldsIf(JudgeText(reason).state == TextState::kWhole,
                 "a reason in UTF-8", "bytes that are not");
}

Answer CloseIsAnswered(const Ledger& before, const Observation& now) {
  if (!before.input.close().has_value() || !IsDue(before, now) ||
      !before.CanStillWrite() || MayHoldItsAnswer(before) ||
      MayNotHaveRead(before) || MayHaveRefusedTheClose(before)) {
    return Unreached();
  }
  return HoldsIf(before.closes_sent > 0, "a Close in answer", "none was sent");
}

Answer AtMostOneCloseIsSent(const Ledger& before, const Observation& now) {
  if (!now.frame->IsClose()) return Unreached();
  // 7.1.7: a stranger may say with one why it fails, having begun to close.
  if (!before.capabilities.is_ours && before.closes_sent == 1 &&
      before.close_called.has_value() && before.input.fault().has_value()) {
    return Unreached();
  }
  return HoldsIf(before.closes_sent == 0, "no second Close", "a second Close");
}

Answer NoDataAfterClose(const Ledger& before, const Observation& now) {
  if (before.closes_sent == 0) return Unreached();
  if (now.kind == Seen::kSettled) return Holds();
  return HoldsIf(!now.frame->IsData(), "no data frame after the own Close",
                 "a data frame");
}

Answer OnlyPongsAfterClose(const Ledger& before, const Observation& now) {
  if (before.closes_sent == 0 || !now.frame->IsControl()) return Unreached();
  return HoldsIf(now.frame->IsPong(), "at most a Pong after the own Close",
                 "another control frame");
}

Answer AnswerEchoesTheCode(const Ledger& before, const Observation& now) {
  if (!now.frame->IsClose() || before.closes_sent > 0 ||
      !before.is_peer_close_first || before.close_called.has_value() ||
      LivesItsOwnLife(before)) {
    return Unreached();
  }
  const PeerClose& peer = *before.input.close();
  std::string body;
  if (peer.code.has_value()) {
    body = {static_cast<char>(*peer.code >> 8), static_cast<char>(*peer.code)};
    body += peer.reason;
  }
  const std::string& sent = now.frame->payload;
  if (before.capabilities.is_ours) {
    return HoldsIf(sent == body, "the peer's code and reason, or an empty body",
                   "another body");
  }
  const bool is_usual = sent.substr(0, 2) == body.substr(0, 2) ||
                        sent.empty() || sent.substr(0, 2) == "\x03\xE8";
  return HoldsIf(is_usual, "the peer's code, 1000, or none", "another code");
}

Answer OneByteBodyFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kCloseBodyOneByte);
}

Answer CloseInsideMessageFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kCloseInsideMessage);
}

Answer ServerEndsTcp(const Ledger& before, const Observation& now) {
  if (before.role != Role::kServer || !before.IsHandshakeDone() ||
      !now.is_quiescent || !now.is_output_free) {
    return Unreached();
  }
  // "Immediately": before the client's FIN and before the deadline. By a real
  // clock that is as long as it may take to close.
  const bool is_in_real_time = !before.capabilities.has_virtual_time;
  if (!before.capabilities.is_ours &&
      (!before.is_fair_phase || (is_in_real_time && now.kind != Seen::kEnd))) {
    return Unreached();
  }
  return HoldsIf(before.tcp != Tcp::kOpen, "FIN right after both Closes",
                 "TCP is open in both directions");
}

Answer ClientWaitsForTheServer(const Ledger& before, const Observation& now) {
  if (before.role != Role::kClient || !before.IsHandshakeDone() ||
      before.is_abort_called || before.tcp != Tcp::kOpen) {
    return Unreached();
  }
  const bool may_end =
      before.is_eof_received || before.is_reset || before.MayBeAtItsDeadline();
  if (now.kind == Seen::kTcp) {
    return HoldsIf(may_end, "the server closes TCP first",
                   "the client ends it");
  }
  return may_end ? Unreached() : Holds();
}

Answer BothClosesEndTcp(const Ledger& before, const Observation& now) {
  if (!before.IsHandshakeDone() || now.ending != Ending::kSilent) {
    return Unreached();
  }
  return HoldsIf(before.IsTcpOver(), "TCP is closed after both Closes",
                 "TCP is still up");
}

Answer ClosesCross(const Ledger& before, const Observation&) {
  return before.input.close().has_value() && !before.is_peer_close_first
             ? Holds()
             : Unreached();
}

Answer CloseAfterFin(const Ledger& before, const Observation&) {
  return before.is_eof_received && before.input.close().has_value() &&
                 before.closes_sent == 0 && !before.closed.has_value()
             ? Holds()
             : Unreached();
}

constexpr Property kClose[] = {
    {"close_sent_has_no_half_code", "a_close_was_sent", "5.5.1", Level::kMust,
     Level::kMust,
     "if there is a body, the first two bytes MUST be a 2-byte status code",
     On(Seen::kFrameSent), CloseSentHasNoHalfCode},
    {"close_reason_sent_is_utf8", "a_reason_was_sent", "5.5.1", Level::kShould,
     Level::kMust, "the body MAY contain UTF-8-encoded data as a reason",
     On(Seen::kFrameSent), CloseReasonSentIsUtf8},
    {"close_is_answered", "a_close_came_first", "5.5.1", Level::kMust,
     Level::kMust,
     "an endpoint that receives a Close frame and did not previously send one "
     "MUST send a Close frame in response",
     kWhenSettled, CloseIsAnswered},
    {"at_most_one_close_is_sent", "a_close_ended_the_output", "5.5.1",
     Level::kShould, Level::kMust,
     "after sending and receiving a Close the connection is closed",
     On(Seen::kFrameSent), AtMostOneCloseIsSent},
    {"no_data_after_close", "the_connection_lived_on_after_our_close", "5.5.1",
     Level::kMust, Level::kMust,
     "the application MUST NOT send any more data frames after sending a "
     "Close frame",
     On(Seen::kFrameSent, Seen::kSettled), NoDataAfterClose},
    {"only_pongs_after_close", "a_pong_followed_our_close", "D7", Level::kNote,
     Level::kMust, "after its own Close an endpoint answers Pings, and no more",
     On(Seen::kFrameSent), OnlyPongsAfterClose},
    {"answer_echoes_the_code", "an_answering_close_was_sent", "5.5.1, D1",
     Level::kNote, Level::kMust,
     "when sending a Close frame in response, the endpoint typically echos "
     "the status code it received",
     On(Seen::kFrameSent), AnswerEchoesTheCode},
    {"one_byte_close_fails_the_connection", "a_one_byte_close_came",
     "5.5.1, 10.7", Level::kShould, Level::kMust,
     "a Close body of one byte is not a status code", kWhenSettled,
     OneByteBodyFails},
    {"close_inside_a_message_may_fail", "a_close_was_refused_inside_a_message",
     "5.4, D9", Level::kNote, Level::kMust,
     "with close_in_message fail, a Close in mid-message is a violation",
     kWhenSettled, CloseInsideMessageFails},
    {"server_ends_tcp_after_the_handshake", "a_server_finished_the_handshake",
     "5.5.1", Level::kMust, Level::kMust,
     "the server MUST close the underlying TCP connection immediately",
     kWhenSettled, ServerEndsTcp},
    {"client_waits_for_the_server_to_end_tcp",
     "a_client_finished_the_handshake", "5.5.1", Level::kNote, Level::kMust,
     "the client SHOULD wait for the server to close the connection but MAY "
     "close it at any time",
     On(Seen::kTcp, Seen::kSettled), ClientWaitsForTheServer},
    {"both_closes_end_tcp", "the_handshake_was_finished", "5.5.1", Level::kMust,
     Level::kMust,
     "after both Closes an endpoint MUST close the underlying TCP connection",
     On(Seen::kEnd), BothClosesEndTcp, FailureKind::kStall},
    {"", "closes_crossed", "5.5.1", Level::kMust, Level::kMust,
     "if a client and server both send a Close at the same time, both have "
     "sent and received a Close",
     On(Seen::kSettled), ClosesCross},
    {"", "the_peer_shut_down_before_our_answer", "5.5.1, D32", Level::kMust,
     Level::kMust, "a FIN closes one direction only", On(Seen::kSettled),
     CloseAfterFin},
};

}  // namespace

std::span<const Property> CloseProperties() { return kClose; }

}  // namespace wsdrain
