// Draws, plays, and shrinks what fails.
#include "engines/rapidcheck/check_with_rapidcheck.h"

#include <rapidcheck.h>

#include "check/verdict.h"
#include "engines/draw/plan.h"
#include "engines/rapidcheck/scenario_gen.h"
#include "scenario/scenario.h"

namespace wsdrain {
namespace {

// Sizes, which are steps at most, go round: short scenarios are fast, and
// long ones reach far.
constexpr size_t kStepsMin = 3;
constexpr size_t kSizes = kDrawnStepsMax - kStepsMin + 1;

}  // namespace

RapidCheckResult CheckWithRapidCheck(const PropertySet& properties,
                                     const EndpointKind& client,
                                     const EndpointKind& server,
                                     const RapidCheckOptions& options) {
  const rc::Gen<Scenario> scenarios = Scenarios(options.mode);
  rc::Random random(options.seed);
  CheckOptions check;
  check.asks_relations = options.asks_relations;
  RapidCheckResult result;
  while (result.cases < options.cases) {
    const size_t size = kStepsMin + result.cases % kSizes;
    const Scenario scenario =
        scenarios(random.split(), static_cast<int>(size)).value();
    ++result.cases;
    for (const Casting& casting : CastingsOf(scenario, client, server)) {
      const Report report = Check(properties, scenario, casting.players, check);
      result.failure = ShrinkUnknown(scenario, casting, report, options.known,
                                     options.fail_on);
      if (result.failure.has_value()) return result;
    }
  }
  return result;
}

}  // namespace wsdrain
