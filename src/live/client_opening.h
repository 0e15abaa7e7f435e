// The opening handshake (RFC 6455 section 4), from the client's side.
#ifndef WSDRAIN_LIVE_CLIENT_OPENING_H_
#define WSDRAIN_LIVE_CLIENT_OPENING_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "live/stream.h"
#include "live/time_limit.h"
#include "live/url.h"

namespace wsdrain {

struct OpeningOptions {
  // Besides those of the handshake, which may not be among them. A Host here
  // goes instead of the URL's.
  std::vector<std::pair<std::string, std::string>> headers;
  std::vector<std::string> subprotocols;  // in the order of preference
};

// `NAME: VALUE`, as on a command line. Errors: InvalidArgument, if it is none,
// or one that the handshake needs for itself.
absl::StatusOr<std::pair<std::string, std::string>> ParseHeader(
    std::string_view text);

struct Opened {
  std::string subprotocol;  // empty: none
  std::string extensions;   // accepted though none was offered: a violation
  std::string unread;       // what came behind the response
};

// Asks for a connection and takes the answer. Errors: Unavailable, in words,
// if the server refuses, breaks 4.2.2, goes away, or is not done before
// `limit`.
absl::StatusOr<Opened> OpenAsClient(Stream& stream, const Url& url,
                                    const OpeningOptions& options,
                                    const TimeLimit& limit);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_CLIENT_OPENING_H_
