// Status codes of the Close frame, and who may use which (RFC 6455 7.4).
#ifndef WSDRAIN_FRAME_CLOSE_CODE_H_
#define WSDRAIN_FRAME_CLOSE_CODE_H_

#include <cstdint>

#include "frame/role.h"

namespace wsdrain {

using CloseCode = uint16_t;

// 7.4.1, and 1012 to 1014 of the IANA registry (D15).
inline constexpr CloseCode kNormalClosure = 1000;
inline constexpr CloseCode kGoingAway = 1001;
inline constexpr CloseCode kProtocolError = 1002;
inline constexpr CloseCode kUnsupportedData = 1003;
inline constexpr CloseCode kReservedCode = 1004;
inline constexpr CloseCode kNoStatusReceived = 1005;
inline constexpr CloseCode kAbnormalClosure = 1006;
inline constexpr CloseCode kInvalidPayloadData = 1007;
inline constexpr CloseCode kPolicyViolation = 1008;
inline constexpr CloseCode kMessageTooBigCode = 1009;
inline constexpr CloseCode kMandatoryExtension = 1010;
inline constexpr CloseCode kInternalError = 1011;
inline constexpr CloseCode kServiceRestart = 1012;
inline constexpr CloseCode kTryAgainLater = 1013;
inline constexpr CloseCode kBadGateway = 1014;
inline constexpr CloseCode kTlsHandshakeFailure = 1015;

// 7.4.1: 1005, 1006 and 1015 are for reporting; they MUST NOT be set as a
// status code in a Close frame by an endpoint.
constexpr bool IsReportOnly(CloseCode code) {
  return code == kNoStatusReceived || code == kAbnormalClosure ||
         code == kTlsHandshakeFailure;
}

// 7.4: the code has a meaning or stands in a range that anyone may use:
// 1000-1003, 1007-1014, 3000-4999 (D13 to D16).
constexpr bool IsUsable(CloseCode code) {
  return (code >= kNormalClosure && code <= kUnsupportedData) ||
         (code >= kInvalidPayloadData && code <= kBadGateway) ||
         (code >= 3000 && code <= 4999);
}

// 7.4.1: who may start the closing handshake with the code; 1010 is not used
// by the server.
constexpr bool MayStartCloseWith(CloseCode code, Role role) {
  return IsUsable(code) &&
         !(code == kMandatoryExtension && role == Role::kServer);
}

// The codes that a reader takes. `accepts_reserved` (the knob of D14 and D16)
// lets all pass but those that no endpoint may set (D13).
constexpr bool MayBeReceived(CloseCode code, bool accepts_reserved) {
  return accepts_reserved ? !IsReportOnly(code) : IsUsable(code);
}

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_CLOSE_CODE_H_
