// A world may forget, after each step, what can no longer matter: whatever the
// scenario, it forgets all of that at once, and the judge then accuses our
// endpoint of nothing.
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "check/check.h"
#include "endpoints/reference.h"
#include "props/all.h"
#include "scenario/world.h"
#include "tests/replay/corpus.h"

namespace wsdrain {
namespace {

std::string StateOf(const World& world) {
  std::string state;
  EXPECT_TRUE(world.Save(state));
  return state;
}

// The failure, or nothing.
std::string FailureOf(const Scenario& scenario, const Players& players,
                      Ending ending) {
  Checker checker(AllProperties());
  World world(scenario, players, std::numeric_limits<size_t>::max(), checker);
  for (size_t i = 0; i < scenario.steps.size(); ++i) {
    checker.OnStep(i);
    world.Play(scenario.steps[i]);
    world.Canonicalize();
    const std::string state = StateOf(world);
    world.Canonicalize();
    if (StateOf(world) != state) return "more is forgotten the second time";
  }
  world.End(ending);
  const Report report = checker.TakeReport();
  const Verdict* failure = report.FirstFailure(Level::kNote);
  if (failure == nullptr) return "";
  return std::string(failure->property->name) + ": " + failure->actual;
}

TEST(CanonicalTest, EveryScenarioHoldsFromStateToState) {
  const EndpointKind ours = Reference();
  for (const CorpusFile& file : Corpus()) {
    for (const Casting& casting : CastingsOf(file.scenario, ours, ours)) {
      for (const Ending ending : {Ending::kSilent, Ending::kCooperative}) {
        EXPECT_EQ(FailureOf(file.scenario, casting.players, ending), "")
            << file.name;
      }
    }
  }
}

}  // namespace
}  // namespace wsdrain
