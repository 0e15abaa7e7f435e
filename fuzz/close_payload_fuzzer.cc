// A Close body is read and written as RFC 6455 5.5.1, 7.4 and 8.1 say.
//
// Input:  a byte of options, then the body
//         (engines/fuzzing/close_payload_input.h).
// Oracle: a list of rules of its own for ParseClosePayload and
//         MakeClosePayload, and the round trip of EncodeClosePayload.
// Seeds:  corpus/close_payload_fuzzer/.
#include <cstddef>
#include <cstdint>

#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/close_payload_input.h"

namespace wsdrain {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  DieOf(CheckClosePayload({reinterpret_cast<const char*>(data), size}));
  return 0;
}

}  // namespace wsdrain
