// wslay through its event callbacks, as an endpoint under test.
#ifndef WSDRAIN_ENDPOINTS_WSLAY_WSLAY_H_
#define WSDRAIN_ENDPOINTS_WSLAY_WSLAY_H_

#include "scenario/endpoint.h"

namespace wsdrain {

// The endpoint "wslay". What the library leaves to its user is done as its
// manual says: sockets that block are tried again, and a connection that has
// failed, or wants neither to read nor to write, is closed. What the manual
// leaves open is done as the RFC says: what may be sent is checked, TCP is
// ended by FIN, and the close has a deadline.
EndpointKind Wslay();

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_WSLAY_WSLAY_H_
