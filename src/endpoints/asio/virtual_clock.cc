// Stands in front of std::chrono::steady_clock::now().
#include "endpoints/asio/virtual_clock.h"

#include <chrono>

namespace wsdrain {
namespace {

using std::chrono::steady_clock;

constexpr int64_t kReal = -1;
thread_local int64_t virtual_now_ms = kReal;

// Away from the epoch: stacks take a time of 0 for none.
constexpr std::chrono::hours kStart{24};

}  // namespace

VirtualClock::VirtualClock(int64_t now_ms) : before_(virtual_now_ms) {
  virtual_now_ms = now_ms;
}

VirtualClock::~VirtualClock() { virtual_now_ms = before_; }

// The names that --wrap=SYMBOL makes of _ZNSt6chrono3_V212steady_clock3nowEv.
steady_clock::time_point RealNow() noexcept
    __asm__("__real__ZNSt6chrono3_V212steady_clock3nowEv");
steady_clock::time_point WrappedNow() noexcept
    __asm__("__wrap__ZNSt6chrono3_V212steady_clock3nowEv");

steady_clock::time_point WrappedNow() noexcept {
  if (virtual_now_ms == kReal) return RealNow();
  return steady_clock::time_point(kStart +
                                  std::chrono::milliseconds(virtual_now_ms));
}

}  // namespace wsdrain
