// Waits for one socket.
#ifndef WSDRAIN_LIVE_WAIT_H_
#define WSDRAIN_LIVE_WAIT_H_

#include <cstdint>
#include <optional>

namespace wsdrain {

// Until poll() sees one of `events` on `socket`, or an error, or `ms` have
// passed (none: without end). False: the time is over.
bool WaitFor(int socket, short events, std::optional<int64_t> ms);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_WAIT_H_
