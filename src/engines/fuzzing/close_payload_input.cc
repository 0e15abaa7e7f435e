// Compares the parser and the maker of Close bodies with a list of rules.
#include "engines/fuzzing/close_payload_input.h"

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

#include "engines/fuzzing/plain_text.h"
#include "frame/close_payload.h"
#include "frame/role.h"
#include "frame/violation.h"
#include "scenario/naive_utf8.h"

namespace wsdrain {
namespace {

constexpr std::array<std::string_view, 2> kRoleWords = {"client", "server"};
constexpr std::array<std::string_view, 2> kReservedWords = {"fail", "accept"};
constexpr std::array<std::string_view, 2> kCodeWords = {"given", "none"};
constexpr std::array<PlainField, 3> kFields = {
    {{"role", kRoleWords},
     {"reserved_codes", kReservedWords},
     {"code", kCodeWords}}};
constexpr PlainFormat kFormat = {"close_payload_fuzzer", "body", kFields};

PlainRecord Unpack(std::string_view bytes) {
  const unsigned flags = bytes.empty() ? 0 : static_cast<uint8_t>(bytes[0]);
  return {{flags & 1, flags >> 1 & 1, flags >> 2 & 1},
          std::string(bytes.substr(bytes.empty() ? 0 : 1))};
}

struct CodeRange {
  int least;
  int most;
};
// 7.4.1, 7.4.2 and the registry: what may stand on the wire (D13 to D16).
constexpr std::array<CodeRange, 3> kAssigned = {
    {{1000, 1003}, {1007, 1014}, {3000, 4999}}};
constexpr std::array<int, 3> kNeverOnTheWire = {1005, 1006, 1015};

bool IsAssigned(int code) {
  for (const CodeRange& range : kAssigned) {
    if (code >= range.least && code <= range.most) return true;
  }
  return false;
}

bool IsNeverOnTheWire(int code) {
  for (const int never : kNeverOnTheWire) {
    if (code == never) return true;
  }
  return false;
}

bool IsText(std::string_view text) {
  return JudgeText(text).state == TextState::kWhole;
}

int CodeOf(std::string_view body) {
  return static_cast<uint8_t>(body[0]) * 256 + static_cast<uint8_t>(body[1]);
}

// The rule that `body` breaks, by the order of its bytes.
std::optional<ViolationKind> RuleBroken(std::string_view body,
                                        bool accepts_reserved) {
  if (body.empty()) return std::nullopt;
  if (body.size() == 1) return ViolationKind::kCloseBodyOneByte;
  const int code = CodeOf(body);
  if (accepts_reserved ? IsNeverOnTheWire(code) : !IsAssigned(code)) {
    return ViolationKind::kCloseCodeNotAllowed;
  }
  if (!IsText(body.substr(2))) return ViolationKind::kCloseReasonNotUtf8;
  return std::nullopt;
}

std::optional<std::string> CheckReading(std::string_view body,
                                        bool accepts_reserved) {
  const auto parsed = ParseClosePayload(body, accepts_reserved);
  const auto rule = RuleBroken(body, accepts_reserved);
  if (const auto* violation = std::get_if<ViolationKind>(&parsed)) {
    if (rule == *violation) return std::nullopt;
    return "refused for: " + std::string(Describe(*violation).words) +
           "; the rules say: " +
           (rule.has_value() ? std::string(Describe(*rule).words) : "legal");
  }
  if (rule.has_value()) {
    return "taken; the rules say: " + std::string(Describe(*rule).words);
  }
  if (EncodeClosePayload(std::get<ClosePayload>(parsed)) == body) {
    return std::nullopt;
  }
  return "a body that was read is written with other bytes (5.5.1)";
}

std::optional<std::string> CheckMaking(std::string_view body, Role role,
                                       bool has_code) {
  const std::string_view reason = body.substr(body.size() < 2 ? 0 : 2);
  std::optional<CloseCode> code;
  if (has_code && body.size() >= 2) code = static_cast<CloseCode>(CodeOf(body));
  // 7.4.1: 1010 is not for servers. 5.5: 125 bytes, less 2.
  const bool may_be_sent =
      code.has_value()
          ? IsAssigned(*code) && !(*code == 1010 && role == Role::kServer) &&
                reason.size() <= 123 && IsText(reason)
          : reason.empty();
  const auto made = MakeClosePayload(code, reason, role);
  if (made.ok() != may_be_sent) {
    return made.ok() ? "a Close is made that may not be sent (7.4)"
                     : "a Close that may be sent is refused (7.4)";
  }
  if (!made.ok()) return std::nullopt;
  const std::string written = EncodeClosePayload(*made);
  if (written.size() > 125) return "a Close body over 125 bytes (5.5)";
  const auto read = ParseClosePayload(written, false);
  const auto* same = std::get_if<ClosePayload>(&read);
  if (same != nullptr && *same == *made && same->code == code &&
      same->reason == reason) {
    return std::nullopt;
  }
  return "what was made is not read back (5.5.1)";
}

}  // namespace

std::string DecodeClosePayload(std::string_view bytes) {
  return PlainToText(kFormat, std::array{Unpack(bytes)});
}

absl::StatusOr<std::string> EncodeClosePayloadInput(std::string_view file,
                                                    std::string_view text) {
  const auto records = PlainFromText(kFormat, file, text);
  if (!records.ok()) return records.status();
  if (records->empty()) return std::string();
  const PlainRecord& record = records->front();
  const auto& v = record.values;
  return std::string(1, static_cast<char>(v[0] | v[1] << 1 | v[2] << 2)) +
         record.bytes;
}

std::optional<std::string> CheckClosePayload(std::string_view bytes) {
  const PlainRecord record = Unpack(bytes);
  if (auto failure = CheckReading(record.bytes, record.values[1] != 0)) {
    return failure;
  }
  return CheckMaking(record.bytes, static_cast<Role>(record.values[0]),
                     record.values[2] == 0);
}

}  // namespace wsdrain
