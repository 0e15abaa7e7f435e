// Short words for what is folded into a ledger.
#ifndef WSDRAIN_TESTS_SCENARIO_FOLDS_H_
#define WSDRAIN_TESTS_SCENARIO_FOLDS_H_

#include <string>
#include <string_view>
#include <utility>

#include "scenario/ledger.h"

namespace wsdrain {

inline Ledger ClientLedger() {
  EndpointConfig config;
  config.timeout_ms = 100;
  return Ledger(Role::kClient, {}, config);
}

inline void Take(Ledger& ledger, std::string_view bytes) {
  while (!bytes.empty()) ledger.TakeInput(bytes);
}

inline void FoldCall(Ledger& ledger, const Step& step,
                     CallResult result = CallResult::kAccepted) {
  ledger.Fold({.kind = Seen::kCall, .step = &step, .result = result});
}

inline void FoldSent(Ledger& ledger, uint8_t opcode, std::string payload,
                     bool fin = true) {
  WireFrame frame;
  frame.fin = fin;
  frame.opcode = opcode;
  frame.payload = std::move(payload);
  ledger.Fold({.kind = Seen::kFrameSent, .frame = &frame});
}

inline void FoldTime(Ledger& ledger, int64_t ms) {
  ledger.Fold({.kind = Seen::kTime, .ms = ms});
}

inline Step Call(Verb verb, std::string payload = "", uint8_t opcode = 0) {
  Step step;
  step.verb = verb;
  step.payload.unit = std::move(payload);
  step.opcode = opcode;
  return step;
}

inline Step CloseCall(uint16_t code) {
  Step step = Call(Verb::kClose);
  step.code = code;
  return step;
}

inline constexpr std::string_view kPeerClose = "\x88\x02\x03\xE8";

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_SCENARIO_FOLDS_H_
