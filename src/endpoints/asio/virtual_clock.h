// Virtual time for stacks that ask std::chrono::steady_clock what time it is.
#ifndef WSDRAIN_ENDPOINTS_ASIO_VIRTUAL_CLOCK_H_
#define WSDRAIN_ENDPOINTS_ASIO_VIRTUAL_CLOCK_H_

#include <cstdint>

namespace wsdrain {

// While one lives, steady_clock::now() is `now_ms` in this thread, counted from
// some moment long ago; else it is what it always was. A program that links
// this replaces the calls by the linker's --wrap.
class VirtualClock {
 public:
  explicit VirtualClock(int64_t now_ms);
  ~VirtualClock();
  VirtualClock(const VirtualClock&) = delete;
  VirtualClock& operator=(const VirtualClock&) = delete;

 private:
  int64_t before_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_ASIO_VIRTUAL_CLOCK_H_
