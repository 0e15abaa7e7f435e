// Both directions of a live connection: what we have sent, what has come, and
// how TCP stands.
#ifndef WSDRAIN_ENDPOINTS_TCP_LIVE_WIRE_H_
#define WSDRAIN_ENDPOINTS_TCP_LIVE_WIRE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "endpoints/tcp/peer_output.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "live/stream.h"
#include "live/time_limit.h"
#include "live/wait.h"
#include "scenario/input_view.h"
#include "scenario/wire_view.h"

namespace wsdrain {

class LiveWire {
 public:
  // `peer`: the role of the other side.
  LiveWire(Stream stream, std::string_view unread, Role peer);

  // Writes as much as it can until `ms` have passed without a byte more;
  // returns how much. What comes meanwhile is read. If nobody is there any more
  // to take it, it is all written.
  size_t Write(std::string_view bytes, int64_t ms) {
    return WriteAll(bytes, ms, /*is_own=*/false);
  }
  // A frame of the harness's own. False: it is in the middle of a frame, or a
  // data frame of a message.
  bool WriteOwnFrame(Opcode opcode, std::string_view payload, int64_t ms);
  // To see whether somebody still listens. A reset is our own doing from now
  // on.
  void Probe();
  void ExpectReset() { is_provoked_ = true; }
  void SendFin();
  void Reset();

  // Waits until `is_enough()`, or `ms` have passed; true: it is. Takes what
  // comes.
  template <typename Enough>
  bool WaitUntil(int64_t ms, Enough is_enough) {
    const TimeLimit limit(ms);
    for (Take(); !is_enough(); Take()) {
      if (is_over() || limit.is_over()) return false;
      Sleep(limit.left_ms());
    }
    return true;
  }
  // Until nothing has come for `ms`; at most for kNoisyTimes as long.
  void WaitUntilQuiet(int64_t ms);
  // Reads all that there is.
  void Take();

  PeerOutput& output() { return output_; }
  const PeerOutput& output() const { return output_; }
  // What the peer was given to read.
  const InputView& input() const { return input_; }
  bool is_mid_frame() const { return sent_.IsTorn(); }
  bool has_sent_close() const { return has_sent_close_; }
  // Legal messages that were sent, oldest first.
  std::deque<InputView::Message>& messages_sent() { return messages_sent_; }
  // The last Ping of the scenario, if no Pong for it has come.
  bool IsPongAwaited();

  bool has_fin() const { return has_fin_; }  // from the peer
  bool has_sent_fin() const { return has_sent_fin_; }
  bool has_reset() const { return has_reset_; }
  bool is_reset_provoked() const { return is_provoked_; }
  // Nothing more can come.
  bool is_over() const { return has_reset_ || (has_fin_ && has_sent_fin_); }
  // Changes whenever something has come.
  size_t come() const { return come_; }

 private:
  static constexpr int kNoisyTimes = 10;
  static constexpr size_t kReadBytes = 64 << 10;

  void Sleep(int64_t ms);
  std::string OwnFrame(Opcode opcode, std::string_view payload);
  size_t WriteAll(std::string_view bytes, int64_t ms, bool is_own);
  void NoteSent(std::string_view bytes, bool is_own);

  Stream stream_;
  Role peer_;
  PeerOutput output_;
  InputView input_;
  WireView sent_;  // cuts what was sent into frames
  bool has_sent_close_ = false;
  std::optional<std::string> ping_;  // the last of a scenario, unanswered
  std::deque<InputView::Message> messages_sent_;
  bool has_fin_ = false;
  bool has_sent_fin_ = false;
  bool has_reset_ = false;
  bool is_provoked_ = false;
  size_t come_ = 0;
  uint32_t own_key_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_TCP_LIVE_WIRE_H_
