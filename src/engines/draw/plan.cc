// Draws the header and the kinds of steps, then the steps.
#include "engines/draw/plan.h"

#include <algorithm>
#include <cstdint>

#include "frame/role.h"
#include "scenario/scenario_options.h"

namespace wsdrain {
namespace {

// In one scenario of four about half of them, so that limits meet: a short
// queue is soon full only if it is also long enough to be filled.
void DrawOptions(Scenario& scenario, Random& random) {
  const size_t rarity = random.OneIn(4) ? 2 : 20;
  for (size_t option = 0; option < kOptionCount; ++option) {
    if (!random.OneIn(rarity)) continue;
    int64_t value = 1;
    if (kOptions[option].is_number()) {
      value = std::max(random.Pick<int64_t>({0, 1, 2, 16, 125, 1000}),
                       kOptions[option].least);
    }
    for (const Role role : {Role::kClient, Role::kServer}) {
      if (scenario.cast == Cast::kPair && random.OneIn(2)) continue;
      SetOption(scenario, option, role, value);
    }
  }
}

}  // namespace

Plan DrawPlan(Mode mode, Random& random) {
  Plan plan;
  plan.header.cast = mode == Mode::kPair
                         ? Cast::kPair
                         : random.Pick({Cast::kClient, Cast::kServer});
  if (random.OneIn(8))
    plan.header.timeout_ms = random.Pick<int64_t>({1, 2, 50});
  DrawOptions(plan.header, random);
  // All of them, half, or a few that then meet more often.
  const size_t rarity = random.Pick<size_t>({1, 2, 2, 5});
  while (plan.letters.empty()) {
    for (const Letter& letter : LettersOf(mode)) {
      if (random.OneIn(rarity)) plan.letters.push_back(letter);
    }
  }
  return plan;
}

Scenario DrawScenario(Mode mode, size_t steps, Random& random) {
  const Plan plan = DrawPlan(mode, random);
  Scenario scenario = plan.header;
  while (scenario.steps.size() < steps) {
    scenario.steps.push_back(
        DrawStep(plan.letters, mode, scenario.timeout_ms, random));
  }
  return scenario;
}

}  // namespace wsdrain
