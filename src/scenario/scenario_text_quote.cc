// Prints bytes as scenario text does: readable, exact, safe on a terminal.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "frame/utf8.h"
#include "scenario/scenario_text.h"
#include "scenario/scenario_text_payload.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

void AppendHex(std::string_view bytes, std::string_view before,
               std::string& out) {
  for (const char c : bytes) {
    const uint8_t byte = static_cast<uint8_t>(c);
    out.append(before);
    out.push_back(kHexDigits[byte >> 4]);
    out.push_back(kHexDigits[byte & 0xF]);
  }
}

// Of the valid UTF-8 character that starts with `lead`.
size_t CharacterBytes(char lead) {
  const uint8_t byte = static_cast<uint8_t>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// It has no shape of its own, or moves what stands around it: controls,
// U+0080 to U+009F, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F,
// U+FEFF.
bool IsUnprintable(std::string_view character) {
  if (character.size() == 1) return character[0] < 0x20 || character[0] == 0x7F;
  if (character.size() == 2) {
    return character >= "\xC2\x80" && character <= "\xC2\x9F";
  }
  return (character >= "\xE2\x80\x8B" && character <= "\xE2\x80\x8F") ||
         (character >= "\xE2\x80\xA8" && character <= "\xE2\x80\xAE") ||
         (character >= "\xE2\x81\xA0" && character <= "\xE2\x81\xAF") ||
         character == "\xEF\xBB\xBF";
}

// It stands for itself, one byte long.
bool IsPlain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void AppendCharacter(std::string_view character, std::string& out) {
  constexpr std::string_view kBytes = "\n\r\t\\\"";
  constexpr std::string_view kNames = "nrt\\\"";
  const size_t name = kBytes.find(character);
  if (name != std::string_view::npos) {
    out.push_back('\\');
    out.push_back(kNames[name]);
  } else if (IsUnprintable(character)) {
    AppendHex(character, "\\x", out);
  } else {
    out.append(character);
  }
}

// The length of the shortest unit that `bytes` repeat, if it is one that the
// language can say; else 0. Two such units tell (Fine and Wilf), so that the
// search is linear in them (Knuth, Morris, Pratt) and the rest is compared.
size_t SmallestPeriod(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 2 * kPayloadUnitBytesMax);
  if (start.empty()) return 0;
  std::vector<uint32_t> border(start.size(), 0);
  uint32_t length = 0;
  for (size_t i = 1; i < start.size(); ++i) {
    while (length > 0 && start[i] != start[length]) length = border[length - 1];
    if (start[i] == start[length]) ++length;
    border[i] = length;
  }
  const size_t period = start.size() - border.back();
  const bool repeats =
      period <= kPayloadUnitBytesMax && bytes.size() % period == 0 &&
      bytes.substr(period) == bytes.substr(0, bytes.size() - period);
  return repeats ? period : 0;
}

}  // namespace

std::string QuotedText(std::string_view text) {
  std::string quoted = "\"";
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    while (i < text.size() && IsPlain(text[i])) ++i;
    quoted.append(text.substr(start, i - start));
    if (i == text.size()) break;
    const size_t bytes = CharacterBytes(text[i]);
    AppendCharacter(text.substr(i, bytes), quoted);
    i += bytes;
  }
  quoted.push_back('"');
  return quoted;
}

std::string HexText(std::string_view bytes) {
  std::string digits;
  digits.reserve(2 * bytes.size());
  AppendHex(bytes, "", digits);
  return digits;
}

std::string RepeatText(uint32_t repeat) {
  return repeat == 1 ? "" : "*" + std::to_string(repeat);
}

std::string QuoteBytes(std::string_view bytes) {
  const size_t hex_bytes = 4 + 2 * bytes.size();
  if (IsUtf8(bytes)) {
    std::string quoted = QuotedText(bytes);
    if (quoted.size() < hex_bytes) return quoted;
  }
  return "hex:" + HexText(bytes);
}

std::string PayloadText(const Payload& payload) {
  return QuoteBytes(payload.unit) + RepeatText(payload.repeat);
}

Payload Compacted(std::string_view bytes) {
  constexpr size_t kWorthIt = 32;  // bytes
  const size_t period = SmallestPeriod(bytes);
  const bool is_shorter =
      bytes.size() >= kWorthIt && period <= bytes.size() / 4;
  const bool is_needed = bytes.size() > kPayloadUnitBytesMax;
  if (period == 0 || !(is_shorter || is_needed)) {
    return {.unit = std::string(bytes)};
  }
  return {.unit = std::string(bytes.substr(0, period)),
          .repeat = static_cast<uint32_t>(bytes.size() / period)};
}

}  // namespace wsdrain
