// What there is to play: scenario files, fuzz inputs and crash files.
#ifndef WSDRAIN_COMMANDS_INPUT_H_
#define WSDRAIN_COMMANDS_INPUT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "scenario/scenario.h"
#include "scenario/scenario_bytes.h"

namespace wsdrain {

struct Input {
  std::string path;  // as it was given or found
  std::string name;  // under the folder that was given, without .scn
  Scenario scenario;
};

// The fuzz targets whose inputs are scenarios, with the mode of each.
std::optional<Mode> ScenarioModeOf(std::string_view target);

// Reads them all. A .scn file is text, and so is one that begins with `scn 1`;
// any other is an input of `target`, or of the target that its folder is named
// after. Errors: InvalidArgument, "FILE:LINE:COLUMN: found ..., allowed: ...".
absl::StatusOr<std::vector<Input>> LoadInputs(
    const std::vector<std::string>& paths, const std::string& target);

// The one scenario of a file.
absl::StatusOr<Input> LoadInput(const std::string& path,
                                const std::string& target);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_INPUT_H_
