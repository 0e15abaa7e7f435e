// Starts the closing handshake, and turns the connection until it is over.
#include "live/close_normally.h"

#include <chrono>
#include <utility>

#include "absl/status/status.h"
#include "live/wait.h"

namespace wsdrain {
namespace {

class Draining : public ConnectionObserver {
 public:
  void OnMessage(MessageType, std::string_view) override {
    ++outcome.messages_drained;
  }
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const Closed& closed) override {
    outcome.is_clean = closed.is_clean;
    outcome.code = closed.code;
    outcome.reason = closed.reason;
    outcome.failure = closed.failure;
  }

  CloseOutcome outcome;
};

absl::Status Start(Connection& connection, const CloseOptions& options,
                   ConnectionObserver& observer) {
  if (const auto& last = options.last_message) {
    absl::Status sent =
        connection.SendMessage(last->type, last->payload, observer);
    if (!sent.ok()) return sent;
  }
  return connection.StartClosingHandshake(options.code, options.reason,
                                          observer);
}

}  // namespace

absl::StatusOr<CloseOutcome> CloseNormally(int socket,
                                           const CloseOptions& options) {
  return CloseNormally(Stream(socket), options);
}

absl::StatusOr<CloseOutcome> CloseNormally(Stream stream,
                                           const CloseOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  ConnectionOptions of_connection;
  of_connection.close_timeout_ms = options.timeout_ms;
  of_connection.reading.frame_bytes_max = options.message_bytes_max;
  of_connection.reading.message_bytes_max = options.message_bytes_max;
  Draining draining;
  LiveConnection live(std::move(stream), options.role, of_connection, draining,
                      options.unread);
  if (absl::Status started = Start(live.connection(), options, draining);
      !started.ok()) {
    return started;
  }
  for (live.Turn(); !live.is_over(); live.Turn()) {
    const LiveConnection::Wants wants = live.wants();
    WaitFor(live.socket(), wants.events, wants.ms);
  }
  CloseOutcome outcome = std::move(draining.outcome);
  outcome.tcp_end = live.tcp_end();
  outcome.bytes_drained = live.bytes_read() + options.unread.size();
  outcome.ms = std::chrono::ceil<std::chrono::milliseconds>(
                   std::chrono::steady_clock::now() - start)
                   .count();
  return outcome;
}

}  // namespace wsdrain
