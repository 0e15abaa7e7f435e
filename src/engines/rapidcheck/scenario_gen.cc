// Hands the draws to RapidCheck, and what is simpler than they are.
#include "engines/rapidcheck/scenario_gen.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "check/shrink_moves.h"
#include "engines/draw/letters.h"
#include "engines/draw/plan.h"
#include "engines/draw/random.h"
#include "scenario/scenario_text.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

// RapidCheck's source of randomness is split, never drawn from twice.
Random From(rc::Random random) { return Random(random.next()); }

rc::Gen<Step> Steps(Mode mode, const Plan& plan) {
  return [mode, plan](const rc::Random& random, int) {
    Random ours = From(random);
    const int64_t timeout_ms = plan.header.timeout_ms;
    return rc::shrinkable::shrinkRecur(
        DrawStep(plan.letters, mode, timeout_ms, ours),
        [timeout_ms](const Step& step) {
          return rc::seq::fromContainer(SimplerSteps(step, timeout_ms));
        });
  };
}

}  // namespace

rc::Gen<Scenario> Scenarios(Mode mode) {
  const rc::Gen<Plan> plans = [mode](const rc::Random& random, int) {
    Random ours = From(random);
    return rc::shrinkable::just(DrawPlan(mode, ours));
  };
  return rc::gen::mapcat(plans, [mode](const Plan& plan) {
    return rc::gen::map(
        rc::gen::container<std::vector<Step>>(Steps(mode, plan)),
        [header = plan.header](std::vector<Step> steps) {
          Scenario scenario = header;
          scenario.steps = std::move(steps);
          return scenario;
        });
  });
}

void showValue(const Scenario& scenario, std::ostream& out) {
  out << ScenarioToText(scenario);
}

}  // namespace wsdrain
