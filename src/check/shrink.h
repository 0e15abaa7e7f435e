// From a failing scenario to the shortest one that fails in the same way.
#ifndef WSDRAIN_CHECK_SHRINK_H_
#define WSDRAIN_CHECK_SHRINK_H_

#include <cstddef>

#include "check/check.h"
#include "check/verdict.h"
#include "scenario/endpoint.h"
#include "scenario/scenario.h"

namespace wsdrain {

// A shrink ends here even if something smaller may exist.
inline constexpr size_t kShrinkPlaysMax = 20'000;

struct ShrinkResult {
  Scenario scenario;
  Verdict verdict;   // of `scenario`
  size_t plays = 0;  // scenarios that were tried
};

// Drops, merges, replaces and swaps steps of `failing` for as long as it keeps
// the failure: the same property, result and role. What is said about a
// scenario and not played (rfc, class, needs, expect) is dropped. If `failing`
// does not show `failure`, it is given back as it is. Deterministic; at most
// kShrinkPlaysMax plays.
ShrinkResult Shrink(const Scenario& failing, const EndpointKind& client,
                    const EndpointKind& server, const Verdict& failure);

// Then goes over to another failure, of any of `properties` at `fail_on` or
// more, where that takes fewer steps: a fault breaks several properties, and
// one of them tells it best. Whoever counts findings wants Shrink: of two
// faults in one scenario this one keeps the shorter.
ShrinkResult ShrinkToShortest(const PropertySet& properties, Level fail_on,
                              const Scenario& failing,
                              const EndpointKind& client,
                              const EndpointKind& server,
                              const Verdict& failure);

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_SHRINK_H_
