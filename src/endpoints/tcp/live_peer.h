// A live peer as a kind of endpoint: each that is made is a connection.
#ifndef WSDRAIN_ENDPOINTS_TCP_LIVE_PEER_H_
#define WSDRAIN_ENDPOINTS_TCP_LIVE_PEER_H_

#include <cstdint>
#include <string>

#include "endpoints/tcp/tcp_endpoint.h"
#include "frame/role.h"
#include "scenario/endpoint.h"

namespace wsdrain {

// Whether a peer in `role` answers a Ping within `ms`; the connection is then
// dropped.
bool AnswersPing(TcpConnection connection, Role role, int64_t ms);

// A peer in `role`. Each endpoint is a connection of its own; one that
// cannot be made has a complaint that says why.
EndpointKind LivePeer(const std::string& name, Role role,
                      const TcpConnector& connector, const TcpOptions& options);

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_TCP_LIVE_PEER_H_
