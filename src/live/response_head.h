// The head of an HTTP response, read from a stream.
#ifndef WSDRAIN_LIVE_RESPONSE_HEAD_H_
#define WSDRAIN_LIVE_RESPONSE_HEAD_H_

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "live/stream.h"
#include "live/time_limit.h"

namespace wsdrain {

using ResponseParser =
    boost::beast::http::response_parser<boost::beast::http::empty_body>;

// Reads until the head is whole; what is behind it is returned. `asked` is what
// it answers, as "the request". Errors: Unavailable, in words, if it does not
// come before `limit`, or is none.
absl::StatusOr<std::string> ReceiveHead(Stream& stream,
                                        const std::string& asked,
                                        ResponseParser& response,
                                        const TimeLimit& limit);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_RESPONSE_HEAD_H_
