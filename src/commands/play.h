// One scenario played in one role, with all that is to be said about it.
#ifndef WSDRAIN_COMMANDS_PLAY_H_
#define WSDRAIN_COMMANDS_PLAY_H_

#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "check/expect.h"
#include "check/verdict.h"
#include "commands/input.h"
#include "commands/json.h"
#include "report/trace.h"
#include "scenario/scenario.h"

namespace wsdrain {

struct Play {
  const Scenario* scenario = nullptr;
  Casting casting;
  Report report;
  Trace trace;  // to the silent ending
  // Asked of our own endpoint only.
  std::vector<ExpectationResult> expects;
};

// Plays the scenario of `input`, which outlives the result.
Play PlayScenario(const Input& input, const Casting& casting);

// The failures that count at `fail_on`, and those that do not.
std::vector<const Verdict*> FailuresOf(const Play& play, Level fail_on);
std::vector<const Verdict*> WeakerFailuresOf(const Play& play, Level fail_on);

size_t UnmetExpectations(const Play& play);

// No failure that counts, and all expectations are met.
bool Holds(const Play& play, Level fail_on);

// One of the `scenarios` of the run document.
Json PlayJson(const Play& play, const Input& input, Level fail_on);
// The same for a plain input; `failure`: what its target said, if anything.
Json PlainJson(const Input& input, const std::optional<std::string>& failure);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_PLAY_H_
