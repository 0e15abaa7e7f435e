// Holds the request against 4.2.1, and answers as 4.2.2 says.
#include "live/server_opening.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "live/opening_key.h"

namespace wsdrain {
namespace {

namespace http = boost::beast::http;

constexpr size_t kHeadBytesMax = 16 << 10;

}  // namespace

struct ServerOpening::Parser {
  http::request_parser<http::empty_body> http;
};

ServerOpening::ServerOpening(std::vector<std::string> subprotocols)
    : parser_(std::make_unique<Parser>()),
      subprotocols_(std::move(subprotocols)) {
  parser_->http.header_limit(kHeadBytesMax);
  parser_->http.skip(true);
}
ServerOpening::~ServerOpening() = default;
ServerOpening::ServerOpening(ServerOpening&&) noexcept = default;

ServerOpening::State ServerOpening::Take(std::string_view bytes) {
  unread_ += bytes;
  boost::system::error_code error;
  const size_t used = parser_->http.put(
      boost::asio::buffer(unread_.data(), unread_.size()), error);
  unread_.erase(0, used);
  if (error == http::error::header_limit) {
    return Refuse("431 Request Header Fields Too Large");
  }
  if (error && error != http::error::need_more)
    return Refuse("400 Bad Request");
  return parser_->http.is_header_done() ? Answer() : State::kNeedsMore;
}

ServerOpening::State ServerOpening::Answer() {
  const auto& request = parser_->http.get();
  target_ = std::string(request.target());
  const std::string_view key = request[http::field::sec_websocket_key];
  // 4.2.1, points 1 to 5.
  if (request.method() != http::verb::get) {
    return Refuse("405 Method Not Allowed", "Allow: GET\r\n");
  }
  if (!HasToken(request[http::field::upgrade], "websocket") ||
      !HasToken(request[http::field::connection], "upgrade")) {
    return Refuse("426 Upgrade Required",
                  "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
  }
  if (request.version() < 11 || request[http::field::host].empty() ||
      !IsOpeningKey(key)) {
    return Refuse("400 Bad Request");
  }
  // Point 6, and 4.4.
  if (request[http::field::sec_websocket_version] != "13") {
    return Refuse("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n");
  }
  std::string chosen;
  const auto offered = request[http::field::sec_websocket_protocol];
  for (const std::string& subprotocol : subprotocols_) {
    if (HasToken(offered, subprotocol)) {
      chosen = absl::StrCat("Sec-WebSocket-Protocol: ", subprotocol, "\r\n");
      break;
    }
  }
  response_ = absl::StrCat(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Accept: ",
      AcceptFor(key), "\r\n", chosen, "\r\n");
  return State::kAccepted;
}

ServerOpening::State ServerOpening::Refuse(std::string_view status,
                                           std::string_view headers) {
  response_ = absl::StrCat("HTTP/1.1 ", std::string(status), "\r\n",
                           std::string(headers),
                           "Connection: close\r\nContent-Length: 0\r\n\r\n");
  return State::kRefused;
}

}  // namespace wsdrain
