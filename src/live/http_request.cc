// Asks over a connection of its own, and closes it when the head has come.
#include "live/http_request.h"

#include "absl/strings/str_cat.h"
#include "live/dial.h"
#include "live/response_head.h"
#include "live/stream.h"
#include "live/write_all.h"

namespace wsdrain {
namespace {

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
  ResponseParser response;
  response.skip(true);
  const auto unread = ReceiveHead(*stream, "the request", response, limit);
  if (!unread.ok()) {
    return Unanswered(url, std::string(unread.status().message()));
  }
  if (response.get().result_int() < kFirstError) return absl::OkStatus();
  return Unanswered(
      url, absl::StrCat("the answer is ", response.get().result_int()));
}

}  // namespace wsdrain
