// Takes connections at an address, one after the other, and shakes hands.
#ifndef WSDRAIN_LIVE_ACCEPTOR_H_
#define WSDRAIN_LIVE_ACCEPTOR_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "live/stream.h"
#include "live/time_limit.h"

namespace wsdrain {

class Acceptor {
 public:
  // `host` is an IP address; port 0: one that is free. Errors:
  // InvalidArgument, Unavailable.
  static absl::StatusOr<Acceptor> Listen(const std::string& host,
                                         uint16_t port);

  uint16_t port() const { return port_; }
  // "127.0.0.1:8080", "[::1]:8080"
  std::string authority() const;

  // The next connection; none: none has come before `limit`.
  std::optional<Stream> Accept(const TimeLimit& limit);

 private:
  Acceptor(Stream listener, std::string host, uint16_t port)
      : listener_(std::move(listener)), host_(std::move(host)), port_(port) {}

  Stream listener_;
  std::string host_;
  uint16_t port_;
};

// What a client has asked for.
struct OpenedByClient {
  std::string target;  // path and query of its request
  std::string unread;  // what came behind it
};

// Answers the opening handshake of a client (4.2). Errors: Unavailable, in
// words, if it is none, or not done before `limit`.
absl::StatusOr<OpenedByClient> OpenAsServer(Stream& stream,
                                            const TimeLimit& limit);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_ACCEPTOR_H_
