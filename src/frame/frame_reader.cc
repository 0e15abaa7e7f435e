// The states of the push decoder, from the first byte of a frame to its last.
#include "frame/frame_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "frame/close_code.h"
#include "frame/frame_rules.h"
#include "frame/masking.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "frame/utf8.h"
#include "frame/violation.h"

namespace wsdrain {
namespace {

using Kind = ViolationKind;

constexpr int kCloseCodeBytes = 2;  // 5.5.1

uint8_t Byte(char c) { return static_cast<uint8_t>(c); }

}  // namespace

FrameReader::Status FrameReader::Read(std::string_view& input,
                                      std::string& payload) {
  if (phase_ == Phase::kFailed) return Status::kViolation;
  if (phase_ == Phase::kPayload) return ReadPayload(input, payload);
  if (phase_ == Phase::kFirstByte) header_ = FrameHeader();
  while (!input.empty()) {
    const uint8_t byte = Byte(input.front());
    input.remove_prefix(1);
    const MaybeViolation broken = TakeHeaderByte(byte);
    if (broken.has_value()) return Fail(*broken);
    if (phase_ == Phase::kPayload) return Status::kFrameStart;
  }
  return Status::kNeedMore;
}

MaybeViolation FrameReader::TakeHeaderByte(uint8_t byte) {
  switch (phase_) {
    case Phase::kFirstByte:
      return TakeFirstByte(byte);
    case Phase::kSecondByte:
      return TakeSecondByte(byte);
    case Phase::kLength16:
    case Phase::kLength64:
      return TakeLengthByte(byte);
    default:
      return TakeKeyByte(byte);
  }
}

MaybeViolation FrameReader::TakeFirstByte(uint8_t byte) {
  if (const MaybeViolation broken = CheckFirstByte(
          byte, message_opcode_, options_.refuses_close_in_message)) {
    return broken;
  }
  header_.opcode = OpcodeOf(byte);
  header_.is_final = IsFinal(byte);
  if (header_.opcode == Opcode::kText || header_.opcode == Opcode::kBinary) {
    message_opcode_ = header_.opcode;
  }
  phase_ = Phase::kSecondByte;
  // The last frame of a text may owe more bytes than a limit leaves.
  return CheckDataLength(LengthsFrom(0, 8));
}

MaybeViolation FrameReader::TakeSecondByte(uint8_t byte) {
  if (const MaybeViolation broken =
          CheckSecondByte(byte, header_.opcode, role_)) {
    return broken;
  }
  const uint8_t length = byte & ~kMaskBit;
  if (length == kLengthIs16) {
    phase_ = Phase::kLength16;
    header_bytes_left_ = 2;
  } else if (length == kLengthIs64) {
    phase_ = Phase::kLength64;
    header_bytes_left_ = 8;
  } else {
    header_.payload_bytes = length;
  }
  return CheckLengthSoFar();
}

MaybeViolation FrameReader::TakeLengthByte(uint8_t byte) {
  // 5.2: the most significant bit of 64 MUST be 0.
  const bool is_first_of_64 = header_bytes_left_ == 8;
  if (is_first_of_64 && (byte & 0x80) != 0) return Kind::kLengthTopBit;
  // 5.2: network byte order.
  header_.payload_bytes = header_.payload_bytes << 8 | byte;
  --header_bytes_left_;
  return CheckLengthSoFar();
}

MaybeViolation FrameReader::CheckLengthSoFar() {
  LengthRange possible = LengthsFrom(header_.payload_bytes, header_bytes_left_);
  // 5.2: the minimal number of bytes MUST be used, so the form alone says that
  // a frame is not small.
  const uint64_t least = LeastLengthOfForm();
  if (possible.most < least) return Kind::kLengthNotMinimal;
  possible.least = std::max(possible.least, least);
  if (const MaybeViolation broken = CheckDataLength(possible)) return broken;
  if (header_bytes_left_ == 0) EndLength();
  return std::nullopt;
}

uint64_t FrameReader::LeastLengthOfForm() const {
  if (options_.accepts_non_minimal_length) return 0;
  if (phase_ == Phase::kLength16) return 126;
  if (phase_ == Phase::kLength64) return 0x10000;
  return 0;
}

// Control frames have a limit of their own (5.5) and share in no message.
MaybeViolation FrameReader::CheckDataLength(LengthRange possible) const {
  if (IsControl(header_.opcode)) return std::nullopt;
  const bool ends_text = IsText() && header_.is_final;
  return CheckLengths(
      possible,
      {.bytes_owed = static_cast<uint64_t>(ends_text ? text_.BytesNeeded() : 0),
       .frame_bytes_max = options_.frame_bytes_max,
       .message_bytes_left = options_.message_bytes_max - message_bytes_});
}

// The length is whole; the masking key follows if there is one (5.3).
void FrameReader::EndLength() {
  if (!IsControl(header_.opcode)) message_bytes_ += header_.payload_bytes;
  payload_bytes_left_ = header_.payload_bytes;
  phase_ = IsMasked() ? Phase::kMaskingKey : Phase::kPayload;
  header_bytes_left_ = IsMasked() ? key_.size() : 0;
}

// An empty frame has a key as well (5.2: the MASK bit alone says so).
MaybeViolation FrameReader::TakeKeyByte(uint8_t byte) {
  key_[key_.size() - header_bytes_left_] = byte;
  if (--header_bytes_left_ == 0) phase_ = Phase::kPayload;
  return std::nullopt;
}

FrameReader::Status FrameReader::ReadPayload(std::string_view& input,
                                             std::string& payload) {
  const size_t begin = payload.size();
  const uint64_t offset = header_.payload_bytes - payload_bytes_left_;
  const auto count = static_cast<size_t>(
      std::min<uint64_t>(input.size(), payload_bytes_left_));
  payload.append(input.substr(0, count));
  if (IsMasked()) ApplyMask(key_, offset, payload.data() + begin, count);
  payload_bytes_left_ -= count;

  const auto bad =
      CheckPayload(std::string_view(payload).substr(begin), offset);
  if (bad.has_value()) {
    input.remove_prefix(bad->bytes);
    payload.resize(begin + bad->bytes);
    return Fail(bad->kind);
  }
  input.remove_prefix(count);
  return payload_bytes_left_ > 0 ? Status::kNeedMore : EndFrame();
}

std::optional<FrameReader::BadPayload> FrameReader::CheckPayload(
    std::string_view bytes, uint64_t offset) {
  if (header_.opcode == Opcode::kClose) return CheckCloseBody(bytes, offset);
  if (!IsText() || IsControl(header_.opcode)) return std::nullopt;
  // 5.6: frames may cut a code point, the message may not.
  const uint64_t bytes_left =
      header_.is_final ? payload_bytes_left_ : kPayloadBytesMax;
  const auto bad = FindBadText(text_, bytes, bytes_left);
  if (!bad.has_value()) return std::nullopt;
  return BadPayload{*bad, Kind::kTextNotUtf8};
}

// 5.5.1: a code of two bytes, then a reason in UTF-8.
std::optional<FrameReader::BadPayload> FrameReader::CheckCloseBody(
    std::string_view bytes, uint64_t offset) {
  size_t taken = 0;
  for (; taken < bytes.size() && offset + taken < kCloseCodeBytes; ++taken) {
    const bool is_good = offset + taken == 0 ? TakeCodeHigh(Byte(bytes[taken]))
                                             : TakeCodeLow(Byte(bytes[taken]));
    if (!is_good) return BadPayload{taken + 1, Kind::kCloseCodeNotAllowed};
  }
  const auto bad =
      FindBadText(reason_, bytes.substr(taken), payload_bytes_left_);
  if (!bad.has_value()) return std::nullopt;
  return BadPayload{taken + *bad, Kind::kCloseReasonNotUtf8};
}

bool FrameReader::TakeCodeHigh(uint8_t byte) {
  code_high_ = byte;
  return MayBeginCloseCode(byte, options_.accepts_reserved_codes);
}

bool FrameReader::TakeCodeLow(uint8_t byte) {
  const auto code = static_cast<CloseCode>(code_high_ << 8 | byte);
  code_high_ = 0;
  return MayBeReceived(code, options_.accepts_reserved_codes);
}

// Forgets what can no longer matter, so that equal futures compare equal.
FrameReader::Status FrameReader::EndFrame() {
  phase_ = Phase::kFirstByte;
  key_ = {};
  if (header_.is_final && !IsControl(header_.opcode)) {
    message_opcode_ = Opcode::kContinuation;
    message_bytes_ = 0;
  }
  return Status::kFrameEnd;
}

FrameReader::Status FrameReader::Fail(ViolationKind kind) {
  *this = FrameReader(role_, options_);
  phase_ = Phase::kFailed;
  violation_ = kind;
  return Status::kViolation;
}

}  // namespace wsdrain
