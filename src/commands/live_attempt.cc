// Joins the two endings of an attempt, and then the two attempts.
#include "commands/live_attempt.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace wsdrain {
namespace {

// A scenario played to both endings.
struct Attempt {
  Report report;
  std::vector<Ending> ending;  // by verdict: where it was found
  std::array<Trace, LiveRun::kPerAttempt> traces;
  TcpNotes notes;
};

// Which of two results of a property says more.
bool SaysMore(const Verdict& one, const Verdict& other) {
  return one.result > other.result;
}

// The longest time, and the first error.
TcpNotes Joined(const TcpNotes& one, const TcpNotes& other) {
  return {.closing_ms = std::max(one.closing_ms, other.closing_ms),
          .trigger_error = one.trigger_error.empty() ? other.trigger_error
                                                     : one.trigger_error};
}

Attempt AttemptOf(EndedRun silent, EndedRun cooperative) {
  Attempt attempt;
  attempt.report = std::move(silent.report);
  std::vector<Verdict>& verdicts = attempt.report.verdicts;
  attempt.ending.assign(verdicts.size(), Ending::kSilent);
  for (size_t v = 0; v < verdicts.size(); ++v) {
    Verdict& other = cooperative.report.verdicts[v];
    if (!SaysMore(other, verdicts[v])) continue;
    verdicts[v] = std::move(other);
    attempt.ending[v] = Ending::kCooperative;
  }
  attempt.traces = {std::move(silent.trace), std::move(cooperative.trace)};
  attempt.notes = Joined(silent.notes, cooperative.notes);
  return attempt;
}

bool IsAlike(const Verdict& one, const Verdict& other) {
  return one.result == other.result && one.step == other.step &&
         one.actual == other.actual;
}

// What the second run says of what the first has found.
void Join(Attempt first, const Attempt& second, LivePlay& live) {
  std::vector<Verdict>& verdicts = first.report.verdicts;
  live.is_race.assign(verdicts.size(), false);
  for (size_t v = 0; v < verdicts.size(); ++v) {
    const Verdict& again = second.report.verdicts[v];
    const bool fails = IsFailure(verdicts[v].result);
    if (fails != IsFailure(again.result)) {
      live.once.emplace_back(verdicts[v].property->name);
      if (fails) verdicts[v] = again;
    } else if (fails) {
      live.is_race[v] = !IsAlike(verdicts[v], again);
    } else if (SaysMore(again, verdicts[v])) {
      verdicts[v] = again;
    }
  }
  live.play.report = std::move(first.report);
  live.play.trace = std::move(first.traces[0]);
  live.cooperative = std::move(first.traces[1]);
  live.ending = std::move(first.ending);
  live.notes = Joined(first.notes, second.notes);
  live.is_done = true;
}

std::optional<Attempt> TakeAttempt(LiveRuns& runs, size_t attempt) {
  auto& silent = runs[LiveRun::Of(0, attempt, 0).number];
  auto& cooperative = runs[LiveRun::Of(0, attempt, 1).number];
  if (!silent.has_value() || !cooperative.has_value()) return std::nullopt;
  return AttemptOf(*std::move(silent), *std::move(cooperative));
}

}  // namespace

bool IsGone(const Report& report) {
  return std::any_of(
      report.verdicts.begin(), report.verdicts.end(),
      [](const Verdict& v) { return v.result == Result::kCrashed; });
}

bool HasFailure(const Report& report) {
  return report.FirstFailure(Level::kNote) != nullptr;
}

void TakeTogether(LiveRuns runs, LivePlay& live) {
  for (const auto& run : runs) {
    if (!run.has_value() || !IsGone(run->report)) continue;
    // Who is gone was found so once, and that is enough.
    const Attempt gone = AttemptOf(*run, *run);
    return Join(gone, gone, live);
  }
  std::optional<Attempt> first = TakeAttempt(runs, 0);
  if (!first.has_value()) return;
  std::optional<Attempt> second = TakeAttempt(runs, 1);
  if (second.has_value()) return Join(*std::move(first), *second, live);
  if (HasFailure(first->report)) return;  // nobody knows whether it shows again
  const Attempt only = *std::move(first);
  Join(only, only, live);
}

}  // namespace wsdrain
