// Asks over a connection of its own, and closes it when the head has come.
#include "live/http_request.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "live/dial.h"
#include "live/stream.h"
#include "live/wait.h"
#include "live/write_all.h"

namespace wsdrain {
namespace {

namespace http = boost::beast::http;
using Response = http::response_parser<http::empty_body>;

constexpr unsigned kFirstError = 400;

absl::Status Unanswered(const Url& url, const std::string& why) {
  return absl::UnavailableError(absl::StrCat(url.authority, ": ", why));
}

}  // namespace

absl::StatusOr<Url> ParseHttpUrl(std::string_view text) {
  constexpr std::string_view kScheme = "http";
  if (!text.starts_with(kScheme)) {
    return absl::InvalidArgumentError(
        absl::StrCat("found ", std::string(text),
                     ", allowed: http://HOST[:PORT][/PATH], or https://..."));
  }
  return ParseUrl("ws" + std::string(text.substr(kScheme.size())));
}

absl::Status RequestHttp(const std::string& method, const Url& url,
                         const TimeLimit& limit) {
  auto stream = Dial(url, {}, limit);
  if (!stream.ok()) return stream.status();
  const std::string request = absl::StrCat(
      method, " ", url.target, " HTTP/1.1\r\nHost: ", url.authority,
      "\r\nContent-Length: 0\r\n", "Connection: close\r\n\r\n");
  if (const std::string why = WriteAll(*stream, request, limit); !why.empty()) {
    return Unanswered(url, "the request is not taken: " + why);
  }
  Response response;
  response.skip(true);
  std::string bytes;
  while (!response.is_header_done()) {
    std::array<char, 4096> some;
    const Moved moved = stream->Read(some.data(), some.size());
    if (moved.state != Moved::State::kDone) {
      const bool is_to_wait = moved.state == Moved::State::kWouldBlock;
      if (is_to_wait &&
          WaitFor(stream->socket(), moved.wait_for, limit.left_ms())) {
        continue;
      }
      return Unanswered(url, "no answer to the request");
    }
    bytes.append(some.data(), moved.bytes);
    boost::system::error_code error;
    const size_t used =
        response.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    bytes.erase(0, used);
    if (error && error != http::error::need_more) {
      return Unanswered(url, "the answer is no HTTP: " + error.message());
    }
  }
  if (response.get().result_int() < kFirstError) return absl::OkStatus();
  return Unanswered(
      url, absl::StrCat("the answer is ", response.get().result_int()));
}

}  // namespace wsdrain
