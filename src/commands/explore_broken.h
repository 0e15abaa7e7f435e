// A counterexample of the explorer as a scenario that can be played again.
#ifndef WSDRAIN_COMMANDS_EXPLORE_BROKEN_H_
#define WSDRAIN_COMMANDS_EXPLORE_BROKEN_H_

#include <string>
#include <vector>

#include "check/property.h"
#include "check/verdict.h"
#include "commands/explore_plan.h"
#include "explore/explorer.h"
#include "scenario/scenario.h"
#include "scenario/world.h"

namespace wsdrain {

struct BrokenRun {
  Scenario scenario;
  std::vector<std::string> steps;  // the letters, as lines
  std::string text;                // the .scn file, with a comment on top
  Verdict verdict;
  bool is_at_the_end = false;
};

// Plays `counterexample` again with `players`, all properties asked: its
// verdict says at which step. What only the explorer can see, since it is a
// matter of all states together, has a verdict of its own.
BrokenRun ReplayBroken(const PlannedSpace& planned, const Players& players,
                       const Counterexample& counterexample);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_EXPLORE_BROKEN_H_
