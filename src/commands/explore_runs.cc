// Lets the explorer loose on one space after the other.
#include "commands/explore_runs.h"

#include <algorithm>
#include <ostream>
#include <thread>
#include <utility>
#include <vector>

#include "commands/explore_broken.h"
#include "commands/explore_progress.h"
#include "commands/files.h"
#include "endpoints/reference.h"
#include "explore/explorer.h"
#include "explore/world_model.h"
#include "props/all.h"
#include "report/explain.h"

namespace wsdrain {
namespace {

// Relations compare runs, which is not asked of a transition.
std::vector<const Property*> PropertiesOfRuns() {
  std::vector<const Property*> list;
  for (const Property* property : AllProperties().list()) {
    if (!property->name.empty() && property->holds != nullptr) {
      list.push_back(property);
    }
  }
  return list;
}

ExploreOptions OptionsFor(const ExploreCommandOptions& options) {
  ExploreOptions explore;
  explore.threads =
      options.threads > 0
          ? options.threads
          : std::max<size_t>(std::thread::hardware_concurrency(), 1);
  if (options.depth > 0) explore.limits.depth_max = options.depth;
  if (options.states > 0) explore.limits.states_max = options.states;
  if (options.memory_mb > 0) {
    explore.limits.memory_bytes_max = options.memory_mb << 20;
  }
  return explore;
}

// Our own has a table, whose rows can be counted.
bool HasTable(const Pairing& pairing) {
  return pairing.client->name == "reference" &&
         pairing.server->name == "reference";
}

RowSet RowsIn(const RowVisits& visits) {
  RowSet rows;
  for (size_t i = 0; i < kRows; ++i) rows[i] = visits[i] != 0;
  return rows;
}

}  // namespace

ExploreRuns::ExploreRuns(const ExploreCommandOptions& options,
                         const Pairing& pairing, KnownGate known,
                         Session& session)
    : options_(options),
      pairing_(pairing),
      session_(session),
      known_(std::move(known)),
      properties_(PropertiesOfRuns()),
      total_({.has_states = options.states > 0,
              .has_memory = options.memory_mb > 0,
              .has_depth = options.depth > 0},
             options.IsWhole()) {}

void ExploreRuns::Run(const PlannedSpace& planned) {
  const PlayName play = {NameOf(pairing_), RoleText(planned.space),
                         planned.space.name};
  std::set<std::string> known = known_.PropertiesOf(play);
  ExploreRun run = Explored(planned, known);
  // What is new is to be written: then on past it, to what else there is.
  while (run.broken.has_value() && options_.known.is_written &&
         known.insert(run.result.broken->finding.property).second) {
    known_.Knows(play, {run.result.broken->finding.property});
    run = Explored(planned, known);
  }
  total_.Add(run);
  if (options_.is_json) {
    runs_.push_back(RunJson(run));
  } else {
    Print(run, PlayersOf(planned.space, *pairing_.client, *pairing_.server));
  }
  if (run.broken.has_value()) Write(planned, *run.broken);
}

// Without the properties that are known to break. The rules of the graph are
// the explorer's, and asked in any case.
ExploreRun ExploreRuns::Explored(const PlannedSpace& planned,
                                 const std::set<std::string>& known) {
  std::vector<const Property*> list;
  for (const Property* property : properties_) {
    if (!known.contains(std::string(property->name))) list.push_back(property);
  }
  const PropertySet unknown(std::move(list));
  RowVisits visits{};
  const EndpointKind counted = Reference(&visits);
  const Players players =
      HasTable(pairing_)
          ? PlayersOf(planned.space, counted, counted)
          : PlayersOf(planned.space, *pairing_.client, *pairing_.server);
  ExploreRun run{
      .planned = &planned, .endpoint = NameOf(pairing_), .known = known};
  ExploreSpace(players, unknown, run);
  if (HasTable(pairing_)) run.rows = RowsIn(visits);
  if (run.result.broken.has_value()) {
    run.broken = ReplayBroken(planned, players, *run.result.broken);
  }
  return run;
}

void ExploreRuns::Finish() {
  const absl::Status saved = known_.Save(/*is_full_set=*/false);
  if (!saved.ok()) return session_.Refuse(saved);
  if (options_.is_json) {
    Json document = NewDocument("explore");
    document["ok"] = total_.is_ok();
    document["rows_missed"] = total_.rows_missed();
    document["runs"] = std::move(runs_);
    PrintDocument(document, session_.out);
  } else {
    session_.out << total_.Summary();
  }
  if (total_.has_failed()) session_.exit_code = ExitCode::kBroken;
}

void ExploreRuns::ExploreSpace(const Players& players,
                               const PropertySet& properties, ExploreRun& run) {
  const WorldModel model(run.space(), players, properties, options_.fail_on);
  ExploreProgressLine line(TitleOf(run.space()), session_);
  ExploreOptions options = OptionsFor(options_);
  options.on_progress = [&line](const ExploreProgress& progress) {
    line.Show(progress);
  };
  run.result = Explore(model, options);
  run.seconds = line.seconds();
}

void ExploreRuns::Print(const ExploreRun& run, const Players& players) {
  session_.out << RunLine(run, session_.has_colour);
  if (options_.is_verbose) session_.out << RunDetails(run);
  if (run.broken.has_value()) {
    session_.out << "\n"
                 << run.broken->text << "\n"
                 << ExplainRun(run.broken->scenario, players,
                               {&run.broken->verdict}, session_.has_colour)
                 << "\n";
  }
  session_.out << std::flush;
}

// What was found stays found if it cannot be written.
void ExploreRuns::Write(const PlannedSpace& planned, const BrokenRun& broken) {
  if (options_.out.empty()) return;
  const std::string path = options_.out + "/" + planned.stem + ".scn";
  const absl::Status written = WriteFileOrOut(path, broken.text, session_.out);
  session_.err << (written.ok() ? "written to " + path
                                : std::string(written.message()))
               << "\n";
}

}  // namespace wsdrain
