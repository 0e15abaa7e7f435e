// libevent tells which sockets are ready; each connection then takes its turn.
#include "live/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "live/bound_port.h"
#include "live/event_loop.h"

namespace wsdrain {
namespace {

// As many connections as the system lets us have.
void RaiseFileLimit() {
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

struct Bindable {
  sockaddr_storage bytes = {};
  socklen_t size = 0;
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&bytes); }
};

absl::StatusOr<Bindable> AddressOf(const std::string& host, uint16_t port) {
  Bindable address;
  sockaddr_in v4{.sin_family = AF_INET, .sin_port = htons(port)};
  sockaddr_in6 v6{.sin6_family = AF_INET6, .sin6_port = htons(port)};
  if (inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
    address.size = sizeof v4;
    std::memcpy(&address.bytes, &v4, sizeof v4);
  } else if (inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1) {
    address.size = sizeof v6;
    std::memcpy(&address.bytes, &v6, sizeof v6);
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("found ", host, ", allowed: an IP address"));
  }
  return address;
}

timeval TimevalOf(int64_t ms) {
  return {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
}

}  // namespace

class Server::Impl {
 public:
  explicit Impl(const ServerOptions& options)
      : options_(options), loop_(event_base_new()) {}

  absl::Status Listen();
  uint16_t port() const {
    return BoundPort(evconnlistener_get_fd(listener_.get()));
  }
  ServerCounts Run();

 private:
  struct Served {
    ServedConnection connection;
    Impl* server;
    int id;
    LoopEvent ready = nullptr;
    short events = 0;
  };

  void HeedSignals();
  void Accept(int socket);
  void WaitForSomeToEnd();
  void Turn(Served& served);
  void Arm(Served& served);
  void End(const Served& served);
  void OnSignal();

  ServerOptions options_;
  EventLoop loop_;
  std::vector<LoopEvent> signals_;
  Listener listener_;
  std::unordered_map<int, Served> served_;  // by a number of our own
  int next_id_ = 0;
  bool is_going_away_ = false;
  ServerCounts counts_;
};

absl::Status Server::Impl::Listen() {
  auto address = AddressOf(options_.host, options_.port);
  if (!address.ok()) return address.status();
  RaiseFileLimit();
  listener_.reset(evconnlistener_new_bind(
      loop_.get(),
      [](evconnlistener*, evutil_socket_t socket, sockaddr*, int, void* self) {
        static_cast<Impl*>(self)->Accept(socket);
      },
      this, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_REUSEABLE,
      SOMAXCONN, address->get(), static_cast<int>(address->size)));
  if (listener_ == nullptr) {
    return absl::UnavailableError(absl::StrCat(
        options_.host, ":", options_.port, ": ", std::strerror(errno)));
  }
  evconnlistener_set_error_cb(listener_.get(), [](evconnlistener*, void* self) {
    static_cast<Impl*>(self)->WaitForSomeToEnd();
  });
  HeedSignals();
  return absl::OkStatus();
}

// From the moment on at which someone may know the port.
void Server::Impl::HeedSignals() {
  for (const int signal : {SIGTERM, SIGINT}) {
    const auto on_signal = [](evutil_socket_t, short, void* self) {
      static_cast<Impl*>(self)->OnSignal();
    };
    signals_.emplace_back(evsignal_new(loop_.get(), signal, on_signal, this));
    event_add(signals_.back().get(), nullptr);
  }
}

ServerCounts Server::Impl::Run() {
  event_base_dispatch(loop_.get());
  served_.clear();
  return counts_;
}

void Server::Impl::Accept(int socket) {
  ++counts_.accepted;
  const int id = next_id_++;
  const auto [at, is_new] = served_.emplace(
      id, Served{.connection = ServedConnection(
                     Stream(socket), options_.connection, options_.limits,
                     /*is_full=*/served_.size() >= options_.connections_max),
                 .server = this,
                 .id = id});
  Arm(at->second);
}

// There are no file descriptors left, or no memory.
void Server::Impl::WaitForSomeToEnd() {
  constexpr timeval kSoon{.tv_sec = 0, .tv_usec = 50'000};
  evconnlistener_disable(listener_.get());
  event_base_once(
      loop_.get(), -1, EV_TIMEOUT,
      [](evutil_socket_t, short, void* self) {
        Impl* const impl = static_cast<Impl*>(self);
        if (impl->listener_ != nullptr) {
          evconnlistener_enable(impl->listener_.get());
        }
      },
      this, &kSoon);
}

void Server::Impl::Turn(Served& served) {
  served.connection.Turn();
  served.connection.is_over() ? End(served) : Arm(served);
}

void Server::Impl::Arm(Served& served) {
  const LiveConnection::Wants wants = served.connection.wants();
  const short events =
      static_cast<short>(((wants.events & POLLIN) != 0 ? EV_READ : 0) |
                         ((wants.events & POLLOUT) != 0 ? EV_WRITE : 0));
  if (served.ready == nullptr || events != served.events) {
    served.events = events;
    served.ready.reset(event_new(
        loop_.get(), served.connection.socket(),
        static_cast<short>(events | EV_PERSIST),
        [](evutil_socket_t, short, void* self) {
          Served& ready = *static_cast<Served*>(self);
          ready.server->Turn(ready);
        },
        &served));
  }
  const timeval timeout = TimevalOf(wants.ms.value_or(0));
  event_add(served.ready.get(), wants.ms.has_value() ? &timeout : nullptr);
}

void Server::Impl::End(const Served& served) {
  const ServedConnection& connection = served.connection;
  if (!connection.is_open()) {
    ++counts_.refused;
  } else {
    ++counts_.opened;
    ++(connection.is_clean() ? counts_.clean : counts_.unclean);
  }
  served_.erase(served.id);
  if (is_going_away_ && served_.empty()) event_base_loopbreak(loop_.get());
}

void Server::Impl::OnSignal() {
  if (is_going_away_) {
    event_base_loopbreak(loop_.get());
    return;
  }
  is_going_away_ = true;
  listener_.reset();
  std::vector<Served*> all;
  for (auto& [id, served] : served_) all.push_back(&served);
  for (Served* served : all) {
    served->connection.GoAway();
    Turn(*served);
  }
  if (served_.empty()) event_base_loopbreak(loop_.get());
}

absl::StatusOr<std::unique_ptr<Server>> Server::Listen(
    const ServerOptions& options) {
  auto impl = std::make_unique<Impl>(options);
  if (absl::Status listens = impl->Listen(); !listens.ok()) return listens;
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;
uint16_t Server::port() const { return impl_->port(); }
ServerCounts Server::Run() { return impl_->Run(); }

}  // namespace wsdrain
