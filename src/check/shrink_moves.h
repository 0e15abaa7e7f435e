// What may be tried to make a scenario smaller, and what smaller means.
#ifndef WSDRAIN_CHECK_SHRINK_MOVES_H_
#define WSDRAIN_CHECK_SHRINK_MOVES_H_

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "scenario/scenario.h"
#include "scenario/step.h"

namespace wsdrain {

// Compared from the front: steps; headers that are not as usual; how odd the
// steps are, all together. Every move that is kept makes it smaller, so that
// shrinking ends.
using ScenarioSize = std::array<uint64_t, 3>;
ScenarioSize SizeOf(const Scenario& scenario);

// Is handed a candidate; true: it was taken as the new scenario.
using TryScenario = std::function<bool(Scenario)>;

// A move offers its candidates for `scenario`, the boldest first, and stops at
// the first that is taken: true then.
using Move = bool (*)(const Scenario& scenario, const TryScenario& try_it);

bool PlayAlone(const Scenario& scenario, const TryScenario& try_it);
bool UseDefaults(const Scenario& scenario, const TryScenario& try_it);
bool DropRuns(const Scenario& scenario, const TryScenario& try_it);
bool DropPairs(const Scenario& scenario, const TryScenario& try_it);
bool ReleaseHeld(const Scenario& scenario, const TryScenario& try_it);
bool JoinFragments(const Scenario& scenario, const TryScenario& try_it);
bool JoinRepeats(const Scenario& scenario, const TryScenario& try_it);
bool JoinBytes(const Scenario& scenario, const TryScenario& try_it);
bool ReplaceSteps(const Scenario& scenario, const TryScenario& try_it);
bool SwapThenDrop(const Scenario& scenario, const TryScenario& try_it);

// The cheapest first.
inline constexpr std::array<Move, 10> kMoves = {
    DropRuns,    PlayAlone, UseDefaults,  ReleaseHeld, JoinFragments,
    JoinRepeats, JoinBytes, ReplaceSteps, DropPairs,   SwapThenDrop};

// Not among them, since it comes first and after each: what is said many times
// makes every play dear. For all steps together, and for each alone.
bool LowerTimes(const Scenario& scenario, const TryScenario& try_it);

// Nor among them, since it leaves the scenario behind: of what few plain steps,
// and steps of its own, can say under its options, or two under one more, the
// first that is taken. Some thousands of candidates.
bool SayInFewWords(const Scenario& scenario, const TryScenario& try_it);

// Steps that are simpler than `step`, the simplest first.
std::vector<Step> SimplerSteps(const Step& step, int64_t timeout_ms);

// How odd a step is; 0 for the plainest.
uint64_t OddnessOf(const Step& step);

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_SHRINK_MOVES_H_
