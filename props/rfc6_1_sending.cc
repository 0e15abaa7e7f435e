// RFC 6455 5.6 and 6.1: what is sent, and what is refused.
#include "props/all.h"
#include "props/common.h"
#include "scenario/naive_utf8.h"

namespace wsdrain {
namespace {

bool IsTextPart(const Ledger& before, const WireFrame& frame) {
  return frame.opcode == 1 || (frame.opcode == 0 && before.open_message == 1);
}

Answer TextSentIsUtf8(const Ledger& before, const Observation& now) {
  if (!IsTextPart(before, *now.frame)) return Unreached();
  const std::string text =
      (now.frame->opcode == 1 ? "" : before.open_text) + now.frame->payload;
  const TextVerdict verdict = JudgeText(text);
  if (verdict.state == TextState::kBad ||
      (now.frame->fin && verdict.state == TextState::kCut)) {
    return Broken("text in UTF-8", "bytes that are not");
  }
  return Holds();
}

Answer DataSentIsDataAccepted(const Ledger& before, const Observation& now) {
  if (!now.frame->IsData() || LivesItsOwnLife(before)) return Unreached();
  const WireFrame& frame = *now.frame;
  if (before.messages_owed.empty()) {
    return Broken("no data that the application did not send", "a data frame");
  }
  const OwedMessage& owed = before.messages_owed.front();
  if (frame.opcode != 0 && (frame.opcode == 1) != owed.is_text) {
    return Broken("the type that the application gave", "the other type");
  }
  if (owed.payload.compare(0, frame.payload.size(), frame.payload) != 0) {
    return Broken("the bytes that the application gave, in order",
                  "other bytes");
  }
  if (frame.fin &&
      !(owed.is_finished && owed.payload.size() == frame.payload.size())) {
    return Broken("FIN=1 on the last fragment", "FIN=1 before the end");
  }
  return Holds();
}

// Bytes that accepted calls have asked to send and that have not been sent.
bool IsAnythingOwed(const Ledger& before) {
  for (const OwedMessage& owed : before.messages_owed) {
    if (!owed.payload.empty() || owed.is_finished || !owed.is_begun) {
      return true;
    }
  }
  return false;
}

Answer AcceptedDataIsSent(const Ledger& before, const Observation& now) {
  if (LivesItsOwnLife(before)) return Unreached();
  if (now.kind == Seen::kFrameSent) {
    if (!now.frame->IsClose() || before.closes_sent > 0) return Unreached();
    // For an answer or a failure a stranger may drop what is not begun (D29).
    if (!before.capabilities.is_ours &&
        (!before.close_called.has_value() || before.input.IsOver())) {
      return Unreached();
    }
    return HoldsIf(!IsAnythingOwed(before), "queued data goes before the Close",
                   "the Close went first");
  }
  if (before.IsClosing() || before.is_eof_received || !IsDue(before, now) ||
      !before.CanStillWrite() || before.MayDropTcp()) {
    return Unreached();
  }
  return HoldsIf(!IsAnythingOwed(before), "accepted data is sent",
                 "some was not");
}

Answer RefusedCallWritesNothing(const Ledger&, const Observation& now) {
  if (now.result != CallResult::kRefused &&
      now.result != CallResult::kAlreadyClosing) {
    return Unreached();
  }
  return HoldsIf(now.output_before == now.output_after,
                 "a refused call changes nothing", "it queued bytes");
}

bool IsSendCall(Verb verb) { return verb <= Verb::kPong; }

Answer SendingAfterCloseIsRefused(const Ledger& before,
                                  const Observation& now) {
  if (!IsSendCall(now.step->verb) || now.result == CallResult::kUnsupported) {
    return Unreached();
  }
  if (!before.IsClosing() && !before.closed.has_value()) return Unreached();
  return HoldsIf(now.result == CallResult::kRefused,
                 "a refusal once closing has started", "the call was accepted");
}

// The arguments and the order of the calls are legal (5.4, 5.5, 5.6).
bool IsLegalSend(const Ledger& before, const Step& call) {
  const std::string payload = call.payload.Bytes();
  switch (call.verb) {
    case Verb::kSend:
      return !before.is_own_message_open &&
             (call.opcode != 1 ||
              JudgeText(payload).state == TextState::kWhole);
    case Verb::kFragment:
      return !before.is_own_message_open &&
             (call.opcode != 1 || JudgeText(payload).state != TextState::kBad);
    case Verb::kPing:
    case Verb::kPong:
      return payload.size() <= 125;
    default:
      return before.is_own_message_open && !before.is_own_message_text;
  }
}

bool IsIllegalSend(const Ledger& before, const Step& call) {
  const bool continues =
      call.verb == Verb::kContinue || call.verb == Verb::kFinish;
  if (continues) return !before.is_own_message_open;
  return !IsLegalSend(before, call);
}

// 5.2: the most that a minimal header takes, with a masking key.
size_t HeaderBytesMax(size_t payload_bytes) {
  return payload_bytes < 126 ? 6 : payload_bytes < 65536 ? 8 : 14;
}

Answer LegalSendsAreAccepted(const Ledger& before, const Observation& now) {
  const Step& call = *now.step;
  if (!IsSendCall(call.verb) || now.result == CallResult::kUnsupported ||
      before.IsClosing() || before.closed.has_value() ||
      before.is_eof_received || before.is_reset || before.is_abort_called ||
      !IsLegalSend(before, call)) {
    return Unreached();
  }
  const size_t payload_bytes = call.payload.size();
  const auto would_wait = static_cast<int64_t>(
      now.output_before + payload_bytes + HeaderBytesMax(payload_bytes));
  if (would_wait > before.settings.output_bytes_max) return Unreached();
  return HoldsIf(now.result == CallResult::kAccepted,
                 "a legal call is accepted", "it was refused");
}

Answer IllegalSendsAreRefused(const Ledger& before, const Observation& now) {
  if (!IsSendCall(now.step->verb) || now.result == CallResult::kUnsupported ||
      !IsIllegalSend(before, *now.step)) {
    return Unreached();
  }
  return HoldsIf(now.result == CallResult::kRefused, "a refusal",
                 "the call was accepted");
}

Answer OutputIsBounded(const Ledger& before, const Observation& now) {
  if (!IsSendCall(now.step->verb) || !before.capabilities.follows_settings ||
      before.IsClosing() || now.result == CallResult::kUnsupported) {
    return Unreached();
  }
  const int64_t would_wait =
      static_cast<int64_t>(now.output_before + now.step->payload.size());
  if (would_wait <= before.settings.output_bytes_max) return Unreached();
  return HoldsIf(now.result == CallResult::kRefused,
                 "a refusal beyond output_bytes_max", "the call was accepted");
}

constexpr Property kSending[] = {
    {"text_sent_is_utf8", "text_was_sent", "5.6", Level::kMust, Level::kMust,
     "the whole message MUST contain valid UTF-8", On(Seen::kFrameSent),
     TextSentIsUtf8},
    {"data_sent_is_data_accepted", "data_was_sent", "6.1", Level::kMust,
     Level::kMust,
     "what is sent is what the application gave: type, bytes, order and end",
     On(Seen::kFrameSent), DataSentIsDataAccepted},
    {"accepted_data_is_sent", "the_output_was_asked_for_missing_data",
     "6.1, D29", Level::kShould, Level::kMust,
     "the frames that have been formed MUST be transmitted",
     On(Seen::kFrameSent, Seen::kSettled, Seen::kEnd), AcceptedDataIsSent},
    {"refused_call_writes_nothing", "a_call_was_refused", "6.1", Level::kNote,
     Level::kMust, "a refused call changes nothing", On(Seen::kCall),
     RefusedCallWritesNothing},
    {"sending_after_close_is_refused", "sending_was_tried_after_close",
     "6.1, 5.5.1", Level::kNote, Level::kMust,
     "an endpoint MUST ensure the WebSocket connection is in the OPEN state",
     On(Seen::kCall), SendingAfterCloseIsRefused},
    {"legal_sends_are_accepted", "a_legal_send_was_tried", "6.1", Level::kNote,
     Level::kMust, "in the OPEN state data can be sent", On(Seen::kCall),
     LegalSendsAreAccepted},
    {"illegal_sends_are_refused", "an_illegal_send_was_tried", "5.4, 5.5, 5.6",
     Level::kNote, Level::kMust,
     "what may not be sent is refused, and not repaired", On(Seen::kCall),
     IllegalSendsAreRefused},
    {"output_is_bounded", "more_output_than_allowed_was_tried", "10.4",
     Level::kNote, Level::kMust,
     "implementations that have limits MUST protect against exceeding them",
     On(Seen::kCall), OutputIsBounded},
};

}  // namespace

std::span<const Property> SendingProperties() { return kSending; }

}  // namespace wsdrain
