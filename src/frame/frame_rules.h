// What RFC 6455 forbids in the bytes of a frame, asked byte by byte.
//
// When a byte breaks several rules, their order in the .cc file decides, so
// that the same bytes always fail in the same way.
#ifndef WSDRAIN_FRAME_FRAME_RULES_H_
#define WSDRAIN_FRAME_FRAME_RULES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "frame/opcode.h"
#include "frame/role.h"
#include "frame/utf8.h"
#include "frame/violation.h"

namespace wsdrain {

inline constexpr uint8_t kFinBit = 0x80;     // of the first byte
inline constexpr uint8_t kMaskBit = 0x80;    // of the second
inline constexpr uint8_t kLengthIs16 = 126;  // 5.2: 16 bits follow
inline constexpr uint8_t kLengthIs64 = 127;  // 5.2: 64 bits follow

constexpr Opcode OpcodeOf(uint8_t first_byte) {
  return static_cast<Opcode>(first_byte & 0xF);
}

constexpr bool IsFinal(uint8_t first_byte) {
  return (first_byte & kFinBit) != 0;
}

// FIN, RSV1 to 3 and the opcode. `message` is the type of the message that is
// unfinished, or kContinuation.
MaybeViolation CheckFirstByte(uint8_t byte, Opcode message,
                              bool refuses_close_in_message);

// The MASK bit and the 7-bit length of a frame that `reader` is sent.
MaybeViolation CheckSecondByte(uint8_t byte, Opcode opcode, Role reader);

// The payload lengths that a header can still come to, both ends included.
struct LengthRange {
  uint64_t least;
  uint64_t most;
};

// All lengths that begin with `bits` when `bytes_left` bytes, 0 to 8, of the
// extended length are missing. 5.2: of 64 bits the top bit is 0.
constexpr LengthRange LengthsFrom(uint64_t bits, int bytes_left) {
  if (bytes_left == 8) return {0, ~uint64_t{0} >> 1};
  const int shift = 8 * bytes_left;
  return {bits << shift, ((bits + 1) << shift) - 1};
}

// What the length of a data frame must agree with.
struct LengthRules {
  uint64_t bytes_owed;          // 5.6: to a cut code point, by the last frame
  uint64_t frame_bytes_max;     // 10.4
  uint64_t message_bytes_left;  // 10.4
};

// None of the lengths that are possible would do.
MaybeViolation CheckLengths(LengthRange possible, const LengthRules& rules);

// 7.4: some second byte makes a code of this first byte that a reader takes.
bool MayBeginCloseCode(uint8_t byte, bool accepts_reserved);

// Feeds text to `checker`. Returns how many bytes it takes to know that the
// text is doomed, the bad byte included; nothing if it is not. The text ends
// `bytes_left` bytes after `text`: a code point that needs more is doomed too.
std::optional<size_t> FindBadText(Utf8Checker& checker, std::string_view text,
                                  uint64_t bytes_left);

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_FRAME_RULES_H_
