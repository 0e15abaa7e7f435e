// Connects to the host of a URL, bare or under TLS, within a time limit.
#ifndef WSDRAIN_LIVE_DIAL_H_
#define WSDRAIN_LIVE_DIAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "live/stream.h"
#include "live/time_limit.h"
#include "live/tls.h"
#include "live/url.h"

namespace wsdrain {

// Where to connect to, if not to the URL's own host, and whom to trust.
struct DialOptions {
  std::string connect_to;  // HOST:PORT; empty: the URL's
  std::string unix_path;   // of a Unix socket, which goes before that
  TlsOptions tls;
};

// Errors: InvalidArgument for options that are none; Unavailable in words for
// whatever the network refuses, or does not do before `limit`.
absl::StatusOr<Stream> Dial(const Url& url, const DialOptions& options,
                            const TimeLimit& limit);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_DIAL_H_
