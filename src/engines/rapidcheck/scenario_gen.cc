// Draws the header and the kinds of steps, then the steps.
#include "engines/rapidcheck/scenario_gen.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "check/shrink_moves.h"
#include "engines/rapidcheck/letters.h"
#include "frame/role.h"
#include "scenario/scenario_options.h"
#include "scenario/scenario_text.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

// The header of a scenario, and the letters that it uses.
struct Plan {
  Scenario header;
  std::vector<Letter> letters;
  int weights = 0;
};

// In one scenario of four about half of them, so that limits meet: a short
// queue is soon full only if it is also long enough to be filled.
void DrawOptions(Scenario& scenario, Dice& dice) {
  const size_t rarity = dice.OneIn(4) ? 2 : 20;
  for (size_t option = 0; option < kOptionCount; ++option) {
    if (!dice.OneIn(rarity)) continue;
    int64_t value = 1;
    if (kOptions[option].is_number()) {
      value = std::max(dice.Pick<int64_t>({0, 1, 2, 16, 125, 1000}),
                       kOptions[option].least);
    }
    for (const Role role : {Role::kClient, Role::kServer}) {
      if (scenario.cast == Cast::kPair && dice.OneIn(2)) continue;
      SetOption(scenario, option, role, value);
    }
  }
}

Plan DrawPlan(Mode mode, Dice& dice) {
  Plan plan;
  plan.header.cast = mode == Mode::kPair
                         ? Cast::kPair
                         : dice.Pick({Cast::kClient, Cast::kServer});
  if (dice.OneIn(8)) plan.header.timeout_ms = dice.Pick<int64_t>({1, 2, 50});
  DrawOptions(plan.header, dice);
  // All of them, half, or a few that then meet more often.
  const size_t rarity = dice.Pick<size_t>({1, 2, 2, 5});
  while (plan.letters.empty()) {
    for (const Letter& letter : LettersOf(mode)) {
      if (!dice.OneIn(rarity)) continue;
      plan.letters.push_back(letter);
      plan.weights += letter.weight;
    }
  }
  return plan;
}

Step DrawStep(const Plan& plan, Dice& dice) {
  int at = static_cast<int>(dice.Below(static_cast<size_t>(plan.weights)));
  for (const Letter& letter : plan.letters) {
    at -= letter.weight;
    if (at >= 0) continue;
    Step step = letter.draw(dice, plan.header.timeout_ms);
    if (plan.header.cast == Cast::kPair && step.verb != Verb::kElapse &&
        dice.OneIn(2)) {
      step.side = Role::kServer;
    }
    return step;
  }
  return {};
}

rc::Gen<Step> Steps(const Plan& plan) {
  return [plan](const rc::Random& random, int) {
    Dice dice(random);
    const int64_t timeout_ms = plan.header.timeout_ms;
    return rc::shrinkable::shrinkRecur(
        DrawStep(plan, dice), [timeout_ms](const Step& step) {
          return rc::seq::fromContainer(SimplerSteps(step, timeout_ms));
        });
  };
}

}  // namespace

rc::Gen<Scenario> Scenarios(Mode mode) {
  const rc::Gen<Plan> plans = [mode](const rc::Random& random, int) {
    Dice dice(random);
    return rc::shrinkable::just(DrawPlan(mode, dice));
  };
  return rc::gen::mapcat(plans, [](const Plan& plan) {
    return rc::gen::map(rc::gen::container<std::vector<Step>>(Steps(plan)),
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
