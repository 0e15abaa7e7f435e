// Scenarios as bytes for fuzzing: versioned, total and append-only.
#ifndef WSDRAIN_SCENARIO_SCENARIO_BYTES_H_
#define WSDRAIN_SCENARIO_SCENARIO_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "scenario/scenario.h"

namespace wsdrain {

enum class Mode : uint8_t { kSolo, kPair };

// Every byte string is a scenario: what is missing is zero, what is too large
// is clamped, what is unknown is skipped, what is beyond kStepsMax is ignored.
// Linear in min(size, what the bounds let in); never fails. `mode` is the
// target's: a solo scenario has the casts kClient, kServer and kBoth.
Scenario ScenarioFromBytes(std::string_view bytes, Mode mode);

// Drops comments, `rfc`, `class`, `needs`, keys and expectations, for which
// the format has no room. ScenarioFromBytes(ScenarioToBytes(s)) equals s but
// for these, if s keeps the bounds of step.h.
std::string ScenarioToBytes(const Scenario& scenario);

// The second byte chooses a subset of step kinds for the mutator (swarm); the
// scenario does not depend on it.
inline constexpr size_t kSwarmByte = 1;

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_BYTES_H_
