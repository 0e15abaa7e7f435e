// Failures that are known, and that an engine goes on past.
#ifndef WSDRAIN_CHECK_KNOWN_H_
#define WSDRAIN_CHECK_KNOWN_H_

#include <optional>
#include <span>
#include <string_view>

#include "check/casting.h"
#include "check/check.h"
#include "check/shrink.h"
#include "check/verdict.h"

namespace wsdrain {

// An engine draws scenarios that nobody has named, so what is known is that an
// endpoint breaks a property, not in which scenario.
struct KnownFailure {
  std::string_view endpoint;  // as EndpointText says
  std::string_view role;      // as RoleText does
  std::string_view property;
};
using KnownFailures = std::span<const KnownFailure>;

// The first failure in `report`, that of a run of `scenario` with `casting`,
// which is not known, shrunk to the shortest that is not known either. All
// levels count where ours play alone, else those from `fail_on` up.
std::optional<ShrinkResult> ShrinkUnknown(const Scenario& scenario,
                                          const Casting& casting,
                                          const Report& report,
                                          KnownFailures known,
                                          Level fail_on = Level::kMust);

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_KNOWN_H_
