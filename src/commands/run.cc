// `wsdrain run`: plays scenarios, and shows the ladder of those that fail.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "commands/commands.h"
#include "commands/fail_on.h"
#include "commands/files.h"
#include "commands/findings.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/known.h"
#include "commands/matrix.h"
#include "commands/play.h"
#include "commands/players.h"
#include "commands/session.h"
#include "report/explain.h"
#include "report/words.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr const char* kRunFooter =
    "FILE is a scenario (.scn), an input of a fuzz target, or a folder, which\n"
    "stands for the .scn files under it. Without FILE the scenarios that are\n"
    "built in are played, those of corpus/scenarios: each is a file under\n"
    "built-in:, a folder that every command can read. Bytes are inputs of the\n"
    "target that --target or their folder names. A scenario is played once "
    "for\n"
    "each role that it has. `expect` lines bind our own endpoint only.\n"
    "\n"
    "The ladder: `->` the endpoint sends, `<-` it reads, `*` it tells its\n"
    "application, `!` the peer broke a rule, `~` time; `>` marks the step at\n"
    "which a property broke.\n"
    "\n"
    "Examples:\n"
    "  wsdrain run                    # the built-in scenarios\n"
    "  wsdrain run corpus/scenarios built-in:/draining\n"
    "  wsdrain run --verbose --role client corpus/scenarios/close_clean.scn\n"
    "  wsdrain run crash-1f3a --target closing_fuzzer\n"
    "  wsdrain run --fail-on should --json corpus/scenarios | jq .ok";

struct RunCommandOptions {
  std::vector<std::string> paths;
  std::string target;
  PlayerOptions players;
  KnownOptions known;
  Level fail_on = Level::kMust;
  bool is_json = false;
  bool is_verbose = false;
  bool is_full_set = false;  // no FILE is given
};

// What is said of a run at the head of its line.
enum class RunState { kHolds, kWeak, kKnown, kFails };

struct Tally {
  size_t plays = 0;
  size_t failed = 0;
  size_t weaker = 0;  // hold, but for failures that do not count
  size_t known = 0;   // hold, but for failures that are known
  size_t gone = 0;    // known findings that are not found again
};

class Runner {
 public:
  Runner(const RunCommandOptions& options, KnownGate known, Session& session)
      : options_(options), session_(session), known_(std::move(known)) {}

  void RunInput(const Input& input, const std::vector<Pairing>& pairings) {
    if (!input.scenario.has_value()) return RunPlain(input);
    for (const Pairing& pairing : pairings) {
      for (const Casting& casting :
           ChosenCastings(*input.scenario, pairing, options_.players)) {
        RunCasting(input, casting);
      }
    }
  }

  void Finish(size_t scenarios) {
    if (tally_.plays == 0) {
      return session_.Refuse(absl::InvalidArgumentError(
          "found no scenario with that role for these endpoints, allowed: a "
          "--role that a scenario has"));
    }
    // With --write-known it forgets what is gone.
    if (const absl::Status saved = known_.Save(IsFullSet()); !saved.ok()) {
      return session_.Refuse(saved);
    }
    const std::vector<FindingName> vanished = known_.Vanished(IsFullSet());
    tally_.gone = vanished.size();
    if (options_.is_json) {
      Json document = NewDocument("run");
      document["ok"] = tally_.failed + tally_.gone == 0;
      document["scenarios"] = std::move(plays_);
      PrintDocument(document, session_.out);
    } else {
      if (IsSideBySide()) matrix_.Print(session_.out);
      PrintVanished(vanished);
      PrintSummary(scenarios);
    }
    if (tally_.failed + tally_.gone > 0) session_.exit_code = ExitCode::kBroken;
  }

 private:
  void RunPlain(const Input& input) {
    const std::optional<std::string> failure = input.target->run(input.bytes);
    ++tally_.plays;
    if (failure.has_value()) ++tally_.failed;
    if (options_.is_json) {
      plays_.push_back(PlainJson(input, failure));
      return;
    }
    PrintState(failure.has_value() ? RunState::kFails : RunState::kHolds, input,
               std::string(input.target->name));
    if (failure.has_value()) session_.out << "\n" << *failure << "\n\n";
  }

  void RunCasting(const Input& input, const Casting& casting) {
    const Play play = PlayScenario(input, casting);
    const RunState state = StateOf(play, input);
    ++tally_.plays;
    if (state == RunState::kFails) ++tally_.failed;
    if (state == RunState::kKnown) ++tally_.known;
    if (state == RunState::kWeak) ++tally_.weaker;
    matrix_.Add(play);
    if (options_.is_json) {
      plays_.push_back(PlayJson(play, input, options_.fail_on));
      plays_.back()["ok"] = state != RunState::kFails;
    } else if (!IsSideBySide() || options_.is_verbose) {
      Print(input, play, state);
    }
  }

  RunState StateOf(const Play& play, const Input& input) {
    std::vector<std::string> broken;
    for (const Verdict* verdict : FailuresOf(play, options_.fail_on)) {
      broken.emplace_back(verdict->property->name);
    }
    const bool is_known = known_.Knows(
        {EndpointText(play.casting), RoleText(play.casting), input.name},
        broken);
    if (!is_known || UnmetExpectations(play) > 0) return RunState::kFails;
    if (!broken.empty()) return RunState::kKnown;
    return WeakerFailuresOf(play, options_.fail_on).empty() ? RunState::kHolds
                                                            : RunState::kWeak;
  }

  // All that is built in, and nothing left out.
  bool IsFullSet() const {
    return options_.is_full_set && options_.players.role.empty();
  }
  bool IsSideBySide() const { return options_.players.endpoint == "all"; }

  void PrintState(RunState state, const Input& input, const std::string& role) {
    session_.out << (state == RunState::kFails
                         ? Coloured(Colour::kRed, "FAIL ", session_.has_colour)
                     : state == RunState::kHolds
                         ? Coloured(Colour::kGreen, "ok   ",
                                    session_.has_colour)
                     : state == RunState::kKnown ? "known "
                                                 : "weak ")
                 << input.path << "  " << role << "\n";
  }

  void Print(const Input& input, const Play& play, RunState state) {
    PrintState(
        state, input,
        RoleText(play.casting) +
            (IsOurs(play.casting) ? "" : "  " + EndpointText(play.casting)));
    if (state == RunState::kFails || options_.is_verbose) PrintLadder(play);
    for (const Verdict* verdict : WeakerFailuresOf(play, options_.fail_on)) {
      session_.out << "     " << VerdictToLine(*verdict) << "\n";
    }
  }

  void PrintLadder(const Play& play) {
    session_.out << "\n"
                 << ExplainRun(*play.scenario, play.casting.players,
                               FailuresOf(play, options_.fail_on),
                               session_.has_colour);
    for (const ExpectationResult& result : play.expects) {
      if (result.is_met) continue;
      session_.out << "\n"
                   << Coloured(Colour::kRed,
                               "not as expected:", session_.has_colour)
                   << " line " << result.expectation->line << "\n  expected  "
                   << ExpectationToText(*result.expectation).substr(7)
                   << "\n  actual    " << result.actual << "\n";
    }
    session_.out << "\n";
  }

  void PrintVanished(const std::vector<FindingName>& vanished) {
    for (const FindingName& finding : vanished) {
      session_.out << Coloured(Colour::kRed, "GONE ", session_.has_colour)
                   << FindingText(finding) << ": known, and not found\n";
    }
  }

  void PrintSummary(size_t scenarios) {
    session_.out << scenarios
                 << (scenarios == 1 ? " scenario, " : " scenarios, ")
                 << tally_.plays << (tally_.plays == 1 ? " run: " : " runs: ")
                 << tally_.plays - tally_.failed << " hold, " << tally_.failed
                 << " fail";
    if (tally_.known > 0) {
      session_.out << "; of those that hold, " << tally_.known
                   << " are known to break a rule";
    }
    if (tally_.weaker > 0) {
      session_.out << "; of those that hold, " << tally_.weaker
                   << " break a weaker rule";
    }
    if (tally_.gone > 0) {
      session_.out << "; " << tally_.gone << " known findings are gone";
    }
    session_.out << "\n";
  }

  const RunCommandOptions& options_;
  Session& session_;
  KnownGate known_;
  Matrix matrix_;
  Tally tally_;
  Json plays_ = Json::array();
};

void Run(const RunCommandOptions& options, Session& session) {
  const auto pairings = PairingsOf(options.players, session);
  if (!pairings.ok()) return session.Refuse(pairings.status());
  const auto inputs = LoadInputs(options.paths, options.target);
  if (!inputs.ok()) return session.Refuse(inputs.status());
  auto known = KnownGate::Open(options.known);
  if (!known.ok()) return session.Refuse(known.status());
  Runner runner(options, *std::move(known), session);
  size_t done = 0;
  const bool has_progress = session.has_progress && inputs->size() > 1;
  for (const Input& input : *inputs) {
    runner.RunInput(input, *pairings);
    ++done;
    if (has_progress && options.is_json) {
      session.err << "\r" << done << "/" << inputs->size() << std::flush;
    }
  }
  if (has_progress && options.is_json) session.err << "\r\x1b[K" << std::flush;
  runner.Finish(inputs->size());
}

}  // namespace

void AddRun(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "run", "Play scenarios, fuzz inputs or crash files, and judge them");
  command->footer(kRunFooter);
  auto options = std::make_shared<RunCommandOptions>();
  command
      ->add_option("FILE", options->paths,
                   "Files or folders (default: built-in:)")
      ->type_name("");
  AddTargetOption(*command, options->target);
  AddPlayerOptions(*command, options->players, /*allows_all=*/true);
  AddFailOnOption(*command, options->fail_on);
  AddKnownOptions(*command, options->known);
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->add_flag("-v,--verbose", options->is_verbose,
                    "Print the ladder of every run");
  command->callback([options, &session] {
    options->is_full_set = options->paths.empty();
    if (options->is_full_set) options->paths.emplace_back(kBuiltInFolder);
    Run(*options, session);
  });
}

}  // namespace wsdrain
