// Plays a failing scenario once more, and writes down what happens.
#include "report/explain.h"

#include "check/check.h"
#include "report/judged_trace.h"
#include "report/ladder.h"
#include "report/trace.h"
#include "report/words.h"
#include "scenario/runner.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

struct PlayedRun {
  Trace trace;
  Ending ending;
};

// The run in which `failure` shows. One that shows in neither compares runs
// (a Relation): the first of them.
PlayedRun PlayToFailure(const Scenario& scenario, const Players& players,
                        const Verdict* failure) {
  std::vector<const Property*> list;
  if (failure != nullptr) list.push_back(failure->property);
  const PropertySet asked(list);
  JudgedTrace silent(asked);
  RunScenario(scenario, players, {}, Ending::kSilent, silent);
  if (failure == nullptr || silent.has_failed()) {
    return {silent.TakeTrace(), Ending::kSilent};
  }
  JudgedTrace cooperative(asked);
  RunScenario(scenario, players, {}, Ending::kCooperative, cooperative);
  return cooperative.has_failed()
             ? PlayedRun{cooperative.TakeTrace(), Ending::kCooperative}
             : PlayedRun{silent.TakeTrace(), Ending::kSilent};
}

}  // namespace

std::string ExplainRun(const Scenario& scenario, const Players& players,
                       const std::vector<const Verdict*>& failures,
                       bool has_colour) {
  const PlayedRun run = PlayToFailure(
      scenario, players, failures.empty() ? nullptr : failures.front());
  LadderOptions options;
  options.has_colour = has_colour;
  options.ending = run.ending;
  for (const Verdict* failure : failures) {
    options.marked_steps.push_back(failure->step.value_or(0));
  }
  std::string text = Ladder(scenario, run.trace, options);
  for (const Verdict* failure : failures) {
    text += "\n" + VerdictToText(*failure, has_colour);
  }
  return text;
}

std::string ExplainFailure(const Scenario& scenario, const Players& players,
                           const Verdict& failure, bool has_colour) {
  return ScenarioToText(scenario) + "\n" +
         ExplainRun(scenario, players, {&failure}, has_colour);
}

}  // namespace wsdrain
