// Looks up the addresses of a host, within a time limit.
#ifndef WSDRAIN_LIVE_RESOLVE_H_
#define WSDRAIN_LIVE_RESOLVE_H_

#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "live/time_limit.h"

namespace wsdrain {

struct Address {
  sockaddr_storage bytes = {};
  socklen_t size = 0;
};

// In the order in which they are to be tried; at least one. Errors:
// Unavailable, in words.
absl::StatusOr<std::vector<Address>> Resolve(const std::string& host,
                                             uint16_t port,
                                             const TimeLimit& limit);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_RESOLVE_H_
