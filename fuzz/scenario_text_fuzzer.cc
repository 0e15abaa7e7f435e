// Any text is a scenario that is printed and read back alike, or has an error.
//
// Input:  a scenario file (engines/fuzzing/scenario_text_input.h).
// Oracle: what is printed and what `fmt` writes say the same, and are their own
//         canonical form; the binary format keeps it; an error names a place
//         of the text, what was found there and what is allowed.
// Seeds:  corpus/scenario_text_fuzzer/.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/scenario_text_input.h"

namespace wsdrain {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DieOf(CheckScenarioText({reinterpret_cast<const char*>(data), size}));
  return 0;
}

}  // namespace wsdrain
