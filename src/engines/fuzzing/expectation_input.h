// What expectation_fuzzer takes, and its claim.
//
// Bytes:  a scenario file (.scn); what is none, or would take long to play, is
//         not asked about.
// Text:   its lines in quotes (engines/fuzzing/text_lines.h).
#ifndef WSDRAIN_ENGINES_FUZZING_EXPECTATION_INPUT_H_
#define WSDRAIN_ENGINES_FUZZING_EXPECTATION_INPUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

inline constexpr std::string_view kExpectationClaim =
    "what happens can be expected, and what is expected is met or answered";

std::string DecodeExpectation(std::string_view bytes);
absl::StatusOr<std::string> EncodeExpectation(std::string_view file,
                                              std::string_view text);
std::optional<std::string> CheckExpectation(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_EXPECTATION_INPUT_H_
