// UTF-8 (RFC 3629) checked as it arrives, in any cut.
#ifndef WSDRAIN_FRAME_UTF8_H_
#define WSDRAIN_FRAME_UTF8_H_

#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>

namespace wsdrain {

// Tells at the first byte that no continuation can make valid: surrogates,
// overlong forms and code points above 10FFFF are refused on the byte that
// gives them away. A regular value of four bytes.
class Utf8Checker {
 public:
  // Takes the next bytes. False once any byte is invalid, then for ever.
  bool Feed(std::string_view bytes);

  // True between the code points of valid text: it may end here.
  bool IsComplete() const { return is_valid_ && needed_ == 0; }

  // How many bytes are missing from the code point begun: 0 to 3.
  int BytesNeeded() const { return needed_; }

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.needed_, self.low_, self.high_, self.is_valid_);
  }
  friend bool operator==(const Utf8Checker&, const Utf8Checker&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Utf8Checker& c) {
    return H::combine(std::move(h), PartsOf(c));
  }

 private:
  bool FeedByte(uint8_t byte);
  bool FeedLead(uint8_t byte);

  // The next continuation byte must lie in [low_, high_].
  uint8_t needed_ = 0;
  uint8_t low_ = 0x80;
  uint8_t high_ = 0xBF;
  bool is_valid_ = true;
};

// The whole of `text` is valid and complete UTF-8.
bool IsUtf8(std::string_view text);

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_UTF8_H_
