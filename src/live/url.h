// A WebSocket URI, taken apart (RFC 6455 section 3).
#ifndef WSDRAIN_LIVE_URL_H_
#define WSDRAIN_LIVE_URL_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

struct Url {
  bool is_secure = false;  // wss
  std::string host;        // a name, or an address without its brackets
  uint16_t port = 80;
  std::string authority;  // as the Host header says it: the port if it is not
                          // the scheme's
  std::string target;     // path and query, as the request line says it
};

// "HOST:PORT", the host in brackets if it is an IPv6 address.
std::string AuthorityOf(std::string_view host, uint16_t port);

// Errors: InvalidArgument, in the form "found ..., allowed: ...".
absl::StatusOr<Url> ParseUrl(std::string_view text);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_URL_H_
