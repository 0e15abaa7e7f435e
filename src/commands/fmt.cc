// `wsdrain fmt`: writes scenario files in their canonical form.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "commands/commands.h"
#include "commands/files.h"
#include "commands/json.h"
#include "commands/session.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr const char* kFmtFooter =
    "Comments and single blank lines are kept. A folder stands for the .scn\n"
    "files under it. Nothing is written if any of the files is malformed.\n"
    "\n"
    "Examples:\n"
    "  wsdrain fmt corpus/scenarios              # rewrites what differs\n"
    "  wsdrain fmt --check corpus/scenarios      # exit 1 and a list of them";

struct FmtOptions {
  std::vector<std::string> paths;
  bool only_checks = false;
  bool is_json = false;
};

struct Changed {
  std::string path;
  std::string text;
};

// The files that are not in their canonical form.
absl::StatusOr<std::vector<Changed>> FindChanged(const FmtOptions& options) {
  const auto files = ExpandPaths(options.paths, /*takes_all=*/false);
  if (!files.ok()) return files.status();
  std::vector<Changed> changed;
  for (const std::string& path : *files) {
    const auto text = ReadFile(path);
    if (!text.ok()) return text.status();
    auto formatted = FormatScenarioText(path, *text);
    if (!formatted.ok()) return formatted.status();
    if (*formatted != *text) changed.push_back({path, *std::move(formatted)});
  }
  return changed;
}

void Fmt(const FmtOptions& options, Session& session) {
  const auto changed = FindChanged(options);
  if (!changed.ok()) return session.Refuse(changed.status());
  Json list = Json::array();
  for (const Changed& file : *changed) {
    if (!options.only_checks) {
      const absl::Status written =
          WriteFileOrOut(file.path, file.text, session.out);
      if (!written.ok()) return session.Refuse(written);
    }
    list.push_back(file.path);
    if (!options.is_json) session.out << file.path << "\n";
  }
  const bool holds = !options.only_checks || changed->empty();
  if (options.is_json) {
    Json document = NewDocument("fmt");
    document["ok"] = holds;
    document["changed"] = list;
    PrintDocument(document, session.out);
  }
  if (!holds) session.exit_code = ExitCode::kBroken;
}

}  // namespace

void AddFmt(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("fmt", "Write scenario files in canonical form");
  command->footer(kFmtFooter);
  auto options = std::make_shared<FmtOptions>();
  command->add_option("FILE", options->paths, "Scenario files or folders")
      ->required()
      ->type_name("");
  command->add_flag("--check", options->only_checks,
                    "Write nothing; exit 1 if a file differs");
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->callback([options, &session] { Fmt(*options, session); });
}

}  // namespace wsdrain
