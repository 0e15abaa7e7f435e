// Takes the two runs of each scenario together.
#include "commands/check_live.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
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

Attempt PlayOnce(const LivePlay& live, const LiveCheck& check) {
  Attempt attempt;
  TcpOptions options = check.tcp;
  std::array<TcpNotes, kEndings> notes;
  for (size_t i = 0; i < kEndings; ++i) {
    options.notes = &notes[i];
    const EndpointKind kind =
        LivePeer(check.name, check.tailoring.peer, check.connector, options);
    JudgedTrace judged(*check.properties);
    RunScenario(live.scenario,
                check.tailoring.peer == Role::kClient
                    ? Players{.client = &kind}
                    : Players{.server = &kind},
                {}, kBothEndings[i], judged);
    attempt.traces[i] = std::move(judged.trace);
    Report report = judged.TakeReport();
    if (i == 0) {
      attempt.report = std::move(report);
      attempt.ending.assign(attempt.report.verdicts.size(), kBothEndings[0]);
    } else {
      for (size_t v = 0; v < report.verdicts.size(); ++v) {
        if (!SaysMore(report.verdicts[v], attempt.report.verdicts[v])) continue;
        attempt.report.verdicts[v] = std::move(report.verdicts[v]);
        attempt.ending[v] = kBothEndings[i];
      }
    }
    attempt.notes.closing_ms =
        std::max(attempt.notes.closing_ms, notes[i].closing_ms);
    if (attempt.notes.trigger_error.empty()) {
      attempt.notes.trigger_error = notes[i].trigger_error;
    }
  }
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

std::vector<std::unique_ptr<LivePlay>> Playable(
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

// Its connections are refused from now on.
bool IsGone(const Attempt& attempt) {
  return std::any_of(
      attempt.report.verdicts.begin(), attempt.report.verdicts.end(),
      [](const Verdict& v) { return v.result == Result::kCrashed; });
}

// None where the peer was gone before.
using Attempts = std::array<std::optional<Attempt>, 2>;

void TakeTogether(Attempts& attempts, LivePlay& live) {
  for (const auto& attempt : attempts) {
    if (!attempt.has_value() || !IsGone(*attempt)) continue;
    // It was found so once, and that is enough.
    return Join(*attempt, *attempt, live);
  }
  auto& [first, second] = attempts;
  if (first.has_value() && second.has_value()) {
    Join(*std::move(first), *second, live);
  }
}

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

std::unique_ptr<LivePlay> PlayOfOpening(const std::string& name, Role role,
                                        const std::string& extensions) {
  static const Input& opening =
      *new Input{.path = "opening", .name = "opening"};
  auto live = std::make_unique<LivePlay>();
  live->input = &opening;
  live->kind = LivePeer(name, role, nullptr, {});
  CastAs(role, *live);
  Verdict verdict;
  verdict.property = &kNoExtension;
  verdict.role = role;
  verdict.result = extensions.empty() ? Result::kHolds : Result::kBroken;
  verdict.expected = "no extension, for none was offered";
  verdict.actual = "Sec-WebSocket-Extensions: " + extensions;
  live->play.report.verdicts.push_back(std::move(verdict));
  live->is_race.assign(1, false);
  live->ending.assign(1, Ending::kSilent);
  live->is_done = true;
  return live;
}

std::vector<std::unique_ptr<LivePlay>> PlayLive(
    const std::vector<Input>& inputs, const LiveCheck& check) {
  auto plays = Playable(inputs, check);
  // Both runs of a scenario go side by side, unless there is one connection.
  std::vector<Attempts> pairs(plays.size());
  std::atomic<size_t> next = 0;
  std::atomic<size_t> done = 0;
  std::atomic<bool> is_gone = false;
  const size_t runs = plays.size() * 2;
  const auto work = [&] {
    for (size_t run = next++; run < runs && !is_gone; run = next++) {
      Attempt attempt = PlayOnce(*plays[run / 2], check);
      if (IsGone(attempt)) is_gone = true;
      pairs[run / 2][run % 2] = std::move(attempt);
      if (check.progress) check.progress(++done, runs);
    }
  };
  std::vector<std::thread> threads;
  for (size_t i = 1; i < std::min(check.connections, runs); ++i) {
    threads.emplace_back(work);
  }
  work();
  for (std::thread& thread : threads) thread.join();
  for (size_t i = 0; i < plays.size(); ++i) TakeTogether(pairs[i], *plays[i]);
  return plays;
}

}  // namespace wsdrain
