// One direction of the simulated TCP connection: bytes in flight, then an end.
#ifndef WSDRAIN_SCENARIO_PIPE_H_
#define WSDRAIN_SCENARIO_PIPE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

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
    const size_t at = pushed_before_ + head_;
    size_t passed = 0;
    while (passed < borders_.size() && borders_[passed] <= at) ++passed;
    borders_.erase(borders_.begin(), borders_.begin() + passed);
    if (head_ > 4096 && head_ > bytes_.size() / 2) {
      bytes_.erase(0, head_);
      pushed_before_ += head_;
      head_ = 0;
    }
  }

  void DropBytes() { Pop(bytes().size()); }

  // Forgets what was delivered, and counts positions from there; returns how
  // many bytes later that is.
  size_t Rebase() {
    const size_t later = pushed_before_ + head_;
    bytes_.erase(0, head_);
    for (size_t& border : borders_) border -= later;
    pushed_before_ = head_ = 0;
    return later;
  }
  // What nobody will look into is one byte, if there is any.
  void ForgetContent() {
    const bool any = !bytes().empty();
    bytes_.assign(any ? 1 : 0, '\0');
    borders_.assign(any ? 1 : 0, 1);
    pushed_before_ = head_ = 0;
  }

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.has_eof, self.has_reset, self.bytes_, self.head_,
                    self.pushed_before_, self.borders_);
  }

  bool has_eof = false;    // FIN comes after the bytes
  bool has_reset = false;  // RST comes after the bytes

 private:
  std::string bytes_;
  size_t head_ = 0;              // bytes_[..head_] are delivered
  size_t pushed_before_ = 0;     // position of bytes_[0] in the stream
  std::vector<size_t> borders_;  // positions in the stream
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_PIPE_H_
