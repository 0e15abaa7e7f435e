// RapidCheck generators for scenarios.
#ifndef WSDRAIN_ENGINES_RAPIDCHECK_SCENARIO_GEN_H_
#define WSDRAIN_ENGINES_RAPIDCHECK_SCENARIO_GEN_H_

#include <rapidcheck.h>

#include <ostream>

#include "scenario/scenario.h"
#include "scenario/scenario_bytes.h"

namespace wsdrain {

// Whole scenarios, of about as many steps as the size parameter says: solo
// ones for one role or both, or pairs. Each draws a subset of the kinds of
// steps for itself (swarm): a fault that needs one kind often shows only where
// others are missing. Shrinks by dropping steps and making them simpler.
rc::Gen<Scenario> Scenarios(Mode mode);

// The scenario as a file would have it; RapidCheck finds it by its name.
void showValue(const Scenario& scenario, std::ostream& out);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_RAPIDCHECK_SCENARIO_GEN_H_
