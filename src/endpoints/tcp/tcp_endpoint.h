// A live peer as an Endpoint: its bytes, and what it does to TCP, are all that
// is seen of it.
//
// The remote of a scenario speaks to it over a Stream, in real time. After each
// step it is waited for: as long as neither side has sent a Close, until it has
// answered a Ping of the harness's own, which comes behind all that it was
// sent; and then until nothing has come for a moment. The end is waited for
// as long as EndpointConfig::timeout_ms says, and not longer than it takes.
#ifndef WSDRAIN_ENDPOINTS_TCP_TCP_ENDPOINT_H_
#define WSDRAIN_ENDPOINTS_TCP_TCP_ENDPOINT_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "frame/role.h"
#include "live/stream.h"
#include "scenario/endpoint.h"

namespace wsdrain {

// What makes the application of a live peer start the closing handshake.
struct Trigger {
  std::optional<std::string> message;  // this text, sent to it
  std::function<absl::Status()> call;  // or this, done beside the connection
  // For so long its Close is waited for; none: for the time-out.
  std::optional<int64_t> wait_ms;
};

// What the reports want to know besides.
struct TcpNotes {
  // From the first Close, or what starts one, to the end of TCP.
  std::optional<int64_t> closing_ms;
  std::string trigger_error;  // empty: none, or it was not asked for
};

struct TcpOptions {
  // What has not come by the time-out may still come: it is slow, no more.
  bool is_quick = false;
  bool answers_pings = true;
  bool echoes = false;  // its application sends every message back
  Trigger trigger;
  TcpNotes* notes = nullptr;  // outlives the endpoint; null: nobody asks
};

// A connection right after its opening handshake.
struct TcpConnection {
  Stream stream;
  std::string unread;  // what came behind the handshake
  std::shared_ptr<void> behind = nullptr;  // lives as long as the connection
};
using TcpConnector = std::function<absl::StatusOr<TcpConnection>()>;

// Whether a peer in `role` answers a Ping within `ms`; the connection is then
// dropped.
bool AnswersPing(TcpConnection connection, Role role, int64_t ms);

// A peer in `role`. Each endpoint is a connection of its own; one that
// cannot be made has a complaint that says why.
EndpointKind LivePeer(const std::string& name, Role role,
                      const TcpConnector& connector, const TcpOptions& options);

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_TCP_TCP_ENDPOINT_H_
