// Decodes code points and asks whether any in reach is legal.
#include "scenario/naive_utf8.h"

#include <algorithm>

namespace wsdrain {
namespace {

// RFC 3629 3: how many bytes a first byte announces; 0: none does.
size_t SequenceBytes(uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC0 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF8) return 4;
  return 0;
}

// Some code point in [low, high] may be written in `bytes` bytes: it is no
// surrogate, and it is not shorter otherwise.
bool AnyLegal(uint32_t low, uint32_t high, size_t bytes) {
  static constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  low = std::max(low, kLeast[bytes]);
  high = std::min(high, uint32_t{0x10FFFF});
  if (low >= 0xD800 && low <= 0xDFFF) low = 0xE000;
  return low <= high;
}

}  // namespace

TextVerdict JudgeText(std::string_view text, size_t from) {
  size_t at = from;
  while (at < text.size()) {
    const uint8_t first = static_cast<uint8_t>(text[at]);
    const size_t bytes = SequenceBytes(first);
    if (bytes == 0) return {TextState::kBad, 0, at};
    static constexpr uint8_t kBitsOfFirst[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t low = first & kBitsOfFirst[bytes];
    uint32_t high = low;
    size_t seen = 1;
    for (; seen < bytes && at + seen < text.size(); ++seen) {
      const uint8_t next = static_cast<uint8_t>(text[at + seen]);
      if (next < 0x80 || next > 0xBF) return {TextState::kBad, 0, at};
      low = low * 64 + next % 64;
      high = high * 64 + next % 64;
    }
    for (size_t i = seen; i < bytes; ++i) {  // what could still come
      low = low * 64;
      high = high * 64 + 63;
    }
    if (!AnyLegal(low, high, bytes)) return {TextState::kBad, 0, at};
    if (seen < bytes) return {TextState::kCut, bytes - seen, at};
    at += bytes;
  }
  return {TextState::kWhole, 0, at};
}

}  // namespace wsdrain
