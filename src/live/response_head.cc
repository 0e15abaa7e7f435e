// A loop around a read that never blocks.
#include "live/response_head.h"

#include <array>
#include <boost/asio/buffer.hpp>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "live/wait.h"

namespace wsdrain {
namespace {

namespace http = boost::beast::http;

}  // namespace

absl::StatusOr<std::string> ReceiveHead(Stream& stream,
                                        const std::string& asked,
                                        ResponseParser& response,
                                        const TimeLimit& limit) {
  std::string bytes;
  while (!response.is_header_done()) {
    std::array<char, 4096> some;
    const Moved moved = stream.Read(some.data(), some.size());
    switch (moved.state) {
      case Moved::State::kDone:
        bytes.append(some.data(), moved.bytes);
        break;
      case Moved::State::kWouldBlock:
        if (!WaitFor(stream.socket(), moved.wait_for, limit.left_ms())) {
          return absl::UnavailableError(
              absl::StrCat("no answer to ", asked, " in time"));
        }
        continue;
      case Moved::State::kEof:
        return absl::UnavailableError("closed in " + asked);
      case Moved::State::kFailed:
        return absl::UnavailableError(
            absl::StrCat("lost in ", asked, ": ", stream.error()));
    }
    boost::system::error_code error;
    const size_t used =
        response.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    bytes.erase(0, used);
    if (error && error != http::error::need_more) {
      return absl::UnavailableError("the answer is no HTTP response: " +
                                    error.message());
    }
  }
  return bytes;
}

}  // namespace wsdrain
