// Reads payloads: quoted text or hex, each with a count.
#include "scenario/scenario_text_payload.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "frame/masking.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

constexpr std::string_view kEscapes = "\\n, \\r, \\t, \\\\, \\\", \\xNN";

// One escape sequence at the start of `text`; its length, 0 if it is none.
size_t ReadEscape(std::string_view text, std::string& out) {
  if (text.size() < 2) return 0;
  constexpr std::string_view kNames = "nrt\\\"";
  constexpr std::string_view kBytes = "\n\r\t\\\"";
  const size_t name = kNames.find(text[1]);
  if (name != std::string_view::npos) {
    out.push_back(kBytes[name]);
    return 2;
  }
  if (text[1] != 'x' || text.size() < 4) return 0;
  const int high = HexDigit(text[2]);
  const int low = HexDigit(text[3]);
  if (high < 0 || low < 0) return 0;
  out.push_back(static_cast<char>(high * 16 + low));
  return 4;
}

// `rest` is what stands after the unit: nothing, or *N.
bool FinishPayload(LineCursor& cursor, std::string_view rest, size_t bytes_max,
                   Payload& payload) {
  const std::string_view word = cursor.word();
  const size_t unit_bytes_max = std::min(bytes_max, kPayloadUnitBytesMax);
  if (payload.unit.size() > unit_bytes_max) {
    cursor.FailInside(
        0, word.size(),
        absl::StrCat("at most ", unit_bytes_max, " bytes before *N"));
    return false;
  }
  payload.repeat = 1;
  if (!rest.empty()) {
    const int64_t most = static_cast<int64_t>(
        bytes_max / std::max<size_t>(payload.unit.size(), 1));
    int64_t repeat = 1;
    if (!ParseNumber(rest.substr(1), 1, most, repeat)) {
      cursor.FailInside(word.size() - rest.size() + 1, rest.size() - 1,
                        absl::StrCat("a number from 1 to ", most));
      return false;
    }
    if (!payload.unit.empty()) payload.repeat = static_cast<uint32_t>(repeat);
  }
  cursor.Advance();
  return true;
}

// The bytes that pairs of hex digits stand for. Returns how many digits were
// read: all but for an error.
size_t ReadHex(std::string_view digits, std::string& out) {
  out.reserve(digits.size() / 2);
  for (size_t i = 0; i < digits.size(); i += 2) {
    const int high = HexDigit(digits[i]);
    const int low = i + 1 < digits.size() ? HexDigit(digits[i + 1]) : -1;
    if (high < 0 || low < 0) return i;
    out.push_back(static_cast<char>(high * 16 + low));
  }
  return digits.size();
}

}  // namespace

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool TryQuoted(LineCursor& cursor, size_t bytes_max, Payload& payload) {
  if (!cursor.IsAt("\"", "\"text\"")) return false;
  const std::string_view word = cursor.word();
  payload.unit.clear();
  size_t i = 1;
  while (i < word.size() && word[i] != '"') {
    if (word[i] != '\\') {
      const size_t start = i;
      while (i < word.size() && word[i] != '"' && word[i] != '\\') ++i;
      payload.unit.append(word.substr(start, i - start));
      continue;
    }
    const size_t length = ReadEscape(word.substr(i), payload.unit);
    if (length == 0) {
      cursor.FailInside(i, word.substr(i, 2) == "\\x" ? 4 : 2, kEscapes);
      return false;
    }
    i += length;
  }
  if (i >= word.size()) {
    cursor.FailInside(word.size(), 0, "\"");
    return false;
  }
  return FinishPayload(cursor, word.substr(i + 1), bytes_max, payload);
}

bool TryHex(LineCursor& cursor, std::string_view prefix, size_t bytes_max,
            Payload& payload) {
  const std::string_view word = cursor.word();
  if (!prefix.empty()) {
    if (!cursor.IsAt(prefix, std::string(prefix) + "..")) return false;
  } else if (word.empty() || HexDigit(word.front()) < 0) {
    cursor.Allow("hex digits");
    return false;
  }
  const size_t end = std::min(word.find('*'), word.size());
  const std::string_view digits =
      word.substr(prefix.size(), end - prefix.size());
  payload.unit.clear();
  const size_t read = ReadHex(digits, payload.unit);
  if (read < digits.size()) {
    cursor.FailInside(prefix.size() + read,
                      std::min<size_t>(2, digits.size() - read),
                      "pairs of hex digits");
    return false;
  }
  return FinishPayload(cursor, word.substr(end), bytes_max, payload);
}

bool TryPayload(LineCursor& cursor, size_t bytes_max, Payload& payload) {
  return TryQuoted(cursor, bytes_max, payload) ||
         TryHex(cursor, "hex:", bytes_max, payload);
}

bool TryMaskingKey(LineCursor& cursor, std::string_view prefix,
                   MaskingKey& key) {
  const std::string_view word = cursor.word();
  std::string bytes;
  if (word.size() == prefix.size() + 2 * key.size() &&
      word.substr(0, prefix.size()) == prefix &&
      ReadHex(word.substr(prefix.size()), bytes) == 2 * key.size()) {
    std::copy(bytes.begin(), bytes.end(), key.begin());
    cursor.Advance();
    return true;
  }
  cursor.Allow(std::string(prefix) + "HEX8 (8 hex digits)");
  return false;
}

}  // namespace wsdrain
