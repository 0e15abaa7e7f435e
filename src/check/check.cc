// Asks properties while a scenario is played, then compares further runs.
#include "check/check.h"

#include <algorithm>

#include "check/digest.h"

namespace wsdrain {
namespace {

// An idle wait that no timeout of a scenario equals by chance.
constexpr int64_t kShiftMs = 12'347;

// Sends everything that is seen to several sinks; null: nobody.
class Fork : public RunSink {
 public:
  Fork(RunSink& first, std::array<RunSink*, 2> others)
      : sinks_{&first, others[0], others[1]} {}
  void OnStep(size_t index) override {
    for (RunSink* sink : sinks_) {
      if (sink != nullptr) sink->OnStep(index);
    }
  }
  void OnObservation(const Ledger& before, const Observation& now) override {
    for (RunSink* sink : sinks_) {
      if (sink != nullptr) sink->OnObservation(before, now);
    }
  }

 private:
  std::array<RunSink*, 3> sinks_;
};

// Chunking is judged with the output free: what was sent when the output was
// held depends on what had been read by then (D34). In pair mode an abort
// inside a callback leaves more or less unread, and so sends RST or FIN. A
// stranger that is told to pause may still deliver all that it has read, and
// need not read on.
bool IsChunkingJudged(const Scenario& scenario, const Casting& casting) {
  const bool is_ours = IsOurs(casting);
  const bool is_pair = IsPair(casting);
  return std::none_of(
      scenario.steps.begin(), scenario.steps.end(), [=](const Step& s) {
        return s.verb == Verb::kHoldOutput || s.verb == Verb::kAccept ||
               s.verb == Verb::kBreakOutput ||
               (!is_ours && s.verb == Verb::kPause) ||
               (is_pair && s.hook != Hook::kNone && s.verb == Verb::kAbort);
      });
}

// Cutting megabytes into single bytes would take too long to be of use.
size_t SmallestChunk(const Scenario& scenario) {
  size_t bytes = 0;
  for (const Step& step : scenario.steps) {
    bytes += step.payload.size() * step.times;
  }
  return 1 + bytes / 4096;
}

Answer Compare(const Digest& base, const Scenario& scenario,
               const Players& players, const RunOptions& options) {
  Digest other(options.shift_ms);
  RunScenario(scenario, players, options, Ending::kSilent, other);
  std::string expected;
  std::string actual;
  return Digest::Differ(base, other, expected, actual)
             ? Broken(std::move(expected), std::move(actual))
             : Holds();
}

Answer AskRelation(Relation relation, const Digest& base,
                   const Scenario& scenario, const Players& players) {
  RunOptions options;
  switch (relation) {
    case Relation::kNone:
      return Unreached();
    case Relation::kAnyChunking:
      if (!IsChunkingJudged(scenario, {Role::kClient, players})) {
        return Unreached();
      }
      options.input_chunk_max = SmallestChunk(scenario);
      break;
    case Relation::kSameRun:
      break;
    case Relation::kShiftedTime:
      options.shift_ms = kShiftMs;
      break;
  }
  return Compare(base, scenario, players, options);
}

}  // namespace

PropertySet::PropertySet(std::vector<const Property*> list)
    : list_(std::move(list)) {
  for (size_t i = 0; i < list_.size(); ++i) {
    for (size_t kind = 0; kind < kSeenKinds; ++kind) {
      if ((list_[i]->asked_on >> kind & 1) != 0) {
        by_seen_[kind].push_back({i, list_[i]->holds});
      }
    }
  }
}

Checker::Checker(const PropertySet& properties) : properties_(properties) {
  report_.verdicts.resize(properties.list().size());
  for (size_t i = 0; i < report_.verdicts.size(); ++i) {
    report_.verdicts[i].property = properties.list()[i];
    report_.verdicts[i].level = properties.list()[i]->level;
  }
}

void Checker::OnObservation(const Ledger& before, const Observation& now) {
  const std::optional<size_t> step =
      before.is_fair_phase ? std::nullopt : std::optional<size_t>(step_ + 1);
  // A live peer has one complaint, that it is not there. Then it owes nothing.
  const bool is_absent =
      !before.capabilities.is_driven && !now.complaint.empty();
  for (const auto& [index, holds] : properties_.AskedOn(now.kind)) {
    if (has_failed_ && IsFailure(report_.verdicts[index].result)) continue;
    if (is_absent &&
        properties_.list()[index]->failure != FailureKind::kCrash) {
      continue;
    }
    const Answer answer = holds(before, now);
    if (answer.result == Answer::Result::kUnreached) continue;
    if (answer.result == Answer::Result::kBroken && now.may_still_move) {
      NoteSlow(index, answer);
    } else {
      Note(index, before, answer, step);
    }
  }
}

void Checker::NoteSlow(size_t index, const Answer& answer) {
  Verdict& verdict = report_.verdicts[index];
  verdict.result = Result::kSlow;
  verdict.expected = answer.difference->expected;
  verdict.actual = answer.difference->actual;
}

void Checker::Note(size_t index, const Ledger& ledger, const Answer& answer,
                   std::optional<size_t> step) {
  const Property& property = *properties_.list()[index];
  Verdict& verdict = report_.verdicts[index];
  // Once slow it is not known to hold.
  if (verdict.result == Result::kUnreached) verdict.result = Result::kHolds;
  if (answer.result == Answer::Result::kHolds || property.name.empty()) return;
  has_failed_ = true;
  verdict.result = property.failure == FailureKind::kStall   ? Result::kStalled
                   : property.failure == FailureKind::kCrash ? Result::kCrashed
                                                             : Result::kBroken;
  verdict.level =
      ledger.capabilities.is_ours ? property.level_ours : property.level;
  verdict.role = ledger.role;
  verdict.step = step;
  verdict.expected = answer.difference->expected;
  verdict.actual = answer.difference->actual;
}

Report Check(const PropertySet& properties, const Scenario& scenario,
             const Players& players, const CheckOptions& options) {
  Checker checker(properties);
  Digest base;
  // What lives in real time is a little different each time.
  const bool asks_relations = options.asks_relations && !IsInRealTime(players);
  Fork fork(checker, {asks_relations ? &base : nullptr, options.watcher});
  RunToBothEndings(scenario, players, fork, checker);
  if (asks_relations) {
    const EndpointKind& kind =
        players.client != nullptr ? *players.client : *players.server;
    EndpointConfig config;
    config.role = players.client != nullptr ? Role::kClient : Role::kServer;
    Ledger whose(config.role, kind.capabilities, config);
    for (size_t i = 0; i < properties.list().size(); ++i) {
      const Relation relation = properties.list()[i]->relation;
      const Answer answer = AskRelation(relation, base, scenario, players);
      if (answer.result == Answer::Result::kUnreached) continue;
      checker.Note(i, whose, answer, std::nullopt);
    }
  }
  return checker.TakeReport();
}

}  // namespace wsdrain
