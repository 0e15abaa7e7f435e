// Plays what is due on several threads.
#include "commands/check_live.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

#include "commands/live_attempt.h"
#include "endpoints/tcp/live_peer.h"
#include "explore/team.h"
#include "report/judged_trace.h"
#include "scenario/runner.h"

namespace wsdrain {
namespace {

constexpr std::array<Ending, LiveRun::kPerAttempt> kBothEndings = {
    Ending::kSilent, Ending::kCooperative};

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
  ended.trace = judged.TakeTrace();
  return ended;
}

void CastAs(Role role, LivePlay& live) {
  live.play.scenario = &live.scenario;
  live.play.casting.role = role;
  Players& players = live.play.casting.players;
  (role == Role::kClient ? players.client : players.server) = &live.kind;
}

// Plays the runs of all scenarios, on several threads.
class LivePlayer {
 public:
  LivePlayer(const LiveCheck& check,
             const std::vector<std::unique_ptr<LivePlay>>& plays)
      : check_(check), plays_(plays), runs_(plays.size()) {}

  std::vector<LiveRuns> Play() {
    for (size_t scenario = 0; scenario < plays_.size(); ++scenario) {
      AddAttempt(scenario, 0);
    }
    Team(check_.connections).Run(check_.connections, [this](size_t, size_t) {
      Work();
    });
    return std::move(runs_);
  }

 private:
  void AddAttempt(size_t scenario, size_t attempt) {
    due_ += LiveRun::kPerAttempt;
    for (size_t ending = 0; ending < LiveRun::kPerAttempt; ++ending) {
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
    LiveRuns& runs = runs_[run.scenario()];
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
  std::vector<LiveRuns> runs_;  // guarded by mutex_
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

std::unique_ptr<LivePlay> PlayOfVerdict(const std::string& name,
                                        const Input& input, Verdict verdict) {
  auto live = std::make_unique<LivePlay>();
  live->input = &input;
  live->kind.name = name;
  CastAs(verdict.role, *live);
  live->play.report.verdicts.push_back(std::move(verdict));
  live->is_race.assign(1, false);
  live->ending.assign(1, Ending::kSilent);
  live->is_done = true;
  return live;
}

std::unique_ptr<LivePlay> PlayOfOpening(const std::string& name,
                                        const std::string& extensions) {
  static const Input& opening =
      *new Input{.path = "opening", .name = "opening"};
  Verdict verdict;
  verdict.property = &kNoExtension;
  verdict.role = Role::kServer;
  verdict.result = extensions.empty() ? Result::kHolds : Result::kBroken;
  verdict.expected = "no extension, for none was offered";
  verdict.actual = "Sec-WebSocket-Extensions: " + extensions;
  return PlayOfVerdict(name, opening, std::move(verdict));
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
  std::vector<LiveRuns> runs = LivePlayer(check, plays).Play();
  for (size_t i = 0; i < plays.size(); ++i) {
    TakeTogether(std::move(runs[i]), *plays[i]);
  }
}

}  // namespace wsdrain
