// The grammar is Boost.URL's; what a WebSocket URI may have is asked here.
#include "live/url.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

absl::Status Refused(std::string_view text, std::string_view allowed) {
  return absl::InvalidArgumentError(absl::StrCat(
      "found ", std::string(text), ", allowed: ", std::string(allowed)));
}

}  // namespace

std::string AuthorityOf(std::string_view host, uint16_t port) {
  const std::string name(host);
  const bool is_v6 = name.find(':') != std::string::npos;
  return is_v6 ? absl::StrCat("[", name, "]:", port)
               : absl::StrCat(name, ":", port);
}

absl::StatusOr<Url> ParseUrl(std::string_view text) {
  constexpr std::string_view kAllowed =
      "ws://HOST[:PORT][/PATH][?QUERY], or wss://...";
  const auto parsed = boost::urls::parse_uri(text);
  if (parsed.has_error()) return Refused(text, kAllowed);
  const boost::urls::url_view& view = *parsed;
  Url url;
  url.is_secure = view.scheme() == "wss";
  if (!url.is_secure && view.scheme() != "ws") return Refused(text, kAllowed);
  url.host = std::string(view.host_address());
  if (url.host.empty()) return Refused(text, kAllowed);
  if (view.has_userinfo()) {
    return Refused(text, "no user or password: use --header for them");
  }
  if (view.has_fragment()) return Refused(text, "no fragment (section 3)");
  url.port = url.is_secure ? 443 : 80;
  url.authority = std::string(view.encoded_host());
  if (view.has_port() && !view.port().empty()) {
    if (view.port_number() == 0) return Refused(text, "a port from 1 to 65535");
    if (view.port_number() != url.port) {
      absl::StrAppend(&url.authority, ":", view.port_number());
    }
    url.port = view.port_number();
  }
  url.target = std::string(view.encoded_path());
  if (url.target.empty()) url.target = "/";
  if (view.has_query()) {
    absl::StrAppend(&url.target, "?", std::string(view.encoded_query()));
  }
  return url;
}

}  // namespace wsdrain
