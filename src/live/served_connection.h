// One connection of a server, from its first byte to its last.
#ifndef WSDRAIN_LIVE_SERVED_CONNECTION_H_
#define WSDRAIN_LIVE_SERVED_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "closing/options.h"
#include "live/echo.h"
#include "live/live_connection.h"
#include "live/moved.h"
#include "live/server_opening.h"
#include "live/stream.h"
#include "live/time_limit.h"

namespace wsdrain {

// As LiveConnection it has no loop of its own, and never blocks.
class ServedConnection {
 public:
  struct Limits {
    int64_t opening_ms_max = 10'000;  // for all of the opening handshake
    int64_t idle_ms_max = 60'000;     // without a byte either way: GoAway()
  };

  // `is_full`: it is told 503, whatever it asks for.
  ServedConnection(Stream stream, const ConnectionOptions& options,
                   const Limits& limits, bool is_full);

  void Turn();
  LiveConnection::Wants wants() const;
  bool is_over() const;
  int socket() const;

  // 7.4.1: the server goes away. Before the opening handshake is done this
  // simply ends TCP.
  void GoAway();

  bool is_open() const { return live_.has_value(); }
  bool is_clean() const { return echo_.is_clean(); }

 private:
  void TurnOpening();
  bool ReadRequest();
  bool SendResponse();
  void DrainRefused();
  bool HasMoved(const Moved& moved);
  void TurnLive();

  Stream stream_;  // until the opening handshake is done
  ConnectionOptions options_;
  Limits limits_;
  bool is_full_;
  TimeLimit limit_;  // of the opening handshake, then of idleness
  ServerOpening opening_;
  std::string response_;  // what of it is still to be sent
  bool is_answered_ = false;
  bool is_refused_ = false;
  bool is_shut_down_ = false;
  short waits_for_ = POLLIN;
  Echo echo_;
  std::optional<LiveConnection> live_;
  size_t bytes_moved_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_SERVED_CONNECTION_H_
