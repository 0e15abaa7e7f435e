// RapidCheck as an engine: random scenarios until a property is broken.
#ifndef WSDRAIN_ENGINES_RAPIDCHECK_CHECK_WITH_RAPIDCHECK_H_
#define WSDRAIN_ENGINES_RAPIDCHECK_CHECK_WITH_RAPIDCHECK_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "check/check.h"
#include "check/known.h"
#include "check/shrink.h"
#include "scenario/endpoint.h"
#include "scenario/scenario_bytes.h"

namespace wsdrain {

struct RapidCheckOptions {
  Mode mode = Mode::kSolo;
  size_t cases = 1000;
  uint64_t seed = 0;
  bool asks_relations = true;    // twice as slow
  KnownFailures known = {};      // gone on past
  Level fail_on = Level::kMust;  // the weakest that counts for strangers
};

struct RapidCheckResult {
  size_t cases = 0;  // that were played, the failing one included
  std::optional<ShrinkResult> failure;
};

// Plays up to `cases` scenarios and stops at the first failure that is not
// known, shrunk. All levels count for our own endpoint, those from `fail_on` up
// for strangers. The same arguments give the same result.
RapidCheckResult CheckWithRapidCheck(const PropertySet& properties,
                                     const EndpointKind& client,
                                     const EndpointKind& server,
                                     const RapidCheckOptions& options);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_RAPIDCHECK_CHECK_WITH_RAPIDCHECK_H_
