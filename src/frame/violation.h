// What a peer can do to break the framing rules, and the code to say so with.
#ifndef WSDRAIN_FRAME_VIOLATION_H_
#define WSDRAIN_FRAME_VIOLATION_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "frame/close_code.h"

namespace wsdrain {

enum class ViolationKind : uint8_t {
  kReservedBits,         // 5.2: RSV1-3 are 0 without an extension
  kReservedOpcode,       // 5.2: 3-7 and B-F have no meaning
  kMaskMissing,          // 5.1: a client masks every frame
  kMaskUnexpected,       // 5.1: a server masks none
  kControlFragmented,    // 5.4, 5.5: control frames are never fragmented
  kControlTooLong,       // 5.5: at most 125 bytes
  kNothingToContinue,    // 5.4: a continuation outside a message
  kMessageNotFinished,   // 5.4: a new message inside a message
  kLengthNotMinimal,     // 5.2: the shortest form (D12)
  kLengthTopBit,         // 5.2: the top bit of a 64-bit length is 0
  kFrameTooBig,          // 10.4: our limit, for one frame
  kMessageTooBig,        // 10.4: our limit, for all fragments together
  kTextNotUtf8,          // 8.1, 5.6
  kCloseBodyOneByte,     // 5.5.1: a body begins with a 2-byte code
  kCloseCodeNotAllowed,  // 7.4 (D13, D14, D16)
  kCloseReasonNotUtf8,   // 5.5.1, 8.1 (D17)
  kCloseInsideMessage,   // policy D9, only with the knob
};
inline constexpr int kViolationKinds = 17;

// The rule that is broken, if any.
using MaybeViolation = std::optional<ViolationKind>;

struct Violation {
  ViolationKind kind;
  CloseCode close_code;      // 1002, 1007 or 1009 (7.4.1)
  std::string_view section;  // of RFC 6455, or "policy D9"
  std::string_view words;    // a sentence for people
};

// The one description of `kind`. Total, never fails.
const Violation& Describe(ViolationKind kind);

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_VIOLATION_H_
