// Plays a whole scenario, to one of its endings or to both.
#ifndef WSDRAIN_SCENARIO_RUNNER_H_
#define WSDRAIN_SCENARIO_RUNNER_H_

#include <cstddef>
#include <cstdint>
#include <limits>

#include "scenario/scenario.h"
#include "scenario/world.h"

namespace wsdrain {

struct RunOptions {
  // No read gives more bytes.
  size_t input_chunk_max = std::numeric_limits<size_t>::max();
  // So much time passes before the first step.
  int64_t shift_ms = 0;
};

// Watches a run, and is told where in the scenario it is.
class RunSink : public ObservationSink {
 public:
  // Step `index` (from 0) begins; steps.size() when the fair phase does.
  virtual void OnStep(size_t index) = 0;
};

// Plays `scenario` and then `ending`. The cast of the scenario and `players`
// must agree: solo has one player, pair has two.
void RunScenario(const Scenario& scenario, const Players& players,
                 const RunOptions& options, Ending ending, RunSink& sink);

// Plays it to both endings. `silent` sees the steps and the silent ending;
// `cooperative` sees the cooperative one, and the steps again only if the
// endpoints cannot be copied.
void RunToBothEndings(const Scenario& scenario, const Players& players,
                      RunSink& silent, RunSink& cooperative);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_RUNNER_H_
