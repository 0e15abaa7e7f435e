// Scenarios as text (.scn): parsed with clear errors, printed canonically.
#ifndef WSDRAIN_SCENARIO_SCENARIO_TEXT_H_
#define WSDRAIN_SCENARIO_SCENARIO_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "scenario/expectation.h"
#include "scenario/scenario.h"
#include "scenario/step.h"

namespace wsdrain {

// Bounds of a file, besides those of step.h and scenario.h.
inline constexpr size_t kLinesMax = 1 << 16;
inline constexpr size_t kLineBytesMax = 1 << 20;
inline constexpr size_t kHeaderWordsMax = 64;  // of each rfc, class, needs
inline constexpr size_t kExpectsMax = 512;
// The payloads of all expectations together, repeats written out.
inline constexpr size_t kExpectedBytesMax = 1 << 26;

// Errors: InvalidArgument "FILE:LINE:COLUMN: found ..., allowed: ...".
absl::StatusOr<Scenario> ScenarioFromText(std::string_view file,
                                          std::string_view text);

// The canonical text; ScenarioFromText(ScenarioToText(s)) == s for every s
// that the language can say (all that the parser and ScenarioFromBytes give),
// but for the line numbers of expectations.
std::string ScenarioToText(const Scenario& scenario);

// One line, as in the file and without the newline. `cast` tells solo from
// pair mode.
std::string StepToText(const Step& step, Cast cast);
std::string ExpectationToText(const Expectation& expectation);

// The canonical form of a file: the same lines in the same order, comments and
// single blank lines kept. Errors as ScenarioFromText.
absl::StatusOr<std::string> FormatScenarioText(std::string_view file,
                                               std::string_view text);

// "text with \n and \xNN", or hex:00ff when it is not UTF-8 text.
std::string QuoteBytes(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_TEXT_H_
