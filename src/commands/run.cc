// `wsdrain run`: plays scenarios, and shows the ladder of those that fail.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "commands/commands.h"
#include "commands/fail_on.h"
#include "commands/files.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/play.h"
#include "commands/players.h"
#include "commands/session.h"
#include "report/explain.h"
#include "report/words.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr const char* kFooter =
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
  Level fail_on = Level::kMust;
  bool is_json = false;
  bool is_verbose = false;
};

// What is said of a run at the head of its line.
enum class State { kHolds, kWeak, kFails };

struct Tally {
  size_t plays = 0;
  size_t failed = 0;
  size_t weaker = 0;  // hold, but for failures that do not count
};

class Runner {
 public:
  Runner(const RunCommandOptions& options, Session& session)
      : options_(options), session_(session) {}

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
    if (options_.is_json) {
      Json document = NewDocument("run");
      document["ok"] = tally_.failed == 0;
      document["scenarios"] = std::move(plays_);
      PrintDocument(document, session_.out);
    } else {
      PrintSummary(scenarios);
    }
    if (tally_.failed > 0) session_.exit_code = ExitCode::kBroken;
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
    PrintState(failure.has_value() ? State::kFails : State::kHolds, input,
               std::string(input.target->name));
    if (failure.has_value()) session_.out << "\n" << *failure << "\n\n";
  }

  void RunCasting(const Input& input, const Casting& casting) {
    const Play play = PlayScenario(input, casting);
    const State state = !Holds(play, options_.fail_on) ? State::kFails
                        : WeakerFailuresOf(play, options_.fail_on).empty()
                            ? State::kHolds
                            : State::kWeak;
    ++tally_.plays;
    if (state == State::kFails) ++tally_.failed;
    if (state == State::kWeak) ++tally_.weaker;
    if (options_.is_json) {
      plays_.push_back(PlayJson(play, input, options_.fail_on));
    } else {
      Print(input, play, state);
    }
  }

  void PrintState(State state, const Input& input, const std::string& role) {
    session_.out << (state == State::kFails
                         ? Coloured(Colour::kRed, "FAIL ", session_.has_colour)
                     : state == State::kHolds
                         ? Coloured(Colour::kGreen, "ok   ",
                                    session_.has_colour)
                         : "weak ")
                 << input.path << "  " << role << "\n";
  }

  void Print(const Input& input, const Play& play, State state) {
    PrintState(
        state, input,
        RoleText(play.casting) +
            (IsOurs(play.casting) ? "" : "  " + EndpointText(play.casting)));
    if (state == State::kFails || options_.is_verbose) PrintLadder(play);
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

  void PrintSummary(size_t scenarios) {
    session_.out << scenarios
                 << (scenarios == 1 ? " scenario, " : " scenarios, ")
                 << tally_.plays << (tally_.plays == 1 ? " run: " : " runs: ")
                 << tally_.plays - tally_.failed << " hold, " << tally_.failed
                 << " fail";
    if (tally_.weaker > 0) {
      session_.out << "; of those that hold, " << tally_.weaker
                   << " break a weaker rule";
    }
    session_.out << "\n";
  }

  const RunCommandOptions& options_;
  Session& session_;
  Tally tally_;
  Json plays_ = Json::array();
};

void Run(const RunCommandOptions& options, Session& session) {
  const auto pairings = PairingsOf(options.players, session);
  if (!pairings.ok()) return session.Refuse(pairings.status());
  const auto inputs = LoadInputs(options.paths, options.target);
  if (!inputs.ok()) return session.Refuse(inputs.status());
  Runner runner(options, session);
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
  command->footer(kFooter);
  auto options = std::make_shared<RunCommandOptions>();
  command
      ->add_option("FILE", options->paths,
                   "Files or folders (default: built-in:)")
      ->type_name("");
  AddTargetOption(*command, options->target);
  AddPlayerOptions(*command, options->players, /*allows_all=*/true);
  AddFailOnOption(*command, options->fail_on);
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->add_flag("-v,--verbose", options->is_verbose,
                    "Print the ladder of every run");
  command->callback([options, &session] {
    if (options->paths.empty()) options->paths.emplace_back(kBuiltInFolder);
    Run(*options, session);
  });
}

}  // namespace wsdrain
