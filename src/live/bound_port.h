// Where a socket is bound.
#ifndef WSDRAIN_LIVE_BOUND_PORT_H_
#define WSDRAIN_LIVE_BOUND_PORT_H_

#include <cstdint>

namespace wsdrain {

// The port of a socket over IPv4 or IPv6, in the host's byte order.
uint16_t BoundPort(int socket);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_BOUND_PORT_H_
