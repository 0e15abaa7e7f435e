// The frames that wait for the wire, and how much of the first is written.
#ifndef WSDRAIN_CLOSING_OUTPUT_QUEUE_H_
#define WSDRAIN_CLOSING_OUTPUT_QUEUE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "closing/options.h"
#include "closing/small_queue.h"
#include "frame/masking.h"
#include "frame/opcode.h"

namespace wsdrain {

// Payloads are kept unmasked; a client's are masked as they are copied out.
// Whether our Close was written is known from its place among the frames, not
// from an empty queue: a later Pong may still wait (D6).
class OutputQueue {
 public:
  // `keys` is null for servers, which do not mask (5.1).
  explicit OutputQueue(const MaskingKeySource* keys) : keys_(keys) {}

  void Push(Opcode opcode, bool is_final, std::string_view payload);

  // Queues the answer to a Ping. If `pongs_max` answers wait, the newest that
  // is not begun takes this payload instead (5.5.3, D34).
  void PushPong(std::string_view payload, size_t pongs_max);

  bool empty() const { return frames_.empty(); }
  size_t bytes() const { return bytes_; }  // yet to be written

  // The bytes that a frame with this payload would add.
  size_t FrameBytes(size_t payload_bytes) const;

  // The wire has taken the last byte of our Close.
  bool close_written() const { return close_written_; }

  size_t Copy(char* out, size_t size) const;
  void Accept(size_t size);
  void Drop();  // TCP is over: nothing will be written any more

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.frames_, self.front_written_, self.bytes_,
                    self.key_position_, self.close_written_);
  }
  friend bool operator==(const OutputQueue& a, const OutputQueue& b) {
    return PartsOf(a) == PartsOf(b);
  }
  template <typename H>
  friend H AbslHashValue(H h, const OutputQueue& q) {
    return H::combine(std::move(h), PartsOf(q));
  }

 private:
  struct Frame {
    Opcode opcode = Opcode::kContinuation;
    bool is_final = true;
    bool is_answer = false;  // a Pong of ours, not the application's
    MaskingKey key = {};
    std::string payload;

    template <typename Self>
    static auto PartsOf(Self& self) {
      return std::tie(self.opcode, self.is_final, self.is_answer, self.key,
                      self.payload);
    }
    friend bool operator==(const Frame& a, const Frame& b) {
      return PartsOf(a) == PartsOf(b);
    }
    template <typename H>
    friend H AbslHashValue(H h, const Frame& f) {
      return H::combine(std::move(h), PartsOf(f));
    }
  };

  std::string Header(const Frame& frame) const;
  SmallQueue<Frame, 2> frames_;
  size_t front_written_ = 0;  // bytes of the first frame that are on the wire
  size_t bytes_ = 0;
  uint32_t key_position_ = 0;
  bool close_written_ = false;
  const MaskingKeySource* keys_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_OUTPUT_QUEUE_H_
