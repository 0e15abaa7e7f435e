// Tries one address after the other, then shakes hands for TLS.
#include "live/dial.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <boost/url/authority_view.hpp>
#include <boost/url/parse.hpp>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "live/resolve.h"
#include "live/wait.h"

namespace wsdrain {
namespace {

struct Where {
  std::string host;
  uint16_t port = 0;

  std::string words() const { return AuthorityOf(host, port); }
};

absl::Status Unreachable(const std::string& where, const std::string& why) {
  return absl::UnavailableError(absl::StrCat(where, ": ", why));
}

absl::StatusOr<Where> ParseWhere(const std::string& text) {
  const auto parsed = boost::urls::parse_authority(text);
  const bool is_one = parsed.has_value() && parsed->port_number() != 0 &&
                      !parsed->has_userinfo() &&
                      !parsed->encoded_host().empty();
  if (!is_one) {
    return absl::InvalidArgumentError(
        absl::StrCat("found ", text, ", allowed: HOST:PORT"));
  }
  return Where{std::string(parsed->host_address()), parsed->port_number()};
}

// Within `ms`; the words of what went wrong.
absl::StatusOr<Stream> Connect(const Address& address, const std::string& where,
                               int64_t ms) {
  Stream stream(socket(address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (stream.socket() < 0) return Unreachable(where, std::strerror(errno));
  const auto* to = reinterpret_cast<const sockaddr*>(&address.bytes);
  if (connect(stream.socket(), to, address.size) == 0) return stream;
  if (errno != EINPROGRESS) return Unreachable(where, std::strerror(errno));
  if (!WaitFor(stream.socket(), POLLOUT, ms)) {
    return Unreachable(where, "no connection in time");
  }
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(stream.socket(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return Unreachable(where, std::strerror(error));
  return stream;
}

absl::StatusOr<Stream> ConnectTo(const Where& where, const TimeLimit& limit) {
  auto addresses = Resolve(where.host, where.port, limit);
  if (!addresses.ok()) return addresses.status();
  absl::Status refused;
  for (size_t i = 0; i < addresses->size(); ++i) {
    // One that is silent leaves time for the next.
    const bool is_last = i + 1 == addresses->size();
    const int64_t ms = is_last ? limit.left_ms() : limit.left_ms() / 2;
    absl::StatusOr<Stream> stream = Connect((*addresses)[i], where.words(), ms);
    if (stream.ok()) return stream;
    refused = stream.status();
  }
  return refused;
}

absl::StatusOr<Stream> ConnectToUnix(const std::string& path,
                                     const TimeLimit& limit) {
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  if (path.size() >= sizeof address.sun_path) {
    return absl::InvalidArgumentError(
        absl::StrCat("found a path of ", path.size(),
                     " bytes, allowed: ", sizeof address.sun_path - 1));
  }
  path.copy(address.sun_path, path.size());
  Address to{.bytes = {}, .size = sizeof address};
  std::memcpy(&to.bytes, &address, sizeof address);
  return Connect(to, path, limit.left_ms());
}

absl::Status ShakeHands(Stream& stream, const Url& url, TlsOptions options,
                        const TimeLimit& limit) {
  auto tls = TlsSession::ForClient(stream.socket(), url.host, options);
  if (!tls.ok()) return tls.status();
  for (;;) {
    const Moved moved = tls->Handshake();
    if (moved.state == Moved::State::kDone) break;
    if (moved.state != Moved::State::kWouldBlock) {
      const std::string why = tls->Error();
      return Unreachable(
          url.authority,
          "TLS: " + (why.empty() ? "closed by the server" : why));
    }
    if (!WaitFor(stream.socket(), moved.wait_for, limit.left_ms())) {
      return Unreachable(url.authority, "TLS: no handshake in time");
    }
  }
  stream.Wrap(*std::move(tls));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Stream> Dial(const Url& url, const DialOptions& options,
                            const TimeLimit& limit) {
  Where where{url.host, url.port};
  if (!options.connect_to.empty()) {
    auto other = ParseWhere(options.connect_to);
    if (!other.ok()) return other.status();
    where = *std::move(other);
  }
  absl::StatusOr<Stream> stream = options.unix_path.empty()
                                      ? ConnectTo(where, limit)
                                      : ConnectToUnix(options.unix_path, limit);
  if (!stream.ok() || !url.is_secure) return stream;
  if (absl::Status shaken = ShakeHands(*stream, url, options.tls, limit);
      !shaken.ok()) {
    return shaken;
  }
  return stream;
}

}  // namespace wsdrain
