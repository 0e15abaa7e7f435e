// Takes the two runs of each scenario together.
#include "commands/check_live.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "scenario/runner.h"

namespace wsdrain {
namespace {

constexpr size_t kEndings = 2;
constexpr std::array<Ending, kEndings> kBothEndings = {Ending::kSilent,
                                                       Ending::kCooperative};

// One ending of a run: judged, and written down.
class JudgedTrace : public RunSink {
 public:
  explicit JudgedTrace(const PropertySet& properties) : checker_(properties) {}
  void OnStep(size_t index) override {
    checker_.OnStep(index);
    trace.OnStep(index);
  }
  void OnObservation(const Ledger& before, const Observation& now) override {
    checker_.OnObservation(before, now);
    trace.OnObservation(before, now);
  }
  Report TakeReport() { return checker_.TakeReport(); }

  Trace trace;

 private:
  Checker checker_;
};

// A scenario played to one ending.
struct EndedRun {
  Report report;
  Trace trace;
  TcpNotes notes;
};

EndedRun PlayOnce(const LivePlay& live, LiveRun run, const LiveCheck& check) {
  EndedRun ended;
  TcpOptions options = check.tcp;
  options.notes = &ended.notes;
  const Role role = check.tailoring.peer;
  const EndpointKind kind =
      LivePeer(check.name, role, [&] { return check.connect(run); }, options);
  JudgedTrace judged(*check.properties);
  RunScenario(live.scenario,
              role == Role::kClient ? Players{.client = &kind}
                                    : Players{.server = &kind},
              {}, kBothEndings[run.ending()], judged);
  ended.report = judged.TakeReport();
  ended.trace = std::move(judged.trace);
  return ended;
}

// Its connections are refused from now on.
bool IsGone(const Report& report) {
  return std::any_of(
      report.verdicts.begin(), report.verdicts.end(),
      [](const Verdict& v) { return v.result == Result::kCrashed; });
}

bool HasFailure(const Report& report) {
  return report.FirstFailure(Level::kNote) != nullptr;
}

// A scenario played to both endings.
struct Attempt {
  Report report;
  std::vector<Ending> ending;  // by verdict: where it was found
  std::array<Trace, kEndings> traces;
  TcpNotes notes;
};

// Which of two results of a property says more.
bool SaysMore(const Verdict& one, const Verdict& other) {
  return one.result > other.result;
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
  attempt.notes.closing_ms =
      std::max(silent.notes.closing_ms, cooperative.notes.closing_ms);
  attempt.notes.trigger_error = silent.notes.trigger_error.empty()
                                    ? cooperative.notes.trigger_error
                                    : silent.notes.trigger_error;
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
  live.closing_ms = std::max(first.notes.closing_ms, second.notes.closing_ms);
  live.trigger_error = first.notes.trigger_error.empty()
                           ? second.notes.trigger_error
                           : first.notes.trigger_error;
  live.is_done = true;
}

void CastAs(Role role, LivePlay& live) {
  live.play.scenario = &live.scenario;
  live.play.casting.role = role;
  Players& players = live.play.casting.players;
  (role == Role::kClient ? players.client : players.server) = &live.kind;
}

// The runs of one scenario, by attempt and ending.
using Runs = std::array<std::optional<EndedRun>, LiveRun::kPerScenario>;

std::optional<Attempt> TakeAttempt(Runs& runs, size_t attempt) {
  auto& silent = runs[LiveRun::Of(0, attempt, 0).number];
  auto& cooperative = runs[LiveRun::Of(0, attempt, 1).number];
  if (!silent.has_value() || !cooperative.has_value()) return std::nullopt;
  return AttemptOf(*std::move(silent), *std::move(cooperative));
}

void TakeTogether(Runs runs, LivePlay& live) {
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

// Plays the runs of all scenarios, on several threads.
class LivePlayer {
 public:
  LivePlayer(const LiveCheck& check,
             const std::vector<std::unique_ptr<LivePlay>>& plays)
      : check_(check), plays_(plays), runs_(plays.size()) {}

  std::vector<Runs> Play() {
    for (size_t scenario = 0; scenario < plays_.size(); ++scenario) {
      AddAttempt(scenario, 0);
    }
    std::vector<std::thread> threads;
    for (size_t i = 1; i < check_.connections; ++i) {
      threads.emplace_back([this] { Work(); });
    }
    Work();
    for (std::thread& thread : threads) thread.join();
    return std::move(runs_);
  }

 private:
  void AddAttempt(size_t scenario, size_t attempt) {
    due_ += kEndings;
    for (size_t ending = 0; ending < kEndings; ++ending) {
      queue_.Add(LiveRun::Of(scenario, attempt, ending));
    }
  }

  std::optional<LiveRun> Next() {
    if (is_gone_) return std::nullopt;
    return check_.wait_for_run ? check_.wait_for_run() : queue_.Take();
  }

  void Work() {
    while (const std::optional<LiveRun> run = Next()) {
      Note(*run, PlayOnce(*plays_[run->scenario()], *run, check_));
      if (!check_.wait_for_run) queue_.Done();
      if (check_.progress) check_.progress(++done_, due_);
    }
  }

  void Note(LiveRun run, EndedRun ended) {
    if (IsGone(ended.report)) {
      is_gone_ = true;
      queue_.Clear();
    }
    const std::scoped_lock lock(mutex_);
    Runs& runs = runs_[run.scenario()];
    runs[run.number % LiveRun::kPerScenario] = std::move(ended);
    if (run.attempt() > 0 || is_gone_ || check_.wait_for_run) return;
    const auto& other = runs[LiveRun::Of(0, 0, 1 - run.ending()).number];
    if (!other.has_value()) return;
    if (HasFailure(other->report) ||
        HasFailure(runs[run.number % LiveRun::kPerScenario]->report)) {
      AddAttempt(run.scenario(), 1);
    }
  }

  const LiveCheck& check_;
  const std::vector<std::unique_ptr<LivePlay>>& plays_;
  RunQueue queue_;
  std::mutex mutex_;
  std::vector<Runs> runs_;  // guarded by mutex_
  std::atomic<size_t> done_ = 0;
  std::atomic<size_t> due_ = 0;
  std::atomic<bool> is_gone_ = false;
};

// Asked about the response, and not about what is observed of a connection.
constexpr Property kNoExtension{
    .name = "no_unoffered_extension_is_accepted",
    .reached = "an_opening_handshake_was_made",
    .section = "4.1, 9.1",
    .level = Level::kMust,
    .level_ours = Level::kMust,
    .rule =
        "if the response indicates an extension that was not present in "
        "the client's handshake, the client MUST fail the connection",
};

}  // namespace

std::unique_ptr<LivePlay> PlayOfOpening(const std::string& name,
                                        const std::string& extensions) {
  static const Input& opening =
      *new Input{.path = "opening", .name = "opening"};
  auto live = std::make_unique<LivePlay>();
  live->input = &opening;
  live->kind = LivePeer(name, Role::kServer, nullptr, {});
  CastAs(Role::kServer, *live);
  Verdict verdict;
  verdict.property = &kNoExtension;
  verdict.role = Role::kServer;
  verdict.result = extensions.empty() ? Result::kHolds : Result::kBroken;
  verdict.expected = "no extension, for none was offered";
  verdict.actual = "Sec-WebSocket-Extensions: " + extensions;
  live->play.report.verdicts.push_back(std::move(verdict));
  live->is_race.assign(1, false);
  live->ending.assign(1, Ending::kSilent);
  live->is_done = true;
  return live;
}

std::vector<std::unique_ptr<LivePlay>> PlayableTo(
    const std::vector<Input>& inputs, const LiveCheck& check) {
  std::vector<std::unique_ptr<LivePlay>> plays;
  for (const Input& input : inputs) {
    if (!input.scenario.has_value()) continue;
    auto tailored = Tailored(*input.scenario, check.tailoring);
    if (!tailored.has_value()) continue;
    const bool is_new =
        std::none_of(plays.begin(), plays.end(), [&](const auto& play) {
          return play->scenario.steps == tailored->steps;
        });
    if (!is_new) continue;
    auto live = std::make_unique<LivePlay>();
    live->input = &input;
    live->scenario = *std::move(tailored);
    live->kind = LivePeer(check.name, check.tailoring.peer, nullptr, check.tcp);
    CastAs(check.tailoring.peer, *live);
    plays.push_back(std::move(live));
  }
  return plays;
}

void PlayLive(const LiveCheck& check,
              std::vector<std::unique_ptr<LivePlay>>& plays) {
  std::vector<Runs> runs = LivePlayer(check, plays).Play();
  for (size_t i = 0; i < plays.size(); ++i) {
    TakeTogether(std::move(runs[i]), *plays[i]);
  }
}

}  // namespace wsdrain
