// One HTTP request, whose answer is looked at and not read: for what a test has
// to say to a server's other doors.
#ifndef WSDRAIN_LIVE_HTTP_REQUEST_H_
#define WSDRAIN_LIVE_HTTP_REQUEST_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "live/time_limit.h"
#include "live/url.h"

namespace wsdrain {

// `http://HOST[:PORT][/PATH]` or `https://...`. Errors: InvalidArgument.
absl::StatusOr<Url> ParseHttpUrl(std::string_view text);

// Errors: Unavailable, in words, if the network fails, or the status of the
// answer is 400 or more.
absl::Status RequestHttp(const std::string& method, const Url& url,
                         const TimeLimit& limit);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_HTTP_REQUEST_H_
