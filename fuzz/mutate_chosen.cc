// The engine's hooks for targets whose input is choices, then a scenario.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/chosen_scenario.h"
#include "engines/fuzzing/mutate_bytes.h"
#include "head_bytes.h"

namespace wsdrain {

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t size_max, unsigned seed) {
  return MutateChosen(kHeadBytes, data, size, size_max, seed, MutateBytes);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* first,
                                            size_t first_size,
                                            const uint8_t* second,
                                            size_t second_size, uint8_t* out,
                                            size_t out_max, unsigned seed) {
  return CrossChosen(
      kHeadBytes, {reinterpret_cast<const char*>(first), first_size},
      {reinterpret_cast<const char*>(second), second_size}, out, out_max, seed);
}

}  // namespace wsdrain
