// Whole scenarios drawn at random, each with a plan of its own.
#ifndef WSDRAIN_ENGINES_DRAW_PLAN_H_
#define WSDRAIN_ENGINES_DRAW_PLAN_H_

#include <cstddef>
#include <vector>

#include "engines/draw/letters.h"
#include "engines/draw/random.h"
#include "scenario/scenario.h"
#include "scenario/scenario_bytes.h"

namespace wsdrain {

// The header of a scenario, and the subset of letters that it uses (swarm): a
// fault that needs one kind of step often shows only where others are missing.
struct Plan {
  Scenario header;
  std::vector<Letter> letters;
};

Plan DrawPlan(Mode mode, Random& random);

// Long enough to fill every queue that is short. Those of fuzzers grow longer.
inline constexpr size_t kDrawnStepsMax = 22;

// Of that many steps.
Scenario DrawScenario(Mode mode, size_t steps, Random& random);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_DRAW_PLAN_H_
