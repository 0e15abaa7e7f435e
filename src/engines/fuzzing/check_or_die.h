// Asks properties about a scenario, and aborts where one is broken.
#ifndef WSDRAIN_ENGINES_FUZZING_CHECK_OR_DIE_H_
#define WSDRAIN_ENGINES_FUZZING_CHECK_OR_DIE_H_

#include <optional>
#include <string>

#include "check/check.h"
#include "check/known.h"
#include "check/shrink.h"
#include "scenario/endpoint.h"
#include "scenario/scenario.h"

namespace wsdrain {

// Plays `scenario` once for each role that it has and gives the first failure
// that is not known, shrunk. All levels count for our own endpoint; of a
// stranger only `must`, stalls and crashes do. Relations are asked of every
// fourth scenario only. Feeds PlaceCounters().
std::optional<ShrinkResult> FindFailure(const PropertySet& properties,
                                        const Scenario& scenario,
                                        const EndpointKind& client,
                                        const EndpointKind& server,
                                        KnownFailures known = {});

// The failure in words: the shortest scenario, its ladder and the verdict.
std::string Explain(const ShrinkResult& failure, const EndpointKind& client,
                    const EndpointKind& server);

// Returns if FindFailure finds nothing. Otherwise prints the explanation and
// aborts in a function that bears the name of the broken property: crashes are
// grouped by their topmost frames, and two broken properties must not look
// like one bug.
void CheckOrDie(const PropertySet& properties, const Scenario& scenario,
                const EndpointKind& client, const EndpointKind& server,
                KnownFailures known = {});
inline void CheckOrDie(const PropertySet& properties, const Scenario& scenario,
                       const EndpointKind& endpoint, KnownFailures known = {}) {
  CheckOrDie(properties, scenario, endpoint, endpoint, known);
}

// For the targets that take plain bytes: prints `failure`, if any, and aborts.
void DieOf(const std::optional<std::string>& failure);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_CHECK_OR_DIE_H_
