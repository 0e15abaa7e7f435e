// No word of steps, however odd, breaks a property of the closing handshake.
//
// Input:  a solo scenario in the binary format (scenario/scenario_bytes.cc);
//         every input is legal.
// Oracle: AllProperties(), asked after every step and after the fair phase.
// Seeds:  corpus/closing_fuzzer/, encoded from corpus/scenarios/.
#include <cstddef>
#include <cstdint>

#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/counters.h"
#include "props/all.h"
#include "scenario/scenario_bytes.h"
#include "scenario_mode.h"

namespace wsdrain {

const Mode kScenarioMode = Mode::kSolo;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const EndpointKind kEndpoint = Reference(&RowCounters());
  const Scenario scenario = ScenarioFromBytes(
      {reinterpret_cast<const char*>(data), size}, kScenarioMode);
  CheckOrDie(AllProperties(), scenario, kEndpoint);
  return 0;
}

}  // namespace wsdrain
