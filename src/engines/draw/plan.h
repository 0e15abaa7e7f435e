// Whole scenarios drawn at random, each with a plan of its own.
#ifndef WSDRAIN_ENGINES_DRAW_PLAN_H_
#define WSDRAIN_ENGINES_DRAW_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engines/draw/letters.h"
#include "engines/draw/random.h"
#include "scenario/scenario.h"
#include "scenario/scenario_bytes.h"
#include "scenario/step.h"

namespace wsdrain {

// The header of a scenario, and the subset of letters that it uses (swarm): a
// fault that needs one kind of step often shows only where others are missing.
struct Plan {
  Scenario header;
  std::vector<Letter> letters;
  int weights = 0;
};

Plan DrawPlan(Mode mode, Random& random);
// All letters, under the usual options.
Plan AllLetters(Mode mode, int64_t timeout_ms);
Step DrawStep(const Plan& plan, Random& random);

// Of that many steps.
Scenario DrawScenario(Mode mode, size_t steps, Random& random);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_DRAW_PLAN_H_
