// An echo server: many connections on one thread, each closed correctly.
#ifndef WSDRAIN_LIVE_SERVER_H_
#define WSDRAIN_LIVE_SERVER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "closing/options.h"
#include "live/served_connection.h"

namespace wsdrain {

struct ServerOptions {
  std::string host = "127.0.0.1";  // an address
  uint16_t port = 0;               // 0: one that is free
  // The connections' limits and timeout of closing.
  ConnectionOptions connection;
  ServedConnection::Limits limits;
  size_t connections_max = 10'000;  // more are told 503
};

// What a server has done, for who runs it.
struct ServerCounts {
  size_t accepted = 0;
  size_t opened = 0;   // opening handshakes
  size_t clean = 0;    // closing handshakes
  size_t unclean = 0;  // connections that ended without
  size_t refused = 0;  // by an HTTP error, or in the opening handshake
};

class Server {
 public:
  // Binds, listens, and from now on heeds SIGTERM and SIGINT. Errors:
  // InvalidArgument if the host is no address; Unavailable if it cannot be
  // bound.
  static absl::StatusOr<std::unique_ptr<Server>> Listen(
      const ServerOptions& options);
  ~Server();

  uint16_t port() const;

  // Serves until SIGTERM or SIGINT. Then it takes no more connections, closes
  // each with 1001 and drains it, and returns when the last has ended; at once
  // at a second signal.
  ServerCounts Run();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_SERVER_H_
