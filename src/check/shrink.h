// From a failing scenario to the shortest one that fails in the same way.
#ifndef WSDRAIN_CHECK_SHRINK_H_
#define WSDRAIN_CHECK_SHRINK_H_

#include <cstddef>

#include "check/check.h"
#include "check/verdict.h"
#include "scenario/endpoint.h"
#include "scenario/scenario.h"

namespace wsdrain {

// A shrink ends here even if something smaller may exist. A play costs 1, and
// as much again for each 4 KiB of payload, and for each 128 steps, or frames
// that raw bytes may be: with sanitizers all of it takes some seconds, and 10 s
// are a hang to a fuzzer.
inline constexpr size_t kShrinkCostMax = 8'000;

struct ShrinkResult {
  Scenario scenario;
  Verdict verdict;   // of `scenario`
  size_t plays = 0;  // scenarios that were tried
  size_t cost = 0;
};

// Drops, merges, replaces and swaps steps of `failing` for as long as it keeps
// the failure: the same property, result and role. What is said about a
// scenario and not played (rfc, class, needs, expect) is dropped. If `failing`
// does not show `failure`, it is given back as it is. Deterministic; at most
// kShrinkCostMax, and the play that exceeds it.
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
