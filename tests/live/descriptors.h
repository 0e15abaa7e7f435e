// How many files this process has open, to see whether a server has left some.
#ifndef WSDRAIN_TESTS_LIVE_DESCRIPTORS_H_
#define WSDRAIN_TESTS_LIVE_DESCRIPTORS_H_

#include <sys/resource.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <thread>

#include "live/time_limit.h"

namespace wsdrain {

inline size_t OpenDescriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<size_t>(std::distance(begin(all), end(all)));
}

// Waits for the server to notice that all is over; returns what is open then,
// or when the time is up.
inline size_t OpenDescriptorsOnceAt(size_t wanted, int64_t ms) {
  for (const TimeLimit limit(ms);
       OpenDescriptors() != wanted && !limit.is_over();) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return OpenDescriptors();
}

// Those that stay open: a thread that begins has one or another for a moment.
inline size_t OpenDescriptorsOnceSteady() {
  constexpr int kSteadyTimes = 20;
  size_t open = OpenDescriptors();
  for (int times = 0; times < kSteadyTimes; ++times) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const size_t now = OpenDescriptors();
    if (now != open) times = 0;
    open = now;
  }
  return open;
}

// Whether this process may open so many.
inline bool RaiseDescriptorsMax(size_t wanted) {
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return false;
  if (limit.rlim_cur >= wanted) return true;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= wanted;
}

// For as long as it lives the process may open no descriptor above `wanted`.
class DescriptorsMax {
 public:
  explicit DescriptorsMax(size_t wanted) {
    getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit limit{.rlim_cur = wanted, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~DescriptorsMax() { setrlimit(RLIMIT_NOFILE, &before_); }
  DescriptorsMax(const DescriptorsMax&) = delete;
  DescriptorsMax& operator=(const DescriptorsMax&) = delete;

 private:
  rlimit before_ = {};
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_LIVE_DESCRIPTORS_H_
