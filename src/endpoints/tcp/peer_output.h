// What has come from a live peer: cut into frames, without the answers to our
// own Pings.
#ifndef WSDRAIN_ENDPOINTS_TCP_PEER_OUTPUT_H_
#define WSDRAIN_ENDPOINTS_TCP_PEER_OUTPUT_H_

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "scenario/input_view.h"

namespace wsdrain {

class PeerOutput {
 public:
  // Takes what was read. What is not a whole frame yet waits.
  void Feed(std::string_view bytes);
  // No more will come: what waits is shown as it is.
  void End();

  // A Pong with this payload answers a Ping that no scenario knows of, and is
  // not shown. One at a time.
  void HideNextPong(std::string payload) { hidden_pong_ = std::move(payload); }
  // The last of those has come.
  bool is_hidden_pong_here() const { return !hidden_pong_.has_value(); }

  // The bytes that wait for the world.
  const std::string& shown() const { return shown_; }
  void Drop(size_t bytes) { shown_.erase(0, bytes); }

  bool has_close() const { return has_close_; }
  // 5.5.2: a Pong that answers this Ping, or a later one, has come since the
  // last call.
  bool TakePong(std::string_view payload);
  // Whole messages that have come, oldest first.
  std::deque<InputView::Message>& messages() { return messages_; }
  size_t messages_come() const { return messages_come_; }

 private:
  void Take(const WireFrame& frame);

  std::string waiting_;  // less than a frame
  std::string shown_;
  std::optional<std::string> hidden_pong_;
  std::deque<std::string> pongs_;
  InputView::Message message_;  // as far as its fragments have come
  std::deque<InputView::Message> messages_;
  size_t messages_come_ = 0;
  bool has_close_ = false;
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_TCP_PEER_OUTPUT_H_
