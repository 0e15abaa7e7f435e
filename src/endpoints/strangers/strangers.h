// The libraries of others that this build has found, as endpoints under test.
#ifndef WSDRAIN_ENDPOINTS_STRANGERS_STRANGERS_H_
#define WSDRAIN_ENDPOINTS_STRANGERS_STRANGERS_H_

#include <vector>

#include "scenario/endpoint.h"

namespace wsdrain {

// wslay, beast and websocketpp, in this order, without those that were not
// there when this was built.
std::vector<EndpointKind> Strangers();

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_STRANGERS_STRANGERS_H_
