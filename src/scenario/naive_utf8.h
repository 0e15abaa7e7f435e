// The judge's own UTF-8 check, written from the code point ranges of RFC 3629.
#ifndef WSDRAIN_SCENARIO_NAIVE_UTF8_H_
#define WSDRAIN_SCENARIO_NAIVE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wsdrain {

enum class TextState : uint8_t {
  kWhole,  // valid, and no code point is cut
  kCut,    // a prefix of valid UTF-8
  kBad,    // no continuation makes it valid
};

struct TextVerdict {
  TextState state = TextState::kWhole;
  size_t missing = 0;  // kCut: bytes that the last code point still needs
  size_t whole = 0;    // bytes up to the last whole code point
};

// Judges text[from..]; `from` is a border between code points.
TextVerdict JudgeText(std::string_view text, size_t from = 0);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_NAIVE_UTF8_H_
