// Writes the request, and holds the response against 4.1.
#include "live/client_opening.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "live/opening_key.h"
#include "live/response_head.h"
#include "live/write_all.h"

namespace wsdrain {
namespace {

namespace http = boost::beast::http;

std::string Request(const Url& url, const OpeningOptions& options,
                    const std::string& key) {
  std::string host = url.authority;
  std::string more;
  for (const auto& [name, value] : options.headers) {
    if (absl::EqualsIgnoreCase(name, "Host")) {
      host = value;
    } else {
      absl::StrAppend(&more, name, ": ", value, "\r\n");
    }
  }
  if (!options.subprotocols.empty()) {
    absl::StrAppend(&more, "Sec-WebSocket-Protocol: ",
                    absl::StrJoin(options.subprotocols, ", "), "\r\n");
  }
  return absl::StrCat("GET ", url.target, " HTTP/1.1\r\nHost: ", host,
                      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
                      "Sec-WebSocket-Key: ", key,
                      "\r\nSec-WebSocket-Version: 13\r\n", more, "\r\n");
}

absl::Status Failed(const Url& url, const std::string& why) {
  return absl::UnavailableError(absl::StrCat(url.authority, ": ", why));
}

// 4.1, the client's list of what the response must be.
absl::Status Verify(const http::response<http::empty_body>& response,
                    const Url& url, const OpeningOptions& options,
                    const std::string& key) {
  if (response.result() != http::status::switching_protocols) {
    std::string answer =
        absl::StrCat("the server answers ", response.result_int(), " ",
                     std::string(response.reason()));
    if (const auto location = response[http::field::location];
        !location.empty()) {
      absl::StrAppend(&answer, ", Location: ", std::string(location));
    }
    return Failed(url, absl::StrCat(answer, ", wanted: 101 (4.1)"));
  }
  if (!HasToken(response[http::field::upgrade], "websocket")) {
    return Failed(url, "the response has no `Upgrade: websocket` (4.1)");
  }
  if (!HasToken(response[http::field::connection], "upgrade")) {
    return Failed(url, "the response has no `Connection: Upgrade` (4.1)");
  }
  if (response[http::field::sec_websocket_accept] != AcceptFor(key)) {
    return Failed(url, "the response's Sec-WebSocket-Accept is wrong (4.1)");
  }
  const auto chosen = response[http::field::sec_websocket_protocol];
  const auto& offered = options.subprotocols;
  if (!chosen.empty() && std::find(offered.begin(), offered.end(),
                                   std::string(chosen)) == offered.end()) {
    return Failed(url, absl::StrCat("the server chooses the subprotocol ",
                                    std::string(chosen),
                                    ", which was not offered (4.1)"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::pair<std::string, std::string>> ParseHeader(
    std::string_view text) {
  const size_t colon = text.find(':');
  const std::string name(text.substr(0, colon));
  const auto is_token = [](unsigned char c) {
    return absl::ascii_isalnum(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) !=
               std::string_view::npos;
  };
  const bool is_header =
      colon != std::string_view::npos && !name.empty() &&
      std::all_of(name.begin(), name.end(), is_token) &&
      std::none_of(text.begin(), text.end(),
                   [](unsigned char c) { return absl::ascii_iscntrl(c); });
  if (!is_header) {
    return absl::InvalidArgumentError(absl::StrCat(
        "found ", std::string(text), ", allowed: NAME: VALUE, in one line"));
  }
  for (const char* own :
       {"Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
        "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions"}) {
    if (absl::EqualsIgnoreCase(name, own)) {
      return absl::InvalidArgumentError(
          absl::StrCat("found ", name,
                       ", allowed: headers that the opening handshake does "
                       "not set itself"));
    }
  }
  return std::pair(name, std::string(absl::StripAsciiWhitespace(
                             std::string(text.substr(colon + 1)))));
}

absl::StatusOr<Opened> OpenAsClient(Stream& stream, const Url& url,
                                    const OpeningOptions& options,
                                    const TimeLimit& limit) {
  const std::string key = NewOpeningKey();
  const std::string request = Request(url, options, key);
  if (const std::string why = WriteAll(stream, request, limit); !why.empty()) {
    return Failed(url, "the request is not taken: " + why);
  }
  ResponseParser response;
  response.header_limit(16 << 10);
  response.skip(true);
  auto unread = ReceiveHead(stream, "the opening handshake", response, limit);
  if (!unread.ok()) return Failed(url, std::string(unread.status().message()));
  if (absl::Status right = Verify(response.get(), url, options, key);
      !right.ok()) {
    return right;
  }
  const auto& head = response.get();
  return Opened{
      .subprotocol = std::string(head[http::field::sec_websocket_protocol]),
      .extensions = std::string(head[http::field::sec_websocket_extensions]),
      .unread = *std::move(unread)};
}

}  // namespace wsdrain
