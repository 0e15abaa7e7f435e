// What there is to play: scenario files, fuzz inputs and crash files.
#ifndef WSDRAIN_COMMANDS_INPUT_H_
#define WSDRAIN_COMMANDS_INPUT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "check/check.h"
#include "engines/fuzzing/target.h"
#include "scenario/scenario.h"

namespace CLI {
class App;
}

namespace wsdrain {

// --target NAME, for files of bytes.
void AddTargetOption(CLI::App& command, std::string& target);

struct Input {
  std::string path;  // as it was given or found
  std::string name;  // under the folder that was given, without .scn
  const TargetFormat* target = nullptr;  // null: scenario text
  std::string bytes;                     // of a plain input
  std::optional<Scenario> scenario;      // none: a plain input of `target`
};

// What is asked about the input: all properties, but for the canary's.
const PropertySet& PropertiesFor(const Input& input);

// Errors: InvalidArgument for a name that no fuzz target has.
absl::StatusOr<const TargetFormat*> TargetNamed(const std::string& name);

// Reads them all. A .scn file is text, and so is one that begins with `scn 1`
// or as the text of a plain target does; any other is an input of `target`, or
// of the target that a folder on its way is named after. Errors:
// InvalidArgument, "FILE:LINE:COLUMN: found ..., allowed: ...".
absl::StatusOr<std::vector<Input>> LoadInputs(
    const std::vector<std::string>& paths, const std::string& target);

// The one scenario of a file; likewise an error if it is a plain input.
absl::StatusOr<Input> LoadScenario(const std::string& path,
                                   const std::string& target);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_INPUT_H_
