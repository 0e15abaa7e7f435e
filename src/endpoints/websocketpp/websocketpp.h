// WebSocket++ over its iostream transport, as an endpoint under test.
#ifndef WSDRAIN_ENDPOINTS_WEBSOCKETPP_WEBSOCKETPP_H_
#define WSDRAIN_ENDPOINTS_WEBSOCKETPP_WEBSOCKETPP_H_

#include "scenario/endpoint.h"

namespace wsdrain {

// The endpoint "websocketpp". This transport has no timers and no TCP: the
// deadline of the close is the user's, and so is how TCP is closed, when the
// stack has ended or the deadline passes. That the end was clean is told from
// the codes.
EndpointKind WebSocketPp();

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_WEBSOCKETPP_WEBSOCKETPP_H_
