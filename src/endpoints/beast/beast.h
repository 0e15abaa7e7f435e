// Boost.Beast's websocket::stream over a MemoryStream, as an endpoint.
#ifndef WSDRAIN_ENDPOINTS_BEAST_BEAST_H_
#define WSDRAIN_ENDPOINTS_BEAST_BEAST_H_

#include "scenario/endpoint.h"

namespace wsdrain {

// The endpoint "beast". What the library leaves to its user is done as its
// documentation says: one write at a time, in order; read until an error; a
// time-out set; the socket closed at the end.
EndpointKind Beast();

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_BEAST_BEAST_H_
