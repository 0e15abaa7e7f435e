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

// What counts at `fail_on`, as in `wsdrain run`. Relations compare runs, which
// is not asked of a transition.
PropertySet PropertiesThatCount(const EndpointKind& kind, Level fail_on) {
  std::vector<const Property*> list;
  for (const Property* property : AllProperties().list()) {
    const Level level =
        kind.capabilities.is_ours ? property->level_ours : property->level;
    const bool counts =
        property->failure != FailureKind::kRule || level <= fail_on;
    if (!property->name.empty() && property->holds != nullptr && counts) {
      list.push_back(property);
    }
  }
  return PropertySet(std::move(list));
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
bool HasTable(const EndpointKind& kind) { return kind.name == "reference"; }

RowSet RowsIn(const RowVisits& visits) {
  RowSet rows;
  for (size_t i = 0; i < kRows; ++i) rows[i] = visits[i] != 0;
  return rows;
}

}  // namespace

ExploreRuns::ExploreRuns(const ExploreCommandOptions& options,
                         const EndpointKind& kind, Session& session)
    : options_(options),
      kind_(kind),
      session_(session),
      properties_(PropertiesThatCount(kind, options.fail_on)),
      total_({.has_states = options.states > 0,
              .has_memory = options.memory_mb > 0,
              .has_depth = options.depth > 0},
             options.IsWhole()) {}

void ExploreRuns::Run(const PlannedSpace& planned) {
  RowVisits visits{};
  const EndpointKind kind = HasTable(kind_) ? Reference(&visits) : kind_;
  const Players players = PlayersOf(planned.space, kind);
  ExploreRun run{.planned = &planned, .endpoint = kind.name};
  ExploreSpace(players, run);
  if (HasTable(kind_)) run.rows = RowsIn(visits);
  if (run.result.broken.has_value()) {
    run.broken = ReplayBroken(planned, players, *run.result.broken);
  }
  total_.Add(run);
  if (options_.is_json) {
    runs_.push_back(RunJson(run));
  } else {
    Print(run, players);
  }
  if (run.broken.has_value()) Write(planned, *run.broken);
}

void ExploreRuns::Finish() {
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

void ExploreRuns::ExploreSpace(const Players& players, ExploreRun& run) {
  const WorldModel model(run.space(), players, properties_);
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
