// What happens can be expected, and what is expected is met or answered.
//
// Input:  a scenario file (engines/fuzzing/expectation_input.h).
// Oracle: every fact of the run, in its own words, is an expectation that the
//         run meets; of each line of the text and its opposite one is met, and
//         the other says what happened instead.
// Seeds:  corpus/expectation_fuzzer/.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/expectation_input.h"

namespace wsdrain {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DieOf(CheckExpectation({reinterpret_cast<const char*>(data), size}));
  return 0;
}

}  // namespace wsdrain
