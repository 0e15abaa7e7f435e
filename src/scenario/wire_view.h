// The judge's own frame parser, written from the figure in RFC 6455 5.2.
//
// It shares no code with src/frame, so that an error there is not believed
// here. It takes whatever can be cut into frames, legal or not: what is legal
// is for the properties to say. Naive on purpose; it waits for whole frames.
#ifndef WSDRAIN_SCENARIO_WIRE_VIEW_H_
#define WSDRAIN_SCENARIO_WIRE_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace wsdrain {

// A frame as it stood on the wire, with its mask removed.
struct WireFrame {
  bool fin = false;
  uint8_t rsv = 0;
  uint8_t opcode = 0;
  bool is_masked = false;
  uint32_t key = 0;
  int length_bits = 7;  // 7, 16 or 64: the form that was used
  uint64_t declared_bytes = 0;
  std::string payload;
  size_t wire_bytes = 0;  // header and payload

  bool IsControl() const { return opcode >= 8; }
  bool IsData() const { return opcode <= 2; }
  bool IsClose() const { return opcode == 8; }
  bool IsPing() const { return opcode == 9; }
  bool IsPong() const { return opcode == 10; }
};

// The fields of a header as far as they have come; `header_bytes` is 0 until
// it is whole. The payload is not looked at.
struct WireHeader {
  WireFrame frame;
  size_t header_bytes = 0;
};

// Reads the header at the front of `bytes`.
WireHeader ReadWireHeader(std::string_view bytes);

// The whole frame at the front of `bytes`, if it is whole.
std::optional<WireFrame> ReadWireFrame(std::string_view bytes);

// Cuts a stream into frames.
class WireView {
 public:
  void Feed(std::string_view bytes) { rest_ += bytes; }
  // The next whole frame, if any. Until there is none, those before it stay in
  // memory: a stream of small frames is cut in linear time.
  std::optional<WireFrame> Next();
  // The frame that has begun, or the next one, needs so many bytes at least:
  // all that it lacks, once its header is whole.
  size_t BytesMissing() const;
  // A frame has begun and is not whole.
  bool IsTorn() const { return !rest().empty(); }
  // Where the last frame ended, in bytes from the beginning of the stream.
  size_t position() const { return position_; }
  // Only whether a frame is torn can matter: nothing follows.
  void ForgetContent() {
    rest_.assign(rest().empty() ? 0 : 1, '\0');
    cut_ = 0;
  }
  // Counts positions from another beginning, `bytes` later.
  void Rebase(size_t bytes) { position_ -= bytes; }

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.rest_, self.cut_, self.position_);
  }

 private:
  std::string_view rest() const { return std::string_view(rest_).substr(cut_); }

  std::string rest_;
  size_t cut_ = 0;  // at the front of rest_: frames that were given out
  size_t position_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_WIRE_VIEW_H_
