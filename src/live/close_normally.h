// Closes a live WebSocket connection as RFC 6455 wants it: send Close, then
// read and discard until the peer's Close, an error or the deadline.
#ifndef WSDRAIN_LIVE_CLOSE_NORMALLY_H_
#define WSDRAIN_LIVE_CLOSE_NORMALLY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "closing/observer.h"
#include "frame/close_code.h"
#include "frame/role.h"
#include "frame/violation.h"
#include "live/live_connection.h"
#include "live/stream.h"

namespace wsdrain {

// A message to be sent right before the Close (6.1).
struct LastMessage {
  MessageType type = MessageType::kText;
  std::string payload;
};

struct CloseOptions {
  Role role = Role::kClient;
  CloseCode code = kNormalClosure;  // 7.4: of the Close that is sent
  std::string reason;               // UTF-8, at most 123 bytes
  std::optional<LastMessage> last_message;
  // From the call to its return, at most. For all of it: writing the Close,
  // draining, and the end of TCP.
  int64_t timeout_ms = 10'000;
  // A longer message is not waited for: it fails the connection (10.4, 1009).
  size_t message_bytes_max = 64 << 20;
  // What was read from the socket and not yet parsed.
  std::string_view unread = {};
};

struct CloseOutcome {
  // 7.1.4: both Closes have crossed. The handshake is what counts, so it stays
  // true if the peer then leaves TCP open until the deadline.
  bool is_clean = false;
  // 7.1.5: of the peer's Close; 1005 if that has none, 1006 if none came.
  CloseCode code = kAbnormalClosure;
  std::string reason;                    // 7.1.6: the peer's
  std::optional<ViolationKind> failure;  // what the peer broke, if it did
  TcpEnd tcp_end = TcpEnd::kNone;        // who ended TCP first
  size_t bytes_drained = 0;              // read since the call
  size_t messages_drained = 0;           // whole messages among them
  int64_t ms = 0;                        // how long it took

  // What "closed normally" means (7.4.1).
  bool is_normal() const { return is_clean && code == kNormalClosure; }
};

// Closes the connection on `socket`, blocking until it is closed or
// `options.timeout_ms` have passed, and closes the socket in any case.
//
// One read after the Close frame is not enough. When you send it the peer may
// have messages, Pings and half a frame on the way, and none of them means that
// it refuses to close: its Close comes behind them. So this reads on and drops
// what it reads, frame after frame, until
//
//   - the peer's Close: the closing handshake is done. A client then waits for
//     the server to end TCP, as 7.1.1 asks; a server ends it;
//   - EOF, an error of the transport, or bytes that break the RFC: that is not
//     clean, whatever came before;
//   - the deadline, which is one moment for all of it. Nothing that the peer
//     sends moves it, or a peer that never stops sending could hold you for
//     ever.
//
// The connection was closed normally if the result's is_normal(): both Closes
// have crossed and the peer's says 1000. A peer that answers with another code
// has closed cleanly for a reason of its own.
//
// While this runs no one else may read or write the socket. It must be between
// two frames in the direction that you write and, but for `unread`, between two
// messages in the other. Pings are still answered (5.5.2).
//
// Errors, and then nothing was sent: InvalidArgument for a code that
// `options.role` may not send, a reason that is none (7.4), or a last message
// in text that is not UTF-8.
absl::StatusOr<CloseOutcome> CloseNormally(int socket,
                                           const CloseOptions& options = {});

// The same for a stream, as one under TLS.
absl::StatusOr<CloseOutcome> CloseNormally(Stream stream,
                                           const CloseOptions& options = {});

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_CLOSE_NORMALLY_H_
