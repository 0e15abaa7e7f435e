// Close bodies: read, made for sending, and written (RFC 6455 5.5.1, 7.4).
#include "frame/close_payload.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "frame/close_code.h"
#include "frame/role.h"
#include "frame/utf8.h"
#include "frame/violation.h"

namespace wsdrain {
namespace {

// 5.5.1: network byte order.
CloseCode DecodeCode(std::string_view body) {
  return static_cast<CloseCode>(static_cast<uint8_t>(body[0]) << 8 |
                                static_cast<uint8_t>(body[1]));
}

}  // namespace

std::variant<ClosePayload, ViolationKind> ParseClosePayload(
    std::string_view body, bool accepts_reserved_codes) {
  if (body.empty()) return ClosePayload();
  if (body.size() == 1) return ViolationKind::kCloseBodyOneByte;

  const CloseCode code = DecodeCode(body);
  const std::string_view reason = body.substr(2);
  if (!MayBeReceived(code, accepts_reserved_codes)) {
    return ViolationKind::kCloseCodeNotAllowed;
  }
  if (!IsUtf8(reason)) return ViolationKind::kCloseReasonNotUtf8;
  return ClosePayload{.code = code, .reason = std::string(reason)};
}

absl::StatusOr<ClosePayload> MakeClosePayload(std::optional<CloseCode> code,
                                              std::string_view reason,
                                              Role role) {
  if (!code.has_value() && !reason.empty()) {
    return absl::InvalidArgumentError(
        "a reason needs a status code before it (5.5.1)");
  }
  if (code.has_value() && !MayStartCloseWith(*code, role)) {
    return absl::InvalidArgumentError(
        absl::StrCat("a ", std::string(RoleName(role)),
                     " may not start a close with ", *code, " (7.4)"));
  }
  if (reason.size() > kReasonBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the reason has ", reason.size(), " bytes; 123 fit (5.5)"));
  }
  if (!IsUtf8(reason)) {
    return absl::InvalidArgumentError("the reason is not UTF-8 (5.5.1)");
  }
  return ClosePayload{.code = code, .reason = std::string(reason)};
}

std::string EncodeClosePayload(const ClosePayload& payload) {
  std::string body;
  if (payload.code.has_value()) {
    body.push_back(static_cast<char>(*payload.code >> 8));
    body.push_back(static_cast<char>(*payload.code & 0xFF));
  }
  body.append(payload.reason);
  return body;
}

}  // namespace wsdrain
