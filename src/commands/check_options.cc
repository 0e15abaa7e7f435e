// Reads what `wsdrain check` is told on the command line.
#include "commands/check_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "commands/fail_on.h"
#include "commands/input.h"
#include "commands/number.h"
#include "props/all.h"

namespace wsdrain {
namespace {

// "5.5" stands for 5.5 and what is below it.
bool IsUnder(std::string_view section, std::string_view wanted) {
  return section.starts_with(wanted) &&
         (section.size() == wanted.size() || section[wanted.size()] == '.');
}

// One of the sections that a property names, as "5.5.1, D9".
bool IsOfSection(std::string_view sections, const std::string& wanted) {
  while (!sections.empty()) {
    const size_t end = sections.find(", ");
    if (IsUnder(sections.substr(0, end), wanted)) return true;
    if (end == std::string_view::npos) return false;
    sections.remove_prefix(end + 2);
  }
  return false;
}

}  // namespace

absl::StatusOr<std::vector<const Property*>> ChosenProperties(
    const std::vector<std::string>& only) {
  std::vector<const Property*> chosen;
  for (const Property* property : AllProperties().list()) {
    // No two runs of a live peer need to be alike.
    if (property->relation != Relation::kNone) continue;
    const bool is_wanted =
        only.empty() || property->failure == FailureKind::kCrash ||
        std::any_of(only.begin(), only.end(), [&](const std::string& section) {
          return IsOfSection(property->section, section);
        });
    if (is_wanted) chosen.push_back(property);
  }
  for (const std::string& section : only) {
    if (std::none_of(chosen.begin(), chosen.end(), [&](const Property* it) {
          return IsOfSection(it->section, section);
        })) {
      return absl::InvalidArgumentError(
          absl::StrCat("--only: found ", section,
                       ", allowed: a section that a property names (see "
                       "`wsdrain properties`)"));
    }
  }
  return chosen;
}

absl::StatusOr<std::vector<Step>> PrologueOf(const std::string& path) {
  if (path.empty()) return std::vector<Step>{};
  auto input = LoadScenario(path, "");
  if (!input.ok()) return input.status();
  for (const Step& step : input->scenario->steps) {
    if (!IsRemote(step.verb) && step.verb != Verb::kAwaitMessage &&
        step.verb != Verb::kElapse) {
      return absl::InvalidArgumentError(
          absl::StrCat(path,
                       ": found a step of the peer's or of the wire, allowed "
                       "in a prologue: remote ..., await message, elapse"));
    }
  }
  return input->scenario->steps;
}

absl::StatusOr<ListenAddress> ParseListenAddress(const std::string& text) {
  ListenAddress address;
  const size_t colon = text.rfind(':');
  std::string_view port = text;
  if (colon != std::string::npos) {
    address.host = text.substr(0, colon);
    port = std::string_view(text).substr(colon + 1);
  }
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  const auto number = ParseNumber<uint16_t>(port);
  if (number.has_value() && !address.host.empty()) {
    address.port = *number;
    return address;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--listen: found ", text, ", allowed: HOST:PORT, [::1]:PORT or PORT"));
}

void AddCheckOptions(CLI::App& command, CheckCommandOptions& options) {
  AddReachOptions(command, options.reach, /*is_required=*/false);
  command
      .add_option("FILE", options.paths,
                  "Scenarios, or folders of them (default: built-in:)")
      ->type_name("");
  command
      .add_option("--listen", options.listen,
                  "Be the server there, and judge the clients that come")
      ->type_name("HOST:PORT");
  command
      .add_option("--through", options.through,
                  "Be client and server, and judge the proxy there, whose "
                  "backend is --listen")
      ->type_name("URL");
  command
      .add_option("--name", options.name,
                  "What findings call it (default: peer)")
      ->type_name("NAME");
  command
      .add_option("--trigger", options.trigger,
                  "What makes it start the close: message:TEXT, "
                  "http:METHOD:URL, exec:CMD, idle:MS or violation (default)")
      ->type_name("WHAT");
  command
      .add_option("--start", options.start,
                  "Start the server by this command, and again when it has "
                  "ended")
      ->type_name("CMD");
  command.add_flag("--echo", options.echoes,
                   "It sends every message back: delivery is judged, too");
  command
      .add_option("--message", options.message,
                  "Send this text instead of that of the scenarios")
      ->type_name("TEXT");
  command
      .add_option("--prologue", options.prologue_path,
                  "Play this first on each connection, as a login")
      ->type_name("FILE");
  command
      .add_option("--only", options.only,
                  "Ask the properties of this section only, as 5.5; may be "
                  "repeated")
      ->type_name("SECTION")
      ->allow_extra_args(false);
  command
      .add_option("--connections", options.connections,
                  "So many at a time (default 64)")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command
      .add_option("--bound", options.bound_ms,
                  "What has not ended by then is a stall (default 35000)")
      ->check(CLI::PositiveNumber)
      ->type_name("MS");
  command.add_flag("--quick", options.is_quick,
                   "Wait 5 s, and call what has not come by then slow");
  command
      .add_option("--timeout", options.timeout_ms,
                  "How long connecting may take (default 10000)")
      ->check(CLI::PositiveNumber)
      ->type_name("MS");
  AddFailOnOption(command, options.fail_on);
  AddKnownOptions(command, options.known);
  command
      .add_option("--junit", options.junit_path,
                  "Write the results there, as JUnit's XML")
      ->type_name("FILE");
  command.add_flag("--json", options.is_json, "Print one JSON document");
  command.add_flag("-v,--verbose", options.is_verbose,
                   "Print the ladder of every finding");
}

}  // namespace wsdrain
