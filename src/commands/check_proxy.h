// Plays the cases of a proxy: we are its client and its backend.
#ifndef WSDRAIN_COMMANDS_CHECK_PROXY_H_
#define WSDRAIN_COMMANDS_CHECK_PROXY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "commands/check_live.h"
#include "commands/reach.h"
#include "commands/reception.h"

namespace wsdrain {

struct ProxyCheck {
  std::string name;    // of the proxy, in findings
  const Reach* reach;  // its front
  int64_t timeout_ms = 10'000;
  int64_t bound_ms = 35'000;
  bool is_quick = false;
  size_t connections = 1;
  std::function<void(size_t, size_t)> progress;
};

// Each case twice; what comes to the front goes to `backend`, which has been
// asked nothing yet.
std::vector<std::unique_ptr<LivePlay>> PlayProxy(const ProxyCheck& check,
                                                 Reception& backend);
// So many cases must the reception have.
size_t ProxyConnections();

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHECK_PROXY_H_
