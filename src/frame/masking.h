// Client-to-server masking (RFC 6455 section 5.3).
#ifndef WSDRAIN_FRAME_MASKING_H_
#define WSDRAIN_FRAME_MASKING_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace wsdrain {

using MaskingKey = std::array<uint8_t, 4>;

// XORs `size` bytes with `key`, in place. `offset` is the position of data[0]
// in the payload data of its frame, so that any cut gives the same bytes. The
// same call masks and unmasks.
void ApplyMask(const MaskingKey& key, uint64_t offset, char* data, size_t size);

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_MASKING_H_
