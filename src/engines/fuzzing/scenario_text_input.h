// What scenario_text_fuzzer takes, and its claim.
//
// Bytes:  a scenario file (.scn), or what somebody took for one.
// Text:   its lines in quotes (engines/fuzzing/text_lines.h).
#ifndef WSDRAIN_ENGINES_FUZZING_SCENARIO_TEXT_INPUT_H_
#define WSDRAIN_ENGINES_FUZZING_SCENARIO_TEXT_INPUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

inline constexpr std::string_view kScenarioTextClaim =
    "a text is a scenario, the same one when it is printed, or has an error "
    "with a place";

std::string DecodeScenarioText(std::string_view bytes);
absl::StatusOr<std::string> EncodeScenarioText(std::string_view file,
                                               std::string_view text);
std::optional<std::string> CheckScenarioText(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_SCENARIO_TEXT_INPUT_H_
