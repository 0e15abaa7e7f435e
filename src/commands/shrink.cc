// `wsdrain shrink`: the shortest scenario with the same failure.
#include "check/shrink.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "commands/commands.h"
#include "commands/files.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/players.h"
#include "commands/session.h"
#include "report/explain.h"
#include "report/gtest_case.h"
#include "report/words.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr const char* kShrinkFooter =
    "Steps are dropped, merged and simplified for as long as the same "
    "property\n"
    "stays broken in the same way. Exit code 1: there is a failure; 0: "
    "nothing\n"
    "fails, and nothing is written.\n"
    "\n"
    "Examples:\n"
    "  wsdrain shrink crash-1f3a --target closing_fuzzer\n"
    "  wsdrain shrink long.scn -o corpus/regressions/late_message.scn\n"
    "  wsdrain shrink long.scn --gtest >> tests/check/regression_test.cc";

struct ShrinkOptions {
  std::string path;
  std::string target;
  std::string out;
  std::string property;
  PlayerOptions players;
  bool is_json = false;
  bool is_gtest = false;
};

struct Failing {
  Casting casting;
  Verdict verdict;
};

// The failure to keep: of --property, or the one of the strongest level.
const Verdict* ChosenFailure(const Report& report,
                             const std::string& property) {
  if (property.empty()) {
    for (const Level level : {Level::kMust, Level::kShould, Level::kNote}) {
      const Verdict* failure = report.FirstFailure(level);
      if (failure != nullptr) return failure;
    }
    return nullptr;
  }
  for (const Verdict& verdict : report.verdicts) {
    if (IsFailure(verdict.result) && verdict.property->name == property) {
      return &verdict;
    }
  }
  return nullptr;
}

std::optional<Failing> FailureIn(const Input& input, const Pairing& pairing,
                                 const ShrinkOptions& options) {
  for (const Casting& casting :
       ChosenCastings(*input.scenario, pairing, options.players)) {
    const Report report =
        Check(PropertiesFor(input), *input.scenario, casting.players);
    const Verdict* failure = ChosenFailure(report, options.property);
    if (failure != nullptr) return Failing{casting, *failure};
  }
  return std::nullopt;
}

// A file's text: the scenario, with what it breaks in a comment.
std::string FileText(const ShrinkResult& shrunk) {
  std::string text = ScenarioToText(shrunk.scenario);
  const size_t first_line = text.find('\n') + 1;
  return text.insert(first_line,
                     absl::StrCat("# ", VerdictToLine(shrunk.verdict), "\n"));
}

Json DocumentOf(const ShrinkOptions& options, const Scenario& before,
                const std::optional<Failing>& failing,
                const std::optional<ShrinkResult>& shrunk) {
  Json document = NewDocument("shrink");
  document["ok"] = !shrunk.has_value();
  document["file"] = options.path;
  document["steps_before"] = before.steps.size();
  if (!shrunk.has_value()) {
    for (const char* key : {"steps", "plays", "endpoint", "role", "verdict",
                            "scenario", "gtest"}) {
      document[key] = nullptr;
    }
    return document;
  }
  document["steps"] = shrunk->scenario.steps.size();
  document["plays"] = shrunk->plays;
  document["endpoint"] = EndpointText(failing->casting);
  document["role"] = RoleText(failing->casting);
  document["verdict"] = VerdictJson(shrunk->verdict);
  document["scenario"] = ScenarioToText(shrunk->scenario);
  document["gtest"] = GtestCase(shrunk->scenario, shrunk->verdict);
  return document;
}

void Print(const ShrinkOptions& options, const Scenario& before,
           const Failing& failing, const ShrinkResult& shrunk,
           Session& session) {
  if (options.is_gtest) {
    session.out << GtestCase(shrunk.scenario, shrunk.verdict);
    return;
  }
  // The shrinker may narrow the cast, never who plays a role.
  session.out << ExplainFailure(shrunk.scenario, failing.casting.players,
                                shrunk.verdict, session.has_colour);
  session.err << "shrunk from " << before.steps.size() << " to "
              << shrunk.scenario.steps.size() << " steps in " << shrunk.plays
              << " plays\n";
}

void RunShrink(const ShrinkOptions& options, Session& session) {
  const auto pairings = PairingsOf(options.players, session);
  if (!pairings.ok()) return session.Refuse(pairings.status());
  const auto input = LoadScenario(options.path, options.target);
  if (!input.ok()) return session.Refuse(input.status());
  const Scenario& before = *input->scenario;
  const Pairing& pairing = pairings->front();
  const std::optional<Failing> failing = FailureIn(*input, pairing, options);
  std::optional<ShrinkResult> shrunk;
  if (failing.has_value()) {
    session.exit_code = ExitCode::kBroken;
    shrunk = Shrink(before, *pairing.client, *pairing.server, failing->verdict);
    if (!options.out.empty()) {
      const absl::Status written =
          WriteFileOrOut(options.out, FileText(*shrunk), session.out);
      if (!written.ok()) return session.Refuse(written);
    }
  }
  if (options.is_json) {
    PrintDocument(DocumentOf(options, before, failing, shrunk), session.out);
  } else if (shrunk.has_value()) {
    Print(options, before, *failing, *shrunk, session);
  } else {
    session.err << options.path << ": nothing fails\n";
  }
}

}  // namespace

void AddShrink(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "shrink", "Find the shortest scenario with the same failure");
  command->footer(kShrinkFooter);
  auto options = std::make_shared<ShrinkOptions>();
  command->add_option("FILE", options->path, "A scenario or a fuzz input")
      ->required()
      ->type_name("");
  AddTargetOption(*command, options->target);
  command
      ->add_option("--property", options->property,
                   "Keep this property broken, if there are several")
      ->type_name("NAME");
  AddPlayerOptions(*command, options->players, /*allows_all=*/false);
  command
      ->add_option("-o,--output", options->out,
                   "Write the scenario to this file")
      ->type_name("OUT");
  CLI::Option* json =
      command->add_flag("--json", options->is_json, "Print one JSON document");
  command
      ->add_flag("--gtest", options->is_gtest,
                 "Print a GoogleTest case instead of the ladder")
      ->excludes(json);
  command->callback([options, &session] { RunShrink(*options, session); });
}

}  // namespace wsdrain
