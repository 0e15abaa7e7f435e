// What several properties need: when a thing is owed, and by whom.
#ifndef WSDRAIN_PROPS_COMMON_H_
#define WSDRAIN_PROPS_COMMON_H_

#include <optional>
#include <string>
#include <string_view>

#include "check/property.h"

namespace wsdrain {

// "Send" may be delayed arbitrarily (2.1): what is owed is asked when nothing
// moves any more and the transport takes all. Our own endpoint answers at
// once; of a stranger it is asked after the fair phase only.
inline bool IsDue(const Ledger& before, const Observation& now) {
  if (!now.is_quiescent || !now.is_output_free) return false;
  return before.capabilities.is_ours || now.kind == Seen::kEnd;
}

// What a stranger's wire has taken may not be read when its application pauses.
inline bool MayNotHaveRead(const Ledger& ledger) {
  return ledger.is_paused && !ledger.capabilities.follows_settings;
}

// The judge cannot know what a stranger makes of input on which the RFC is
// silent (D12, D14, D16) or of its own limits.
inline bool IsInputClear(const Ledger& ledger) {
  if (!ledger.input.fault().has_value()) return true;
  const FaultStrength strength = Facts(*ledger.input.fault()).strength;
  return ledger.capabilities.follows_settings ||
         strength == FaultStrength::kMust || strength == FaultStrength::kShould;
}

// A stranger that may see a legal Close as none: it met a limit of its own
// (10.4), or does not know a code of the registry (D15).
inline bool MayHaveRefusedTheClose(const Ledger& ledger) {
  if (ledger.capabilities.is_ours) return false;
  const auto& close = ledger.input.close();
  return ledger.has_own_limit ||
         (close.has_value() && close->code >= 1012 && close->code <= 1014);
}

// What is sent, and when it is closed, is of its own application's making.
inline bool LivesItsOwnLife(const Ledger& ledger) {
  return !ledger.capabilities.is_driven;
}

// Asks that the connection was failed after one of `faults` was received.
template <typename... Faults>
Answer FailsAfter(const Ledger& before, const Observation& now,
                  Faults... faults) {
  const auto& fault = before.input.fault();
  if (!fault.has_value() || !((*fault == faults) || ...)) return Unreached();
  if (before.is_abort_called || !now.is_output_free || !IsInputClear(before)) {
    return Unreached();
  }
  // A stranger may wait for the end of the frame.
  if (!before.capabilities.is_ours &&
      (now.kind != Seen::kEnd || !before.input.IsFaultRipe() ||
       MayNotHaveRead(before))) {
    return Unreached();
  }
  if (before.closes_sent > 0 || before.tcp != Tcp::kOpen) return Holds();
  return Broken(
      std::string("the connection is failed after ") + Facts(*fault).words,
      "it goes on");
}

// 5.5.1: a stranger's answer MAY wait until its current message is finished.
inline bool MayHoldItsAnswer(const Ledger& ledger) {
  return !ledger.capabilities.is_ours && ledger.is_own_message_open &&
         ledger.input.close().has_value() && ledger.closes_sent == 0;
}

// The arguments of a call that starts the closing handshake may be sent (7.4,
// 5.5, 5.5.1).
bool IsLegalClose(Role role, const std::optional<uint16_t>& code,
                  std::string_view reason);

inline constexpr SeenSet kWhenSettled = On(Seen::kSettled, Seen::kEnd);

}  // namespace wsdrain

#endif  // WSDRAIN_PROPS_COMMON_H_
