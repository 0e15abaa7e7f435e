// Any cut of a stream is read alike, and as the judge reads it.
//
// Input:  two bytes of options, then the stream
//         (engines/fuzzing/frame_reader_input.h).
// Oracle: the events of FrameReader, in parts and whole, and InputView: the
//         same frames, messages and fault, at the same byte (RFC 6455 5).
// Seeds:  corpus/frame_reader_fuzzer/.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/frame_reader_input.h"

namespace wsdrain {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DieOf(CheckFrameReader({reinterpret_cast<const char*>(data), size}));
  return 0;
}

}  // namespace wsdrain
