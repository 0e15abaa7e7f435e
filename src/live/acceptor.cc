// A listening socket that is asked, and not told.
#include "live/acceptor.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "live/bound_port.h"
#include "live/resolve.h"
#include "live/server_opening.h"
#include "live/url.h"
#include "live/wait.h"
#include "live/write_all.h"

namespace wsdrain {
namespace {

constexpr int64_t kResolveMs = 1'000;

absl::Status Lost(const std::string& why) {
  return absl::UnavailableError("opening handshake: " + why);
}

}  // namespace

absl::StatusOr<Acceptor> Acceptor::Listen(const std::string& host,
                                          uint16_t port) {
  const auto addresses = Resolve(host, port, TimeLimit(kResolveMs));
  if (!addresses.ok()) return addresses.status();
  const Address& address = addresses->front();
  Stream listener(
      socket(address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  setsockopt(listener.socket(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const auto* at = reinterpret_cast<const sockaddr*>(&address.bytes);
  if (listener.socket() < 0 || bind(listener.socket(), at, address.size) != 0 ||
      listen(listener.socket(), SOMAXCONN) != 0) {
    return absl::UnavailableError(
        absl::StrCat(host, ":", port, ": ", std::strerror(errno)));
  }
  const uint16_t bound = BoundPort(listener.socket());
  return Acceptor(std::move(listener), host, bound);
}

std::string Acceptor::authority() const { return AuthorityOf(host_, port_); }

std::optional<Stream> Acceptor::Accept(const TimeLimit& limit) {
  do {
    const int socket =
        accept4(listener_.socket(), nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) return Stream(socket);
  } while (WaitFor(listener_.socket(), POLLIN, limit.left_ms()));
  return std::nullopt;
}

absl::StatusOr<OpenedByClient> OpenAsServer(Stream& stream,
                                            const TimeLimit& limit) {
  ServerOpening opening;
  ServerOpening::State state = ServerOpening::State::kNeedsMore;
  while (state == ServerOpening::State::kNeedsMore) {
    std::array<char, 4096> some;
    const Moved moved = stream.Read(some.data(), some.size());
    if (moved.state == Moved::State::kDone) {
      state = opening.Take({some.data(), moved.bytes});
    } else if (moved.state != Moved::State::kWouldBlock) {
      return Lost("the client has left");
    } else if (!WaitFor(stream.socket(), moved.wait_for, limit.left_ms())) {
      return Lost("the client is not done in time");
    }
  }
  if (const std::string why = WriteAll(stream, opening.response(), limit);
      !why.empty()) {
    return Lost("the client does not take the response: " + why);
  }
  if (state == ServerOpening::State::kAccepted) {
    return OpenedByClient{opening.target(), opening.unread()};
  }
  return Lost("the client does not ask for a WebSocket");
}

}  // namespace wsdrain
