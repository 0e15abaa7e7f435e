// Keeps a stranger's exceptions and endless loops from ending the run.
#ifndef WSDRAIN_SCENARIO_ENDPOINT_GUARD_H_
#define WSDRAIN_SCENARIO_ENDPOINT_GUARD_H_

#include <memory>

#include "scenario/endpoint.h"

namespace wsdrain {

// An endpoint that behaves as `inner` until an exception escapes it; from then
// on it is dead (TCP reset) and says so as its Complaint.
std::unique_ptr<Endpoint> Guarded(std::unique_ptr<Endpoint> inner);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_ENDPOINT_GUARD_H_
