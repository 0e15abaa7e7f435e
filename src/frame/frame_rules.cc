// The rules of RFC 6455 5 and 7.4 that single bytes can break, in their order.
#include "frame/frame_rules.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "frame/close_code.h"

namespace wsdrain {
namespace {

using Kind = ViolationKind;

constexpr std::array<bool, 256> FirstBytesOfUsableCodes() {
  std::array<bool, 256> is_first = {};
  for (unsigned code = 0; code <= 0xFFFF; ++code) {
    if (IsUsable(static_cast<CloseCode>(code))) is_first[code >> 8] = true;
  }
  return is_first;
}

}  // namespace

MaybeViolation CheckFirstByte(uint8_t byte, Opcode message,
                              bool refuses_close_in_message) {
  const Opcode opcode = OpcodeOf(byte);
  const bool is_inside_message = message != Opcode::kContinuation;
  // 5.2: RSV1 to 3 MUST be 0 unless an extension gives them a meaning.
  if ((byte & 0x70) != 0) return Kind::kReservedBits;
  // 5.2: an unknown opcode MUST fail the connection.
  if (!IsKnownOpcode(byte & 0xF)) return Kind::kReservedOpcode;
  if (IsControl(opcode)) {
    // 5.5: control frames MUST NOT be fragmented.
    if (!IsFinal(byte)) return Kind::kControlFragmented;
    // D9: legal (5.4), but a reader may be told to refuse it.
    if (opcode == Opcode::kClose && is_inside_message &&
        refuses_close_in_message) {
      return Kind::kCloseInsideMessage;
    }
    return std::nullopt;
  }
  // 5.4: the first frame of a message, and it alone, has an opcode.
  const bool continues = opcode == Opcode::kContinuation;
  if (continues && !is_inside_message) return Kind::kNothingToContinue;
  if (!continues && is_inside_message) return Kind::kMessageNotFinished;
  return std::nullopt;
}

MaybeViolation CheckSecondByte(uint8_t byte, Opcode opcode, Role reader) {
  const bool is_masked = (byte & kMaskBit) != 0;
  const uint8_t length = byte & ~kMaskBit;
  // 5.1: a client MUST mask all frames, a server none.
  if (reader == Role::kServer && !is_masked) return Kind::kMaskMissing;
  if (reader == Role::kClient && is_masked) return Kind::kMaskUnexpected;
  // 5.5: at most 125 bytes, so never a longer form, whatever it holds.
  if (IsControl(opcode) && length > 125) return Kind::kControlTooLong;
  // 5.5.1: if there is a body, it begins with a code of two bytes.
  if (opcode == Opcode::kClose && length == 1) return Kind::kCloseBodyOneByte;
  return std::nullopt;
}

MaybeViolation CheckLengths(LengthRange possible, const LengthRules& rules) {
  if (possible.most < rules.bytes_owed) return Kind::kTextNotUtf8;
  const uint64_t least = std::max(possible.least, rules.bytes_owed);
  if (least > rules.frame_bytes_max) return Kind::kFrameTooBig;
  if (least > rules.message_bytes_left) return Kind::kMessageTooBig;
  return std::nullopt;
}

bool MayBeginCloseCode(uint8_t byte, bool accepts_reserved) {
  // D13: what is never received are single codes, not all that share a byte.
  if (accepts_reserved) return true;
  static constexpr auto kIsFirst = FirstBytesOfUsableCodes();
  return kIsFirst[byte];
}

std::optional<size_t> FindBadText(Utf8Checker& checker, std::string_view text,
                                  uint64_t bytes_left) {
  const auto is_doomed = [](const Utf8Checker& c, uint64_t left) {
    return static_cast<uint64_t>(c.BytesNeeded()) > left;
  };
  Utf8Checker again = checker;
  if (checker.Feed(text) && !is_doomed(checker, bytes_left)) {
    return std::nullopt;
  }
  // Rare: once more in small steps, to find the byte; the last one if no other.
  uint64_t left = bytes_left + text.size();
  for (size_t taken = 1; taken < text.size(); ++taken) {
    if (!again.Feed(text.substr(taken - 1, 1)) || is_doomed(again, --left)) {
      return taken;
    }
  }
  return text.size();
}

}  // namespace wsdrain
