// A moment of the steady clock by which something must be over.
#ifndef WSDRAIN_LIVE_TIME_LIMIT_H_
#define WSDRAIN_LIVE_TIME_LIMIT_H_

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace wsdrain {

class TimeLimit {
 public:
  using Clock = std::chrono::steady_clock;

  // In `ms` from now.
  explicit TimeLimit(int64_t ms)
      : end_(Clock::now() + std::chrono::milliseconds(ms)) {}

  // Rounded up, so that who waits for so long is not too early; 0: it is over.
  int64_t left_ms() const {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end_ - Clock::now());
    return std::max<int64_t>(left.count(), 0);
  }
  bool is_over() const { return Clock::now() >= end_; }

 private:
  Clock::time_point end_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_TIME_LIMIT_H_
