// A failure is shrunk to a shorter scenario that shows it, always the same.
//
// Input:  what to break, then a scenario (engines/fuzzing/shrink_input.h).
// Oracle: the shrunk scenario fails likewise when it is played; shrunk again
//         it stays; the shortest is no longer; all within kShrinkCostMax.
// Seeds:  corpus/shrink_fuzzer/.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/shrink_input.h"
#include "head_bytes.h"

namespace wsdrain {

const size_t kHeadBytes = kShrinkHeadBytes;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DieOf(CheckShrink({reinterpret_cast<const char*>(data), size}));
  return 0;
}

}  // namespace wsdrain
