// Bytes that nobody can foresee.
#ifndef WSDRAIN_LIVE_ENTROPY_H_
#define WSDRAIN_LIVE_ENTROPY_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace wsdrain {

// The system gives so many in one piece, however busy it is.
inline constexpr size_t kEntropyBytesMax = 256;

// Fills `bytes`, which are at most kEntropyBytesMax. Without entropy the
// program ends: masking keys that can be guessed are worse (RFC 6455 10.3).
void FillWithEntropy(std::span<uint8_t> bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_ENTROPY_H_
