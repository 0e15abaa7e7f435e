// Sends every message back to where it came from.
#ifndef WSDRAIN_LIVE_ECHO_H_
#define WSDRAIN_LIVE_ECHO_H_

#include <cstddef>
#include <string_view>

#include "closing/connection.h"
#include "closing/observer.h"

namespace wsdrain {

// The application of one connection. What the peer does not take holds up what
// it sends: reading stops while more than kOutputBytesHigh wait to be written.
class Echo : public ConnectionObserver {
 public:
  static constexpr size_t kOutputBytesHigh = 1 << 20;

  // Before anything else is called; `connection` outlives this.
  void Serve(Connection& connection) { connection_ = &connection; }
  // When output was written.
  void OnWritten();

  void OnMessage(MessageType type, std::string_view payload) override;
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const Closed& closed) override { is_clean_ = closed.is_clean; }

  bool is_clean() const { return is_clean_; }

 private:
  Connection* connection_ = nullptr;
  bool is_paused_ = false;
  bool is_clean_ = false;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_ECHO_H_
