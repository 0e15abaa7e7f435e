// Holds the failures of a command against a file of known ones.
#include "commands/known.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "commands/files.h"

namespace wsdrain {

void AddKnownOptions(CLI::App& command, KnownOptions& options) {
  CLI::Option* known =
      command
          .add_option("--known", options.path,
                      "Findings that are known: only others fail, and those "
                      "that are gone")
          ->type_name("FILE");
  command
      .add_flag("--write-known", options.is_written,
                "Write what is found to that file, and keep the reasons")
      ->needs(known);
}

absl::StatusOr<KnownGate> KnownGate::Open(const KnownOptions& options) {
  KnownGate gate;
  gate.options_ = options;
  std::error_code error;
  const bool is_new =
      options.is_written && !std::filesystem::exists(options.path, error);
  if (options.path.empty() || is_new) return gate;
  const absl::StatusOr<std::string> text = ReadFile(options.path);
  if (!text.ok()) return text.status();
  absl::StatusOr<KnownFindings> known =
      KnownFindings::FromJson(options.path, *text);
  if (!known.ok()) return known.status();
  gate.known_ = *std::move(known);
  return gate;
}

bool KnownGate::Knows(const PlayName& play,
                      const std::vector<std::string>& properties) {
  played_.insert(play);
  bool all = true;
  for (const std::string& property : properties) {
    const FindingName finding = {play[0], play[1], property, play[2]};
    if (options_.is_written) known_.Add(finding);
    all = known_.Expects(finding) && all;
  }
  return all;
}

std::set<std::string> KnownGate::PropertiesOf(const PlayName& play) {
  return known_.ExpectAllOf(play);
}

std::vector<FindingName> KnownGate::Vanished(bool is_full_set) const {
  return known_.Vanished([&](const FindingName& finding) {
    return is_full_set || played_.contains(PlayOf(finding));
  });
}

absl::Status KnownGate::Save(bool is_full_set) {
  if (!options_.is_written) return absl::OkStatus();
  for (const FindingName& finding : Vanished(is_full_set))
    known_.Forget(finding);
  return WriteFileOrOut(options_.path, known_.ToJson(), std::cout);
}

}  // namespace wsdrain
