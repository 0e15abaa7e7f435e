// `wsdrain coverage`: which rows of the table the corpora reach.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "commands/commands.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/session.h"
#include "commands/transitions.h"

namespace wsdrain {
namespace {

constexpr const char* kCoverageFooter =
    "Each FILE, or folder, is a corpus. Its scenarios and fuzz inputs are "
    "played\n"
    "to our own connection, and nothing is judged. A row of the table is a "
    "state\n"
    "and an event; rows that cannot happen do not count. Fuzz inputs that are "
    "no\n"
    "scenarios do what their target does.\n"
    "\n"
    "Examples:\n"
    "  wsdrain coverage corpus/scenarios\n"
    "  wsdrain coverage corpus/closing_fuzzer corpus/pair_fuzzer\n"
    "  wsdrain coverage --fail-on-missed corpus/*/    # exit 1 if one is "
    "missed\n"
    "  wsdrain coverage --json corpus/scenarios | jq .rows_missed";

struct CoverageOptions {
  std::vector<std::string> paths;
  std::string target;
  bool is_json = false;
  bool fails_on_missed = false;
};

void Measure(const CoverageOptions& options, Session& session) {
  std::vector<CorpusReach> corpora;
  for (const std::string& path : options.paths) {
    const auto inputs = LoadInputs({path}, options.target);
    if (!inputs.ok()) return session.Refuse(inputs.status());
    corpora.push_back(Reached(path, *inputs));
  }
  const TransitionReport report(std::move(corpora));
  if (options.is_json) {
    Json document = NewDocument("coverage");
    report.AddTo(document);
    PrintDocument(document, session.out);
  } else {
    session.out << report.Text();
  }
  if (options.fails_on_missed && !report.RowsMissed().empty()) {
    session.exit_code = ExitCode::kBroken;
  }
}

}  // namespace

void AddCoverage(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "coverage", "Tell which rows of the table scenarios and inputs reach");
  command->footer(kCoverageFooter);
  auto options = std::make_shared<CoverageOptions>();
  command->add_option("FILE", options->paths, "Files or folders")
      ->required()
      ->type_name("");
  AddTargetOption(*command, options->target);
  command->add_flag("--fail-on-missed", options->fails_on_missed,
                    "Exit with 1 if a row that can be reached is missed");
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->callback([options, &session] { Measure(*options, session); });
}

}  // namespace wsdrain
