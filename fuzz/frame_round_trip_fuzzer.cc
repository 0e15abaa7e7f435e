// What the writer writes, the reader and the judge read back.
//
// Input:  frames, field by field (engines/fuzzing/frame_round_trip_input.h).
// Oracle: WireView shows the fields as given (RFC 6455 5.2); FrameReader
//         reads the canonical form of the legal ones back.
// Seeds:  corpus/frame_round_trip_fuzzer/.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/frame_round_trip_input.h"

namespace wsdrain {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DieOf(CheckFrameRoundTrip({reinterpret_cast<const char*>(data), size}));
  return 0;
}

}  // namespace wsdrain
