// How long closing may still take, for endpoints that count it down themselves.
#ifndef WSDRAIN_SCENARIO_DEADLINE_H_
#define WSDRAIN_SCENARIO_DEADLINE_H_

#include <algorithm>
#include <cstdint>
#include <optional>

namespace wsdrain {

// Times are in milliseconds. Needs the standard library alone, and C++17.
class Deadline {
 public:
  // The first call counts (D23).
  void Start(int64_t ms) {
    if (!left_ms_.has_value()) left_ms_ = ms;
  }
  void Restart(int64_t ms) { left_ms_ = ms; }
  void Stop() { left_ms_.reset(); }

  // Lets time pass. True: it is reached.
  bool Elapse(int64_t ms) {
    if (!left_ms_.has_value()) return false;
    *left_ms_ = std::max<int64_t>(*left_ms_ - ms, 0);
    return *left_ms_ == 0;
  }

  bool IsRunning() const { return left_ms_.has_value(); }
  // None: it does not run. As Endpoint::NextDeadline says.
  std::optional<int64_t> left_ms() const { return left_ms_; }

 private:
  std::optional<int64_t> left_ms_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_DEADLINE_H_
