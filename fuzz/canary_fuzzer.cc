// Once we have said Close, the next frame is the peer's: false, so it must
// crash.
//
// Input:  a solo scenario in the binary format (scenario/scenario_bytes.cc).
// Oracle: CanaryProperties(), the belief that this project began with. A gate
//         that lets this target pass cannot fail; it is never shipped.
// Seeds:  none: it is found from nothing.
#include <cstddef>
#include <cstdint>

#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/counters.h"
#include "engines/fuzzing/target.h"
#include "scenario/scenario_bytes.h"
#include "scenario_mode.h"

namespace wsdrain {

const Mode kScenarioMode = Mode::kSolo;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const EndpointKind kEndpoint = Reference(&RowCounters());
  const Scenario scenario = ScenarioFromBytes(
      {reinterpret_cast<const char*>(data), size}, kScenarioMode);
  CheckOrDie(CanaryProperties(), scenario, kEndpoint);
  return 0;
}

}  // namespace wsdrain
