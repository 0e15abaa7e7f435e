// How many bytes of choices stand before a target's scenario; libFuzzer's hooks
// need it.
#ifndef WSDRAIN_FUZZ_HEAD_BYTES_H_
#define WSDRAIN_FUZZ_HEAD_BYTES_H_

#include <cstddef>

namespace wsdrain {

extern const size_t kHeadBytes;

}  // namespace wsdrain

#endif  // WSDRAIN_FUZZ_HEAD_BYTES_H_
