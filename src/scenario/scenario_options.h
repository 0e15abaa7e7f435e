// The options of a scenario by name and number, for its text and its bytes.
#ifndef WSDRAIN_SCENARIO_SCENARIO_OPTIONS_H_
#define WSDRAIN_SCENARIO_SCENARIO_OPTIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "frame/role.h"
#include "scenario/scenario.h"
#include "scenario/settings.h"

namespace wsdrain {

// An option is a word of two or a number; the value of a word is its index.
struct OptionSpec {
  std::string_view name;
  std::array<std::string_view, 2> words;  // the default first; none: a number
  bool Settings::* flag = nullptr;        // words: null for reset_discards
  int64_t Settings::* number = nullptr;
  int64_t least = 0;  // numbers

  bool is_number() const { return number != nullptr; }
  // reset_discards: it belongs to the scenario, not to a side.
  bool has_side() const { return flag != nullptr || is_number(); }
};

// Numbers, from OptionSpec::least.
inline constexpr int64_t kOptionNumberMax = kAmountMax;

// The index is the option's number in the binary format: append only.
inline constexpr size_t kOptionCount = 10;
extern const std::array<OptionSpec, kOptionCount> kOptions;

// `value` keeps the option's bounds.
int64_t OptionValue(const Scenario& scenario, size_t option, Role side);
void SetOption(Scenario& scenario, size_t option, Role side, int64_t value);
int64_t DefaultOptionValue(size_t option);

// The value as it stands in the text.
std::string OptionValueText(size_t option, int64_t value);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_OPTIONS_H_
