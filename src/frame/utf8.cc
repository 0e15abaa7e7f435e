// The syntax of UTF-8 (RFC 3629 section 4), a byte at a time, ASCII by words.
#include "frame/utf8.h"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace wsdrain {
namespace {

// Drops whole words of ASCII from the front: most text is little else.
void SkipAsciiWords(std::string_view& bytes) {
  constexpr uint64_t kTopBits = 0x8080808080808080;
  uint64_t word;
  while (bytes.size() >= sizeof(word)) {
    std::memcpy(&word, bytes.data(), sizeof(word));
    if ((word & kTopBits) != 0) return;
    bytes.remove_prefix(sizeof(word));
  }
}

}  // namespace

bool Utf8Checker::Feed(std::string_view bytes) {
  while (is_valid_) {
    if (needed_ == 0) SkipAsciiWords(bytes);
    if (bytes.empty()) break;
    is_valid_ = FeedByte(static_cast<uint8_t>(bytes.front()));
    bytes.remove_prefix(1);
  }
  return is_valid_;
}

bool Utf8Checker::FeedByte(uint8_t byte) {
  if (needed_ == 0) return FeedLead(byte);
  const bool is_valid = byte >= low_ && byte <= high_;
  --needed_;
  low_ = 0x80;
  high_ = 0xBF;
  return is_valid;
}

// RFC 3629 section 4. Only the byte after E0, ED, F0 and F4 is narrower than
// 80-BF; C0, C1 and F5 to FF never occur.
bool Utf8Checker::FeedLead(uint8_t byte) {
  if (byte <= 0x7F) return true;
  if (byte < 0xC2 || byte > 0xF4) return false;
  needed_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  if (byte == 0xE0) low_ = 0xA0;   // below: overlong, fits in two bytes
  if (byte == 0xED) high_ = 0x9F;  // above: surrogates D800 to DFFF
  if (byte == 0xF0) low_ = 0x90;   // below: overlong, fits in three bytes
  if (byte == 0xF4) high_ = 0x8F;  // above: beyond 10FFFF
  return true;
}

bool IsUtf8(std::string_view text) {
  Utf8Checker checker;
  return checker.Feed(text) && checker.IsComplete();
}

}  // namespace wsdrain
