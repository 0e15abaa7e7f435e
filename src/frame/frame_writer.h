// Frames to bytes (RFC 6455 5.2): as a good writer must, or as one wishes.
#ifndef WSDRAIN_FRAME_FRAME_WRITER_H_
#define WSDRAIN_FRAME_FRAME_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "frame/masking.h"
#include "frame/opcode.h"

namespace wsdrain {

// How the payload length is written. The value is the number of bits.
enum class LengthForm : uint8_t { k7 = 7, k16 = 16, k64 = 64 };

// 5.2: the minimal number of bytes MUST be used.
constexpr LengthForm MinimalLengthForm(uint64_t payload_bytes) {
  if (payload_bytes <= 125) return LengthForm::k7;
  return payload_bytes <= 0xFFFF ? LengthForm::k16 : LengthForm::k64;
}

// Everything that stands in a frame's header. The defaults are canonical; a
// test writer may set any field to what a good writer refuses.
struct WireForm {
  uint8_t opcode = 0;    // 4 bits
  bool is_final = true;  // FIN
  uint8_t rsv = 0;       // 3 bits: RSV1 is 4, RSV2 is 2, RSV3 is 1
  std::optional<LengthForm> length = {};        // none: minimal
  std::optional<uint64_t> declared_bytes = {};  // none: the true length
  std::optional<MaskingKey> key = {};           // none: not masked
};

// 2 bytes, an extended length of at most 8 and a masking key of 4.
inline constexpr size_t kHeaderBytesMax = 14;

// Appends the header of `form` for a payload of `payload_bytes`. A length form
// that is too short for the number takes its low bits.
void AppendHeader(const WireForm& form, uint64_t payload_bytes,
                  std::string& out);

// The whole frame, masked if `form` has a key. Cost: one copy of the payload.
std::string EncodeAnything(const WireForm& form, std::string_view payload);

// The canonical frame: minimal length, RSV 0. `key` is set by clients (5.1).
// The caller keeps 5.5: a control frame is final and has at most 125 bytes.
std::string EncodeFrame(Opcode opcode, std::string_view payload,
                        bool is_final = true,
                        std::optional<MaskingKey> key = std::nullopt);

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_FRAME_WRITER_H_
