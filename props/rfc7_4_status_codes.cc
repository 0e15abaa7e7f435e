// RFC 6455 7.4: which status codes may be sent, and which are refused.
#include "props/all.h"
#include "props/common.h"
#include "scenario/naive_utf8.h"

namespace wsdrain {
namespace {

// The code in a Close frame that `now` shows, if any.
std::optional<uint16_t> CodeSent(const Observation& now) {
  if (!now.frame->IsClose() || now.frame->payload.size() < 2) {
    return std::nullopt;
  }
  return static_cast<uint8_t>(now.frame->payload[0]) * 256 +
         static_cast<uint8_t>(now.frame->payload[1]);
}

bool IsReportOnly(uint16_t code) {
  return code == 1005 || code == 1006 || code == 1015;
}

bool IsDefined(uint16_t code) {
  return (code >= 1000 && code <= 1014 && code != 1004 &&
          !IsReportOnly(code)) ||
         (code >= 3000 && code <= 4999);
}

Answer ReportOnlyCodesAreNotSent(const Ledger&, const Observation& now) {
  const auto code = CodeSent(now);
  if (!code.has_value()) return Unreached();
  if (!IsReportOnly(*code)) return Holds();
  return Broken("never 1005, 1006 or 1015", std::to_string(*code));
}

Answer CodesSentAreDefined(const Ledger& before, const Observation& now) {
  const auto code = CodeSent(now);
  if (!code.has_value()) return Unreached();
  // With the knob of D14 on, an echo repeats what was let in.
  if (before.is_peer_close_first && before.settings.accepts_reserved_codes) {
    return Unreached();
  }
  // An echo of a code that is merely unassigned is a note (D14, D16).
  const bool is_unassigned = (*code > 1015 && *code < 3000) || *code > 4999;
  const bool is_the_callers =
      before.close_called.has_value() && before.close_called->code == code;
  if (!before.capabilities.is_ours && !is_the_callers &&
      before.input.IsOver() && is_unassigned) {
    return Unreached();
  }
  if (IsDefined(*code)) return Holds();
  return Broken("a code that 7.4 defines or leaves free",
                std::to_string(*code));
}

Answer ServerDoesNotStartWith1010(const Ledger& before,
                                  const Observation& now) {
  if (before.role != Role::kServer || before.is_peer_close_first ||
      !CodeSent(now).has_value()) {
    return Unreached();
  }
  return HoldsIf(CodeSent(now) != 1010, "1010 is not used by the server",
                 "1010");
}

Answer ReportOnlyCodeFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kCloseCodeReportOnly);
}

Answer UndefinedCodeFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kCloseCodeReserved);
}

bool IsLegalCall(Role role, const Step& call) {
  return IsLegalClose(role, call.code, call.payload.Bytes());
}

Answer IllegalCloseIsRefused(const Ledger& before, const Observation& now) {
  if (now.step->verb != Verb::kClose || IsLegalCall(before.role, *now.step)) {
    return Unreached();
  }
  return HoldsIf(now.result == CallResult::kRefused ||
                     (now.result == CallResult::kAlreadyClosing &&
                      (before.IsClosing() || before.closed.has_value())),
                 "a refusal of what may not be sent", "the call was accepted");
}

Answer LegalCloseIsAccepted(const Ledger& before, const Observation& now) {
  if (now.step->verb != Verb::kClose || LivesItsOwnLife(before) ||
      before.IsClosing() || before.closed.has_value() ||
      before.is_eof_received || before.is_reset || before.is_abort_called ||
      !IsLegalCall(before.role, *now.step)) {
    return Unreached();
  }
  return HoldsIf(now.result == CallResult::kAccepted,
                 "a legal close is accepted", "it was refused");
}

Answer SecondCloseChangesNothing(const Ledger& before, const Observation& now) {
  if (now.step->verb != Verb::kClose || LivesItsOwnLife(before) ||
      (!before.IsClosing() && !before.closed.has_value())) {
    return Unreached();
  }
  return HoldsIf(now.result != CallResult::kAccepted &&
                     now.output_before == now.output_after,
                 "a second close is a no-op that says so", "it was accepted");
}

constexpr Property kStatusCodes[] = {
    {"report_only_codes_are_not_sent", "a_code_was_sent", "7.4.1", Level::kMust,
     Level::kMust,
     "1005, 1006 and 1015 MUST NOT be set as a status code in a Close frame",
     On(Seen::kFrameSent), ReportOnlyCodesAreNotSent},
    {"codes_sent_are_defined", "a_defined_code_was_sent", "7.4.2",
     Level::kShould, Level::kMust,
     "0-999 are not used, 1004 is reserved, 1000-2999 are the protocol's, and "
     "the registry ends at 4999",
     On(Seen::kFrameSent), CodesSentAreDefined},
    {"server_does_not_start_with_1010", "a_server_started_with_a_code", "7.4.1",
     Level::kNote, Level::kMust, "1010 is not used by the server",
     On(Seen::kFrameSent), ServerDoesNotStartWith1010},
    {"report_only_code_fails_the_connection", "a_report_only_code_came",
     "7.4.1, 10.7, D13", Level::kShould, Level::kMust,
     "1005, 1006 and 1015 MUST NOT be set as a status code in a Close frame",
     kWhenSettled, ReportOnlyCodeFails},
    {"undefined_code_fails_the_connection", "an_undefined_code_came",
     "7.4, D14, D16", Level::kNote, Level::kMust,
     "a code without a meaning is refused", kWhenSettled, UndefinedCodeFails},
    {"illegal_close_is_refused", "an_illegal_close_was_tried",
     "7.4, 5.5.1, D28", Level::kNote, Level::kMust,
     "a code or reason that may not be sent is refused, and no byte is sent",
     On(Seen::kCall), IllegalCloseIsRefused},
    {"legal_close_is_accepted", "a_legal_close_was_tried", "7.1.2, 7.3",
     Level::kNote, Level::kMust,
     "the closing handshake may be started with any code that may be sent",
     On(Seen::kCall), LegalCloseIsAccepted},
    {"second_close_changes_nothing", "a_second_close_was_tried", "7.1.5, D24",
     Level::kNote, Level::kMust, "a second close is a no-op that says so",
     On(Seen::kCall), SecondCloseChangesNothing},
};

}  // namespace

bool IsLegalClose(Role role, const std::optional<uint16_t>& code,
                  std::string_view reason) {
  if (!code.has_value()) return reason.empty();
  return IsDefined(*code) && !(role == Role::kServer && *code == 1010) &&
         reason.size() <= 123 && JudgeText(reason).state == TextState::kWhole;
}

std::span<const Property> StatusCodeProperties() { return kStatusCodes; }

}  // namespace wsdrain
