// One direction of the simulated TCP connection: bytes in flight, then an end.
#ifndef WSDRAIN_SCENARIO_PIPE_H_
#define WSDRAIN_SCENARIO_PIPE_H_

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace wsdrain {

class Pipe {
 public:
  void Push(std::string_view bytes) { bytes_ += bytes; }
  // A frame ends here: `deliver frame` stops at it.
  void MarkBorder() { MarkBorderAt(pushed_before_ + bytes_.size()); }
  // Or at that many bytes from the beginning of the stream.
  void MarkBorderAt(size_t position) { borders_.push_back(position); }

  std::string_view bytes() const {
    return std::string_view(bytes_).substr(head_);
  }
  // Bytes up to the next border; all, if there is none.
  size_t BytesToBorder() const {
    for (const size_t border : borders_) {
      const size_t at = pushed_before_ + head_;
      if (border > at) return border - at;
    }
    return bytes().size();
  }

  void Pop(size_t n) {
    head_ += n;
    while (!borders_.empty() && borders_.front() <= pushed_before_ + head_) {
      borders_.pop_front();
    }
    if (head_ > 4096 && head_ > bytes_.size() / 2) {
      bytes_.erase(0, head_);
      pushed_before_ += head_;
      head_ = 0;
    }
  }

  void DropBytes() { Pop(bytes().size()); }

  bool has_eof = false;    // FIN comes after the bytes
  bool has_reset = false;  // RST comes after the bytes

 private:
  std::string bytes_;
  size_t head_ = 0;             // bytes_[..head_] are delivered
  size_t pushed_before_ = 0;    // position of bytes_[0] in the stream
  std::deque<size_t> borders_;  // positions in the stream
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_PIPE_H_
