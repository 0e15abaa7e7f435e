// The table of violations: section, status code and words of each.
#include "frame/violation.h"

#include <array>
#include <cstddef>

#include "frame/close_code.h"

namespace wsdrain {
namespace {

using Kind = ViolationKind;

// In the order of ViolationKind, so that a look-up is an index.
constexpr std::array<Violation, kViolationKinds> kViolations = {{
    {Kind::kReservedBits, kProtocolError, "5.2",
     "a reserved bit is set without an extension"},
    {Kind::kReservedOpcode, kProtocolError, "5.2", "the opcode is reserved"},
    {Kind::kMaskMissing, kProtocolError, "5.1",
     "a client's frame is not masked"},
    {Kind::kMaskUnexpected, kProtocolError, "5.1",
     "a server's frame is masked"},
    {Kind::kControlFragmented, kProtocolError, "5.5",
     "a control frame is fragmented"},
    {Kind::kControlTooLong, kProtocolError, "5.5",
     "a control frame has more than 125 bytes"},
    {Kind::kNothingToContinue, kProtocolError, "5.4",
     "a continuation frame stands outside a message"},
    {Kind::kMessageNotFinished, kProtocolError, "5.4",
     "a message begins inside another message"},
    {Kind::kLengthNotMinimal, kProtocolError, "5.2",
     "the payload length is not in its shortest form"},
    {Kind::kLengthTopBit, kProtocolError, "5.2",
     "the top bit of a 64-bit payload length is set"},
    {Kind::kFrameTooBig, kMessageTooBigCode, "10.4",
     "the frame is over our limit"},
    {Kind::kMessageTooBig, kMessageTooBigCode, "10.4",
     "the message is over our limit"},
    {Kind::kTextNotUtf8, kInvalidPayloadData, "8.1",
     "the text message is not UTF-8"},
    {Kind::kCloseBodyOneByte, kProtocolError, "5.5.1",
     "the body of the Close frame is half a status code"},
    {Kind::kCloseCodeNotAllowed, kProtocolError, "7.4",
     "the status code may not stand in a Close frame"},
    {Kind::kCloseReasonNotUtf8, kInvalidPayloadData, "8.1",
     "the reason of the Close frame is not UTF-8"},
    {Kind::kCloseInsideMessage, kProtocolError, "policy D9",
     "a Close frame interrupts a message"},
}};

constexpr bool IsInOrder() {
  for (size_t i = 0; i < kViolations.size(); ++i) {
    if (kViolations[i].kind != static_cast<ViolationKind>(i)) return false;
  }
  return true;
}
static_assert(IsInOrder());

}  // namespace

const Violation& Describe(ViolationKind kind) {
  return kViolations[static_cast<size_t>(kind)];
}

}  // namespace wsdrain
