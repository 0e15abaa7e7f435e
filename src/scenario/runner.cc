// Plays a scenario's steps in a world of its own.
#include "scenario/runner.h"

#include <algorithm>

namespace wsdrain {
namespace {

void PlaySteps(const Scenario& scenario, const RunOptions& options,
               World& world, RunSink& sink) {
  if (options.shift_ms > 0) {
    Step idle;
    idle.verb = Verb::kElapse;
    idle.number = options.shift_ms;
    world.Play(idle);
  }
  size_t played = 0;
  for (size_t i = 0; i < scenario.steps.size(); ++i) {
    Step step = scenario.steps[i];
    step.times =
        std::min(step.times, static_cast<uint32_t>(kPlayedStepsMax - played));
    if (step.times == 0) break;
    played += step.times;
    sink.OnStep(i);
    world.Play(step);
  }
  sink.OnStep(scenario.steps.size());
}

}  // namespace

void RunScenario(const Scenario& scenario, const Players& players,
                 const RunOptions& options, Ending ending, RunSink& sink) {
  World world(scenario, players, options.input_chunk_max, sink);
  PlaySteps(scenario, options, world, sink);
  world.End(ending);
}

void RunToBothEndings(const Scenario& scenario, const Players& players,
                      RunSink& silent, RunSink& cooperative) {
  const RunOptions options;
  World world(scenario, players, options.input_chunk_max, silent);
  PlaySteps(scenario, options, world, silent);
  if (const auto copy = world.Clone(cooperative)) {
    copy->End(Ending::kCooperative);
  } else {
    RunScenario(scenario, players, options, Ending::kCooperative, cooperative);
  }
  world.End(Ending::kSilent);
}

}  // namespace wsdrain
