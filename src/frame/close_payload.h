// The body of a Close frame: nothing, or a status code and a reason (5.5.1).
#ifndef WSDRAIN_FRAME_CLOSE_PAYLOAD_H_
#define WSDRAIN_FRAME_CLOSE_PAYLOAD_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "absl/status/statusor.h"
#include "frame/close_code.h"
#include "frame/role.h"
#include "frame/violation.h"

namespace wsdrain {

// 5.5: 125 bytes of a control frame, less 2 for the code.
inline constexpr size_t kReasonBytesMax = 123;

struct ClosePayload {
  std::optional<CloseCode> code = {};  // none: the body is empty
  std::string reason = {};             // UTF-8; empty if there is no code

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.code, self.reason);
  }
  friend bool operator==(const ClosePayload&, const ClosePayload&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const ClosePayload& c) {
    return H::combine(std::move(h), c.code.has_value(), c.code.value_or(0),
                      c.reason);
  }
};

// What a received body says, or the rule that it breaks. Never fails on the
// 125-byte limit: that is the frame's (5.5).
std::variant<ClosePayload, ViolationKind> ParseClosePayload(
    std::string_view body, bool accepts_reserved_codes);

// The body that `role` may start a closing handshake with. Errors, and then
// nothing is to be sent (D28): InvalidArgument for a code that `role` may not
// send (7.4), a reason without a code, one that is over 123 bytes, or one
// that is not UTF-8.
absl::StatusOr<ClosePayload> MakeClosePayload(std::optional<CloseCode> code,
                                              std::string_view reason,
                                              Role role);

// The bytes of the body: the code in network byte order, then the reason.
// Writes whatever it is given.
std::string EncodeClosePayload(const ClosePayload& payload);

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_CLOSE_PAYLOAD_H_
