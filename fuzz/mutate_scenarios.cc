// The engine's hooks for targets whose input is a scenario.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/mutate_bytes.h"
#include "engines/fuzzing/mutator.h"
#include "scenario_mode.h"

namespace wsdrain {

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t size_max, unsigned seed) {
  return MutateInPlace(kScenarioMode, data, size, size_max, seed, MutateBytes);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* first,
                                            size_t first_size,
                                            const uint8_t* second,
                                            size_t second_size, uint8_t* out,
                                            size_t out_max, unsigned seed) {
  return CrossInto(
      kScenarioMode, {reinterpret_cast<const char*>(first), first_size},
      {reinterpret_cast<const char*>(second), second_size}, out, out_max, seed);
}

}  // namespace wsdrain
