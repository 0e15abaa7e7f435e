// A world goes on alike from its saved state, and without what it may forget.
//
// Input:  the way to go on, then a scenario (engines/fuzzing/resume_input.h).
// Oracle: a world that is loaded, or copied, after each step shows and saves
//         what one does that is played through; one that forgets after each
//         step breaks no property.
// Seeds:  corpus/resume_fuzzer/, encoded from corpus/scenarios/.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/resume_input.h"
#include "head_bytes.h"

namespace wsdrain {

const size_t kHeadBytes = kResumeHeadBytes;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DieOf(CheckResume({reinterpret_cast<const char*>(data), size}));
  return 0;
}

}  // namespace wsdrain
