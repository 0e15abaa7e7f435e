// The opcodes of RFC 6455 section 5.2.
#ifndef WSDRAIN_FRAME_OPCODE_H_
#define WSDRAIN_FRAME_OPCODE_H_

#include <cstdint>
#include <string_view>

namespace wsdrain {

enum class Opcode : uint8_t {
  kContinuation = 0x0,
  kText = 0x1,
  kBinary = 0x2,
  // 0x3 to 0x7 are reserved for further non-control frames.
  kClose = 0x8,
  kPing = 0x9,
  kPong = 0xA,
  // 0xB to 0xF are reserved for further control frames.
};

// 5.5: control frames have an opcode whose most significant bit is 1.
constexpr bool IsControl(Opcode opcode) {
  return (static_cast<uint8_t>(opcode) & 0x8) != 0;
}

// 5.2: `bits` (0 to 15) is an opcode that this version defines.
constexpr bool IsKnownOpcode(uint8_t bits) {
  return bits <= 0x2 || (bits >= 0x8 && bits <= 0xA);
}

// "text", "close", ...; "reserved" for those without a meaning.
constexpr std::string_view OpcodeName(Opcode opcode) {
  switch (opcode) {
    case Opcode::kContinuation:
      return "continuation";
    case Opcode::kText:
      return "text";
    case Opcode::kBinary:
      return "binary";
    case Opcode::kClose:
      return "close";
    case Opcode::kPing:
      return "ping";
    case Opcode::kPong:
      return "pong";
  }
  return "reserved";
}

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_OPCODE_H_
