// Bytes to frames (RFC 6455 section 5): a push decoder for any cut.
#ifndef WSDRAIN_FRAME_FRAME_READER_H_
#define WSDRAIN_FRAME_FRAME_READER_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "frame/masking.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "frame/utf8.h"
#include "frame/violation.h"

namespace wsdrain {

struct LengthRange;  // frame_rules.h

inline constexpr uint64_t kPayloadBytesMax =
    std::numeric_limits<int64_t>::max();  // 5.2: the top bit is 0

struct FrameReaderOptions {
  bool accepts_non_minimal_length = false;        // D12: any form
  bool accepts_reserved_codes = false;            // D14, D16
  bool refuses_close_in_message = false;          // D9
  uint64_t frame_bytes_max = kPayloadBytesMax;    // payload of one data frame
  uint64_t message_bytes_max = kPayloadBytesMax;  // all fragments together

  friend bool operator==(const FrameReaderOptions&,
                         const FrameReaderOptions&) = default;
};

// What a reader knows of a frame once its header is whole.
struct FrameHeader {
  Opcode opcode = Opcode::kContinuation;
  bool is_final = true;
  uint64_t payload_bytes = 0;

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.opcode, self.is_final, self.payload_bytes);
  }
  friend bool operator==(const FrameHeader&, const FrameHeader&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const FrameHeader& f) {
    return H::combine(std::move(h), PartsOf(f));
  }
};

// Decodes the frames that the reader's peer sends. It checks masking, RSV,
// opcodes, lengths, fragmentation, limits, the UTF-8 of text messages and the
// body of Close frames, and fails at the earliest byte after which no
// continuation can be legal. It keeps no payload and allocates nothing: the
// payload goes to a string of the caller's, as it comes. A regular value.
class FrameReader {
 public:
  enum class Status : uint8_t {
    kNeedMore,    // all input was consumed; the frame is not yet whole
    kFrameStart,  // header() is whole; choose where its payload goes
    kFrameEnd,    // the payload is whole
    kViolation,   // violation() says which; then for ever
  };

  // `role` is the reader's own: a server reads masked frames (5.1).
  explicit FrameReader(Role role, const FrameReaderOptions& options = {})
      : options_(options), role_(role) {}

  // Consumes bytes from the front of `input` up to the next event, which may
  // be due without any: an empty frame is kFrameStart, then kFrameEnd. Payload
  // bytes are unmasked and appended to `payload`. On a violation the byte that
  // shows it is consumed (and appended, in a payload) and no more.
  Status Read(std::string_view& input, std::string& payload);

  // Of the frame last begun. Valid from kFrameStart until the first Read after
  // kFrameEnd; not after a violation.
  const FrameHeader& header() const { return header_; }

  // Valid after kViolation.
  ViolationKind violation() const { return violation_; }

  // The type of the message that is unfinished (5.4), or kContinuation: from
  // the first byte of its first frame up to kFrameEnd of its last, where it is
  // kContinuation again.
  Opcode message_opcode() const { return message_opcode_; }

  // Equal readers do the same with the same bytes. What can no longer matter
  // is forgotten at the end of a frame, a message and after a violation, so
  // that readers of an equal future are soon equal.
  friend bool operator==(const FrameReader&, const FrameReader&) = default;
  // All but what never changes: the role and the options.
  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.header_, self.payload_bytes_left_, self.message_bytes_,
                    self.key_, self.text_, self.reason_, self.phase_,
                    self.message_opcode_, self.violation_,
                    self.header_bytes_left_, self.code_high_);
  }
  template <typename H>
  friend H AbslHashValue(H h, const FrameReader& r) {
    return H::combine(std::move(h), PartsOf(r));
  }

 private:
  enum class Phase : uint8_t {
    kFirstByte,   // FIN, RSV1 to 3, opcode
    kSecondByte,  // MASK, 7 bits of length
    kLength16,    // the extended payload length
    kLength64,
    kMaskingKey,
    kPayload,
    kFailed,
  };
  // The violation, and how many bytes it takes to see it.
  struct BadPayload {
    size_t bytes;
    ViolationKind kind;
  };

  MaybeViolation TakeHeaderByte(uint8_t byte);
  MaybeViolation TakeFirstByte(uint8_t byte);
  MaybeViolation TakeSecondByte(uint8_t byte);
  MaybeViolation TakeLengthByte(uint8_t byte);
  MaybeViolation TakeKeyByte(uint8_t byte);
  MaybeViolation CheckLengthSoFar();
  MaybeViolation CheckDataLength(LengthRange possible) const;
  uint64_t LeastLengthOfForm() const;
  void EndLength();

  Status ReadPayload(std::string_view& input, std::string& payload);
  std::optional<BadPayload> CheckPayload(std::string_view bytes,
                                         uint64_t offset);
  std::optional<BadPayload> CheckCloseBody(std::string_view bytes,
                                           uint64_t offset);
  bool TakeCodeHigh(uint8_t byte);
  bool TakeCodeLow(uint8_t byte);

  Status EndFrame();
  Status Fail(ViolationKind kind);

  bool IsMasked() const { return role_ == Role::kServer; }
  bool IsText() const { return message_opcode_ == Opcode::kText; }

  FrameReaderOptions options_;
  FrameHeader header_;               // its length grows as its bytes come
  uint64_t payload_bytes_left_ = 0;  // of the frame
  uint64_t message_bytes_ = 0;       // in all fragments, this one included
  MaskingKey key_ = {};
  Utf8Checker text_;    // of the message, across its fragments
  Utf8Checker reason_;  // of the Close frame: control frames keep apart
  Role role_;
  Phase phase_ = Phase::kFirstByte;
  Opcode message_opcode_ = Opcode::kContinuation;
  ViolationKind violation_ = {};
  uint8_t header_bytes_left_ = 0;  // of the extended length or the key
  uint8_t code_high_ = 0;          // the first byte of a status code
};

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_FRAME_READER_H_
