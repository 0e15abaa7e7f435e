// poll(), which a signal may end early: then what is due is looked at once
// more.
#include "live/wait.h"

#include <poll.h>

#include <algorithm>
#include <limits>

namespace wsdrain {

bool WaitFor(int socket, short events, std::optional<int64_t> ms) {
  constexpr int64_t kLongest = std::numeric_limits<int>::max();
  pollfd wanted{.fd = socket, .events = events, .revents = 0};
  const int timeout =
      ms.has_value() ? static_cast<int>(std::min(*ms, kLongest)) : -1;
  return poll(&wanted, 1, timeout) != 0;
}

}  // namespace wsdrain
