// Tells text from bytes, and finds the target whose format the bytes have.
#include "commands/input.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "commands/files.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

namespace fs = std::filesystem;

// The target that a folder on the way to `path` is named after, or nothing.
std::string TargetInPath(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  std::string target;
  for (const fs::path& part : whole) {
    if (ScenarioModeOf(part.string()).has_value()) target = part.string();
  }
  return target;
}

std::string NameIn(const std::string& folder, const std::string& file) {
  const fs::path path(file);
  if (folder == file) return path.stem().string();
  fs::path name = path.lexically_relative(folder);
  if (name.extension() == ".scn") name.replace_extension();
  return name.generic_string();
}

absl::StatusOr<Scenario> ReadScenario(const std::string& path,
                                      const std::string& target) {
  const auto bytes = ReadFile(path);
  if (!bytes.ok()) return bytes.status();
  if (IsScenarioFile(path) || bytes->starts_with("scn 1")) {
    return ScenarioFromText(path, *bytes);
  }
  const std::string format = target.empty() ? TargetInPath(path) : target;
  const auto mode = ScenarioModeOf(format);
  if (!mode.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": found bytes, allowed: a .scn file, or bytes with "
                           "--target to name their format"));
  }
  return ScenarioFromBytes(*bytes, *mode);
}

}  // namespace

std::optional<Mode> ScenarioModeOf(std::string_view target) {
  if (target == "closing_fuzzer") return Mode::kSolo;
  if (target == "pair_fuzzer") return Mode::kPair;
  return std::nullopt;
}

absl::StatusOr<std::vector<Input>> LoadInputs(
    const std::vector<std::string>& paths, const std::string& target) {
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    const bool takes_all = !target.empty() || !TargetInPath(path).empty();
    const auto files = ExpandPaths({path}, takes_all);
    if (!files.ok()) return files.status();
    for (const std::string& file : *files) {
      auto scenario = ReadScenario(file, target);
      if (!scenario.ok()) return scenario.status();
      inputs.push_back({file, NameIn(path, file), *std::move(scenario)});
    }
  }
  return inputs;
}

absl::StatusOr<Input> LoadInput(const std::string& path,
                                const std::string& target) {
  auto scenario = ReadScenario(path, target);
  if (!scenario.ok()) return scenario.status();
  return Input{path, NameIn(path, path), *std::move(scenario)};
}

}  // namespace wsdrain
