// Tells text from bytes, and finds the target whose format the bytes have.
#include "commands/input.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "commands/files.h"
#include "props/all.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

namespace fs = std::filesystem;

// The target that a folder on the way to `path` (or `path` itself) is named
// after, or null.
const TargetFormat* TargetInPath(const std::string& path) {
  std::error_code error;
  const TargetFormat* target = nullptr;
  for (const fs::path& part : fs::absolute(path, error)) {
    const TargetFormat* found = FindTarget(part.string());
    if (found != nullptr) target = found;
  }
  return target;
}

// What is built in has one name, however much of it was asked for.
std::string NameIn(const std::string& folder, const std::string& file) {
  fs::path name(file);
  if (IsBuiltIn(file)) {
    name = name.lexically_relative(kBuiltInFolder);
  } else {
    name = folder == file ? name.filename() : name.lexically_relative(folder);
  }
  if (name.extension() == ".scn") name.replace_extension();
  return name.generic_string();
}

// The plain target whose text `bytes` are, or null.
const TargetFormat* PlainTextTarget(std::string_view bytes) {
  for (const TargetFormat& target : Targets()) {
    if (!target.scenario_mode && bytes.starts_with(target.name) &&
        bytes.substr(target.name.size()).starts_with(" 1")) {
      return &target;
    }
  }
  return nullptr;
}

absl::StatusOr<Input> InputFromText(Input input, const std::string& text) {
  if (const TargetFormat* plain = PlainTextTarget(text)) {
    auto bytes = plain->encode(input.path, text);
    if (!bytes.ok()) return bytes.status();
    input.target = plain;
    input.bytes = *std::move(bytes);
    return input;
  }
  auto scenario = ScenarioFromText(input.path, text);
  if (!scenario.ok()) return scenario.status();
  input.scenario = *std::move(scenario);
  return input;
}

// `target` null: as the path says.
absl::StatusOr<Input> Load(const std::string& folder, const std::string& path,
                           const TargetFormat* target) {
  auto bytes = ReadFile(path);
  if (!bytes.ok()) return bytes.status();
  Input input{.path = path, .name = NameIn(folder, path)};
  const TargetFormat* named = target == nullptr ? TargetInPath(path) : target;
  const bool is_scenario =
      bytes->starts_with("scn 1") && (named == nullptr || !named->takes_text);
  if (IsScenarioFile(path) || is_scenario ||
      PlainTextTarget(*bytes) != nullptr) {
    // The canary's properties are asked about its scenarios in text, too.
    if (IsScenarioFile(path)) input.target = target;
    return InputFromText(std::move(input), *bytes);
  }
  input.target = named;
  if (input.target == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(path,
                     ": found bytes, allowed: a .scn file, or bytes with "
                     "--target to name their format"));
  }
  if (input.target->scenario_mode.has_value()) {
    input.scenario = ScenarioFromBytes(*bytes, *input.target->scenario_mode);
  } else {
    input.bytes = *std::move(bytes);
  }
  return input;
}

absl::StatusOr<const TargetFormat*> TargetOrNull(const std::string& name) {
  if (name.empty()) return nullptr;
  return TargetNamed(name);
}

}  // namespace

void AddTargetOption(CLI::App& command, std::string& target) {
  command
      .add_option("--target", target,
                  "The fuzz target whose format the bytes have")
      ->type_name("NAME");
}

const PropertySet& PropertiesFor(const Input& input) {
  const bool is_canary =
      input.target != nullptr && input.target->name == "canary_fuzzer";
  return is_canary ? CanaryProperties() : AllProperties();
}

absl::StatusOr<const TargetFormat*> TargetNamed(const std::string& name) {
  if (const TargetFormat* target = FindTarget(name)) return target;
  std::string allowed;
  for (const TargetFormat& target : Targets()) {
    absl::StrAppend(&allowed, allowed.empty() ? "" : ", ",
                    std::string(target.name));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--target: found ", name, ", allowed: ", allowed));
}

absl::StatusOr<std::vector<Input>> LoadInputs(
    const std::vector<std::string>& paths, const std::string& target) {
  const auto format = TargetOrNull(target);
  if (!format.ok()) return format.status();
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    const bool takes_all = *format != nullptr || TargetInPath(path) != nullptr;
    const auto files = ExpandPaths({path}, takes_all);
    if (!files.ok()) return files.status();
    for (const std::string& file : *files) {
      auto input = Load(path, file, *format);
      if (!input.ok()) return input.status();
      inputs.push_back(*std::move(input));
    }
  }
  return inputs;
}

absl::StatusOr<Input> LoadScenario(const std::string& path,
                                   const std::string& target) {
  const auto format = TargetOrNull(target);
  if (!format.ok()) return format.status();
  auto input = Load(path, path, *format);
  if (!input.ok() || input->scenario.has_value()) return input;
  return absl::InvalidArgumentError(absl::StrCat(
      path, ": found an input of ", std::string(input->target->name),
      ", which is no scenario, allowed: a scenario"));
}

}  // namespace wsdrain
