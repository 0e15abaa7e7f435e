// Joins check, expectations and trace in one run.
#include "commands/play.h"

#include <algorithm>
#include <set>
#include <utility>

#include "commands/players.h"

namespace wsdrain {
namespace {

// What the run to the silent ending is watched for.
class Watcher : public RunSink {
 public:
  void OnStep(size_t index) override { trace.OnStep(index); }
  void OnObservation(const Ledger& before, const Observation& now) override {
    trace.OnObservation(before, now);
    facts.OnObservation(before, now);
  }

  Trace trace;
  FactSink facts;
};

// A failure that does not show again may have been the machine's.
void KeepWhatShowsAgain(const Report& again, Report& report) {
  for (size_t i = 0; i < report.verdicts.size(); ++i) {
    if (!IsFailure(again.verdicts[i].result)) {
      report.verdicts[i] = again.verdicts[i];
    }
  }
}

bool Counts(const Verdict& verdict, Level fail_on) {
  return verdict.result != Result::kBroken || verdict.level <= fail_on;
}

std::vector<const Verdict*> FailuresThat(const Play& play, Level fail_on,
                                         bool count) {
  std::vector<const Verdict*> failures;
  for (const Verdict& verdict : play.report.verdicts) {
    if (IsFailure(verdict.result) && Counts(verdict, fail_on) == count) {
      failures.push_back(&verdict);
    }
  }
  return failures;
}

}  // namespace

Play PlayScenario(const Input& input, const Casting& casting) {
  const Scenario& scenario = *input.scenario;
  Watcher watcher;
  Play play{.scenario = &scenario, .casting = casting};
  play.report = Check(PropertiesFor(input), scenario, casting.players,
                      {.watcher = &watcher});
  if (IsInRealTime(casting.players) &&
      play.report.FirstFailure(Level::kNote) != nullptr) {
    KeepWhatShowsAgain(
        Check(PropertiesFor(input), scenario, casting.players, {}),
        play.report);
  }
  if (IsOurs(casting)) {
    play.expects = AskExpectations(scenario, watcher.facts.facts());
  }
  play.trace = std::move(watcher.trace);
  return play;
}

std::vector<const Verdict*> FailuresOf(const Play& play, Level fail_on) {
  return FailuresThat(play, fail_on, true);
}

std::vector<const Verdict*> WeakerFailuresOf(const Play& play, Level fail_on) {
  return FailuresThat(play, fail_on, false);
}

size_t UnmetExpectations(const Play& play) {
  return static_cast<size_t>(
      std::count_if(play.expects.begin(), play.expects.end(),
                    [](const ExpectationResult& e) { return !e.is_met; }));
}

bool Holds(const Play& play, Level fail_on) {
  return FailuresOf(play, fail_on).empty() && UnmetExpectations(play) == 0;
}

Json PlainJson(const Input& input, const std::optional<std::string>& failure) {
  Json json;
  json["name"] = input.name;
  json["file"] = input.path;
  json["endpoint"] = "reference";
  json["role"] = nullptr;
  Json verdict;
  verdict["property"] = std::string(input.target->name);
  verdict["section"] = "5";
  verdict["level"] = "must";
  verdict["result"] = failure.has_value() ? "broken" : "holds";
  verdict["step"] = nullptr;
  verdict["expected"] = std::string(input.target->claim);
  verdict["actual"] = failure.value_or("");
  json["verdicts"] = Json::array({std::move(verdict)});
  json["reached"] = Json::array();
  json["expects"] = Json::array();
  json["observed"] = nullptr;
  json["ok"] = !failure.has_value();
  return json;
}

Json PlayJson(const Play& play, const Input& input, Level fail_on) {
  Json json;
  json["name"] = input.name;
  json["file"] = input.path;
  json["endpoint"] = EndpointText(play.casting);
  json["role"] = RoleText(play.casting);
  Json verdicts = Json::array();
  std::set<std::string_view> reached;
  for (const Verdict& verdict : play.report.verdicts) {
    const Property& property = *verdict.property;
    if (!property.name.empty()) verdicts.push_back(VerdictJson(verdict));
    if (verdict.result != Result::kUnreached && !property.reached.empty()) {
      reached.insert(property.reached);
    }
  }
  json["verdicts"] = std::move(verdicts);
  json["reached"] = Json::array();
  for (const std::string_view place : reached) {
    json["reached"].push_back(std::string(place));
  }
  json["expects"] = Json::array();
  for (const ExpectationResult& expect : play.expects) {
    json["expects"].push_back(ExpectJson(expect));
  }
  if (IsPair(play.casting)) {
    json["observed"]["client"] = ObservedJson(play.trace, Role::kClient);
    json["observed"]["server"] = ObservedJson(play.trace, Role::kServer);
  } else {
    json["observed"] = ObservedJson(play.trace, play.casting.role);
  }
  json["ok"] = Holds(play, fail_on);
  return json;
}

}  // namespace wsdrain
