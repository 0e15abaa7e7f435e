// UTF-8 by definition: the encodings of all scalar values, in sets.
#ifndef WSDRAIN_TESTS_FRAME_NAIVE_UTF8_H_
#define WSDRAIN_TESTS_FRAME_NAIVE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wsdrain {

// The encoding of a number, shortest or not: RFC 3629 section 3, by division.
inline std::string EncodeIn(uint32_t number, int bytes) {
  if (bytes == 1) return std::string(1, static_cast<char>(number));
  std::string code(static_cast<size_t>(bytes), '\0');
  for (int i = bytes - 1; i > 0; --i) {
    code[static_cast<size_t>(i)] = static_cast<char>(128 + number % 64);
    number /= 64;
  }
  const uint32_t lead = bytes == 2 ? 192 : bytes == 3 ? 224 : 240;
  code[0] = static_cast<char>(lead + number);
  return code;
}

// Nothing is decided here: code points are encoded and looked up.
class NaiveUtf8 {
 public:
  NaiveUtf8() {
    for (size_t n = 0; n < 4; ++n) {
      is_code_[n].resize(size_t{1} << (n == 3 ? 21 : 8 * (n + 1)));
    }
    for (size_t n = 0; n < 3; ++n) is_prefix_[n].resize(is_code_[n].size());
    for (uint32_t point = 0; point <= 0x10FFFF; ++point) {
      if (point >= 0xD800 && point <= 0xDFFF) continue;
      const int bytes = point < 0x80      ? 1
                        : point < 0x800   ? 2
                        : point < 0x10000 ? 3
                                          : 4;
      const std::string code = EncodeIn(point, bytes);
      is_code_[code.size() - 1][Index(code)] = true;
      for (size_t n = 1; n < code.size(); ++n) {
        is_prefix_[n - 1][Index(std::string_view(code).substr(0, n))] = true;
      }
    }
  }

  // The text is a sequence of encodings.
  bool IsWhole(std::string_view text) const { return Rest(text).empty(); }

  // More bytes could make it one: what remains begins an encoding.
  bool IsBegun(std::string_view text) const {
    const std::string_view rest = Rest(text);
    return rest.empty() ||
           (rest.size() < 4 && is_prefix_[rest.size() - 1][Index(rest)]);
  }

  // What is left when all whole encodings are taken from the front.
  std::string_view Rest(std::string_view text) const {
    size_t n = 1;
    while (n <= 4 && n <= text.size()) {
      if (IsCode(text.substr(0, n))) {
        text.remove_prefix(n);
        n = 0;
      }
      ++n;
    }
    return text;
  }

 private:
  bool IsCode(std::string_view code) const {
    return HasShape(code) && is_code_[code.size() - 1][Index(code)];
  }

  // Four bytes are 11110xxx 10xxxxxx 10xxxxxx 10xxxxxx: an index of 21 bits.
  static bool HasShape(std::string_view code) {
    return code.size() != 4 ||
           ((code[0] & 0xF8) == 0xF0 && (code[1] & 0xC0) == 0x80 &&
            (code[2] & 0xC0) == 0x80 && (code[3] & 0xC0) == 0x80);
  }

  static size_t Index(std::string_view code) {
    const int bits = code.size() == 4 ? 6 : 8;
    size_t index = 0;
    for (const char c : code) {
      index = index << bits | (static_cast<uint8_t>(c) & ((1u << bits) - 1));
    }
    return code.size() == 4 ? index & ((1u << 21) - 1) : index;
  }

  std::vector<bool> is_code_[4];
  std::vector<bool> is_prefix_[3];
};

inline const NaiveUtf8& TheNaiveUtf8() {
  static const NaiveUtf8 utf8;
  return utf8;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_FRAME_NAIVE_UTF8_H_
