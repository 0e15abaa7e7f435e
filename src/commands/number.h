// Numbers that people write.
#ifndef WSDRAIN_COMMANDS_NUMBER_H_
#define WSDRAIN_COMMANDS_NUMBER_H_

#include <charconv>
#include <memory>
#include <optional>
#include <string_view>

namespace wsdrain {

// Decimal digits and nothing else, but for the sign that a signed type may
// have. None: it is no number, or too great for the type.
template <typename Number>
std::optional<Number> ParseNumber(std::string_view text) {
  Number number = 0;
  const char* const text_end = std::to_address(text.end());
  const auto [end, error] =
      std::from_chars(std::to_address(text.begin()), text_end, number);
  if (error != std::errc{} || end != text_end) return std::nullopt;
  return number;
}

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_NUMBER_H_
