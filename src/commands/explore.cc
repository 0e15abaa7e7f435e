// `wsdrain explore`: visits every reachable state, within stated bounds.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "commands/commands.h"
#include "commands/explore_plan.h"
#include "commands/explore_runs.h"
#include "commands/fail_on.h"
#include "commands/players.h"
#include "commands/session.h"
#include "explore/world_model.h"
#include "props/all.h"

namespace wsdrain {
namespace {

constexpr const char* kExploreFooter =
    "A run that closes off has played every letter of its alphabet from every\n"
    "state that can be reached, so what it shows holds for scenarios of any\n"
    "length over that alphabet. A run that stops at a limit has shown less: "
    "it\n"
    "is `ok: false` in JSON, and a failure unless you gave that limit.\n"
    "\n"
    "Without --only, --role, --shard and limits, every row of the table that\n"
    "can be reached must be reached by one run or the other.\n"
    "\n"
    "An endpoint that cannot Save its state (see src/scenario/endpoint.h) is\n"
    "explored by words of --depth N letters, each played from the start.\n"
    "\n"
    "Examples:\n"
    "  wsdrain explore                           # within a minute\n"
    "  wsdrain explore --only input-cuts --role server -v\n"
    "  wsdrain explore --large --shard 2/4       # a CI machine's share\n"
    "  wsdrain explore --endpoint mine --depth 6 -o found";

bool CanSave(const Space& space, const Pairing& pairing) {
  const Players players = PlayersOf(space, *pairing.client, *pairing.server);
  return WorldModel(space, players, AllProperties()).CanSave();
}

absl::Status MakeFolder(const std::string& path) {
  std::error_code error;
  if (!path.empty()) std::filesystem::create_directories(path, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat(path, ": cannot be made: ", error.message()));
}

void RunExplore(const ExploreCommandOptions& options,
                const PlayerOptions& players, Session& session) {
  const auto pairings = PairingsOf(players, session);
  if (!pairings.ok()) return session.Refuse(pairings.status());
  const Pairing& pairing = pairings->front();
  const auto plan = PlanOf(options.selection, pairing);
  if (!plan.ok()) return session.Refuse(plan.status());
  if (options.depth == 0 && !plan->empty() &&
      !CanSave(plan->front().space, pairing)) {
    return session.Refuse(absl::InvalidArgumentError(absl::StrCat(
        "found ", NameOf(pairing),
        ", which cannot Save its state and Load it again, so that words of any "
        "length would be played, allowed: --depth N with it")));
  }
  const absl::Status made = MakeFolder(options.out);
  if (!made.ok()) return session.Refuse(made);
  auto known = KnownGate::Open(options.known);
  if (!known.ok()) return session.Refuse(known.status());
  ExploreRuns runs(options, pairing, *std::move(known), session);
  for (const PlannedSpace& planned : *plan) runs.Run(planned);
  runs.Finish();
}

void AddSelection(CLI::App& command, ExploreSelection& selection) {
  command
      .add_option("--only", selection.only,
                  "Only this exploration: input-cuts, output-cuts, table-rows, "
                  "pair or both-reduced (of --large); may be repeated")
      ->type_name("NAME")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command
      .add_option("--role", selection.role, "Only this: client, server, pair")
      ->type_name("ROLE")
      ->check(CLI::IsMember({"client", "server", "pair"}));
  command
      .add_option("--messages", selection.messages,
                  "How many messages each side of a pair sends (default 1)")
      ->type_name("N")
      ->check(CLI::Range(0, 255));
  command.add_flag("--large", selection.is_large,
                   "Add what takes minutes and gigabytes: both-reduced, and a "
                   "pair with 2 messages, byte cuts and loss");
  command
      .add_option("--shard", selection.shard,
                  "Every N-th run of the list, from the I-th on")
      ->type_name("I/N");
}

void AddLimits(CLI::App& command, ExploreCommandOptions& options) {
  constexpr int64_t kMillion = 1'000'000;
  command.add_option("--depth", options.depth, "Stop at words of N letters")
      ->type_name("N")
      ->check(CLI::Range(int64_t{1}, kMillion));
  command.add_option("--states", options.states, "Stop at N states")
      ->type_name("N")
      ->check(CLI::Range(int64_t{1}, int64_t{4'294'967'294}));
  command
      .add_option("--memory", options.memory_mb,
                  "Stop at MB mebibytes (default 6144)")
      ->type_name("MB")
      ->check(CLI::Range(int64_t{1}, kMillion));
  command
      .add_option("--threads", options.threads,
                  "How many threads work (default: one a core); the result is "
                  "the same for any number")
      ->type_name("N")
      ->check(CLI::Range(1, 256));
}

}  // namespace

void AddExplore(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "explore", "Visit every reachable state, and judge every transition");
  command->footer(kExploreFooter);
  auto options = std::make_shared<ExploreCommandOptions>();
  auto players = std::make_shared<PlayerOptions>();
  AddSelection(*command, options->selection);
  AddEndpointOptions(*command, *players);
  AddFailOnOption(*command, options->fail_on);
  AddKnownOptions(*command, options->known);
  AddLimits(*command, *options);
  command
      ->add_option("-o,--output", options->out,
                   "Write counterexamples to this folder, as NAME-ROLE.scn")
      ->type_name("DIR");
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->add_flag("-v,--verbose", options->is_verbose,
                    "Print the limits of each run, and the rows of the table "
                    "that it misses");
  command->callback([options, players, &session] {
    RunExplore(*options, *players, session);
  });
}

}  // namespace wsdrain
