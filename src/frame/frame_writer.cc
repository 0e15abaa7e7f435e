// The header of RFC 6455 5.2 written field by field, then the payload.
#include "frame/frame_writer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "frame/masking.h"
#include "frame/opcode.h"

namespace wsdrain {
namespace {

constexpr uint8_t kFinBit = 0x80;
constexpr uint8_t kMaskBit = 0x80;

void AppendByte(unsigned byte, std::string& out) {
  out.push_back(static_cast<char>(byte & 0xFF));
}

// The low `bits` bits of `value`, in network byte order (5.2).
void AppendBigEndian(uint64_t value, int bits, std::string& out) {
  for (int shift = bits - 8; shift >= 0; shift -= 8) {
    AppendByte(static_cast<unsigned>(value >> shift & 0xFF), out);
  }
}

// 5.2: the MASK bit, the 7 bits beside it, and the extended payload length.
void AppendLength(LengthForm form, uint64_t bytes, uint8_t mask_bit,
                  std::string& out) {
  switch (form) {
    case LengthForm::k7:
      AppendByte(mask_bit | (bytes & 0x7F), out);
      return;
    case LengthForm::k16:
      AppendByte(mask_bit | 126, out);
      AppendBigEndian(bytes, 16, out);
      return;
    case LengthForm::k64:
      AppendByte(mask_bit | 127, out);
      AppendBigEndian(bytes, 64, out);
      return;
  }
}

}  // namespace

void AppendHeader(const WireForm& form, uint64_t payload_bytes,
                  std::string& out) {
  const uint64_t bytes = form.declared_bytes.value_or(payload_bytes);
  AppendByte((form.is_final ? kFinBit : 0) | (form.rsv & 0x7) << 4 |
                 (form.opcode & 0xF),
             out);
  AppendLength(form.length.value_or(MinimalLengthForm(bytes)), bytes,
               form.key.has_value() ? kMaskBit : 0, out);
  if (form.key.has_value()) out.append(form.key->begin(), form.key->end());
}

std::string EncodeAnything(const WireForm& form, std::string_view payload) {
  std::string frame;
  frame.reserve(kHeaderBytesMax + payload.size());
  AppendHeader(form, payload.size(), frame);
  const size_t header_bytes = frame.size();
  frame.append(payload);
  if (form.key.has_value()) {
    ApplyMask(*form.key, 0, frame.data() + header_bytes, payload.size());
  }
  return frame;
}

std::string EncodeFrame(Opcode opcode, std::string_view payload, bool is_final,
                        std::optional<MaskingKey> key) {
  const WireForm form = {
      .opcode = static_cast<uint8_t>(opcode), .is_final = is_final, .key = key};
  return EncodeAnything(form, payload);
}

}  // namespace wsdrain
