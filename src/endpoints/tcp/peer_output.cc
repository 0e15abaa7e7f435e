// Looks at each frame once, by the judge's own parser.
#include "endpoints/tcp/peer_output.h"

#include <algorithm>
#include <utility>

namespace wsdrain {
namespace {

// Messages and Pongs that nobody asks for: no more are kept.
constexpr size_t kKeptMax = 64;

template <typename Thing>
void Keep(std::deque<Thing>& list, Thing thing) {
  if (list.size() == kKeptMax) list.pop_front();
  list.push_back(std::move(thing));
}

}  // namespace

void PeerOutput::Feed(std::string_view bytes) {
  waiting_ += bytes;
  size_t cut = 0;
  while (const auto frame =
             ReadWireFrame(std::string_view(waiting_).substr(cut))) {
    const std::string_view wire =
        std::string_view(waiting_).substr(cut, frame->wire_bytes);
    cut += frame->wire_bytes;
    const bool is_plain = frame->fin && frame->rsv == 0;
    if (frame->IsPong() && is_plain && hidden_pong_ == frame->payload) {
      hidden_pong_.reset();
      continue;
    }
    shown_ += wire;
    Take(*frame);
  }
  waiting_.erase(0, cut);
}

void PeerOutput::End() {
  shown_ += waiting_;
  waiting_.clear();
}

bool PeerOutput::TakePong(std::string_view payload) {
  const auto it = std::find(pongs_.begin(), pongs_.end(), payload);
  if (it == pongs_.end()) return false;
  pongs_.erase(pongs_.begin(), it + 1);
  return true;
}

void PeerOutput::Take(const WireFrame& frame) {
  if (frame.IsClose()) has_close_ = true;
  if (frame.IsPong()) Keep(pongs_, frame.payload);
  if (!frame.IsData()) return;
  if (frame.opcode != 0) message_ = {frame.opcode == 1, ""};
  message_.payload += frame.payload;
  if (!frame.fin) return;
  ++messages_come_;
  Keep(messages_, std::exchange(message_, {}));
}

}  // namespace wsdrain
