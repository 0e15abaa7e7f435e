// The one list of options, by name and by number.
#include "scenario/scenario_options.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "frame/role.h"
#include "scenario/scenario.h"
#include "scenario/settings.h"

namespace wsdrain {
namespace {

Settings& SettingsOf(Scenario& scenario, Role side) {
  return scenario.settings[static_cast<size_t>(side)];
}

// The flag that stands for the first word.
bool DefaultFlag(const OptionSpec& spec) {
  return spec.flag == nullptr ? Scenario().reset_discards
                              : Settings().*spec.flag;
}

}  // namespace

const std::array<OptionSpec, kOptionCount> kOptions = {{
    {"data_after_close",
     {"deliver", "discard"},
     &Settings::delivers_after_close},
    {"close_in_message",
     {"accept", "fail"},
     &Settings::refuses_close_in_message},
    {"non_minimal_length",
     {"fail", "accept"},
     &Settings::accepts_non_minimal_length},
    {"reserved_codes", {"fail", "accept"}, &Settings::accepts_reserved_codes},
    {"frame_bytes_max", {}, nullptr, &Settings::frame_bytes_max, 0},
    {"message_bytes_max", {}, nullptr, &Settings::message_bytes_max, 0},
    {"pongs_max", {}, nullptr, &Settings::pongs_max, 1},
    {"output_bytes_max", {}, nullptr, &Settings::output_bytes_max, 0},
    {"messages_waiting_max", {}, nullptr, &Settings::messages_waiting_max, 1},
    {"reset_discards", {"yes", "no"}},
}};

int64_t OptionValue(const Scenario& scenario, size_t option, Role side) {
  const OptionSpec& spec = kOptions[option];
  const Settings& settings = scenario.settings[static_cast<size_t>(side)];
  if (spec.is_number()) return settings.*spec.number;
  const bool flag =
      spec.has_side() ? settings.*spec.flag : scenario.reset_discards;
  return flag == DefaultFlag(spec) ? 0 : 1;
}

void SetOption(Scenario& scenario, size_t option, Role side, int64_t value) {
  const OptionSpec& spec = kOptions[option];
  Settings& settings = SettingsOf(scenario, side);
  if (spec.is_number()) {
    settings.*spec.number = value;
    return;
  }
  bool& flag = spec.has_side() ? settings.*spec.flag : scenario.reset_discards;
  flag = (value == 0) == DefaultFlag(spec);
}

int64_t DefaultOptionValue(size_t option) {
  return OptionValue(Scenario(), option, Role::kClient);
}

std::string OptionValueText(size_t option, int64_t value) {
  const OptionSpec& spec = kOptions[option];
  if (spec.is_number()) return std::to_string(value);
  return std::string(spec.words[value == 0 ? 0 : 1]);
}

}  // namespace wsdrain
