// A failure explained on one screen: scenario, ladder, verdict.
#ifndef WSDRAIN_REPORT_EXPLAIN_H_
#define WSDRAIN_REPORT_EXPLAIN_H_

#include <string>
#include <vector>

#include "check/verdict.h"
#include "scenario/scenario.h"
#include "scenario/world.h"

namespace wsdrain {

// The ladder of `scenario` with the steps of `failures` marked, and each of
// them in words. Plays the scenario again, to the ending in which the first of
// them shows. `failures` may be empty.
std::string ExplainRun(const Scenario& scenario, const Players& players,
                       const std::vector<const Verdict*>& failures,
                       bool has_colour = false);

// The text of `scenario` as a file would have it, and ExplainRun.
std::string ExplainFailure(const Scenario& scenario, const Players& players,
                           const Verdict& failure, bool has_colour = false);

}  // namespace wsdrain

#endif  // WSDRAIN_REPORT_EXPLAIN_H_
