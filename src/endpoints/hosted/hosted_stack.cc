// Moves bytes between the simulated wire and a real socket.
#include "endpoints/hosted/hosted_stack.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

namespace wsdrain {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

int Checked(int result, const char* what) {
  if (result >= 0) return result;
  throw std::system_error(errno, std::generic_category(), what);
}

// Closed at the end of its scope, unless it was taken out.
class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int get() const { return fd_; }
  int Take() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

int NewSocket() {
  return Checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
}

void SendAtOnce(int fd) {
  const int on = 1;
  Checked(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on),
          "TCP_NODELAY");
}

// What can be read from `fd` now.
size_t Readable(int fd) {
  int bytes = 0;
  return ioctl(fd, FIONREAD, &bytes) == 0 ? static_cast<size_t>(bytes) : 0;
}

}  // namespace

HostedStack::HostedStack(EndpointObserver& observer) : observer_(observer) {
  const Socket listener(NewSocket());
  sockaddr_in address{.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* where = reinterpret_cast<sockaddr*>(&address);
  Checked(bind(listener.get(), where, size), "bind");
  Checked(listen(listener.get(), 1), "listen");
  Checked(getsockname(listener.get(), where, &size), "getsockname");
  Socket ours(NewSocket());
  Checked(connect(ours.get(), where, size), "connect");
  Socket theirs(Checked(accept(listener.get(), nullptr, nullptr), "accept"));
  SendAtOnce(ours.get());
  SendAtOnce(theirs.get());
  socket_ = ours.Take();
  stack_socket_ = theirs.Take();
}

HostedStack::~HostedStack() { CloseWithReset(); }

size_t HostedStack::Receive(std::string_view bytes) {
  const ssize_t sent =
      send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  const bool is_full = sent < 0 && errno == EAGAIN;
  WaitUntilQuiet();
  if (sent >= 0) return static_cast<size_t>(sent);
  // A stack that is gone reads nothing more, and keeps nothing waiting.
  return is_full ? 0 : bytes.size();
}

void HostedStack::ReceiveEof() {
  shutdown(socket_, SHUT_WR);
  WaitUntilQuiet();
}

void HostedStack::ReceiveReset() {
  CloseWithReset();
  WaitUntilQuiet();
}

size_t HostedStack::OutputBytes() const { return Readable(socket_); }

void HostedStack::CopyOutput(size_t bytes_max, std::string& out) const {
  const size_t before = out.size();
  out.resize(before + std::min(bytes_max, OutputBytes()));
  const ssize_t read = recv(socket_, out.data() + before, out.size() - before,
                            MSG_PEEK | MSG_DONTWAIT);
  out.resize(before + static_cast<size_t>(std::max<ssize_t>(read, 0)));
}

void HostedStack::OutputAccepted(size_t bytes) {
  std::string taken(bytes, '\0');
  recv(socket_, taken.data(), bytes, MSG_DONTWAIT);
  WaitUntilQuiet();
}

Tcp HostedStack::tcp() const {
  if (socket_ < 0) return Tcp::kClosed;
  char byte = 0;
  const ssize_t read = recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (read > 0) return is_closed_told_ ? Tcp::kClosed : Tcp::kOpen;
  if (read == 0) return is_closed_told_ ? Tcp::kClosed : Tcp::kWriteShutdown;
  return errno == EAGAIN ? Tcp::kOpen : Tcp::kReset;
}

void HostedStack::Elapse(int64_t ms) {
  const auto until = steady_clock::now() + milliseconds(ms);
  while (steady_clock::now() < until) {
    PassOnEvents();
    std::this_thread::sleep_for(milliseconds(1));
  }
  // Timers of the stack's that run out now are heard as well.
  WaitUntilQuiet(/*has_time_passed=*/true);
}

size_t HostedStack::RunUntilIdle(size_t /*turns_max*/) {
  WaitUntilQuiet();
  return 0;
}

void HostedStack::TellMessage(bool is_text, std::string payload) {
  Tell({Kind::kOther,
        [is_text, payload = std::move(payload)](EndpointObserver& observer) {
          observer.OnMessage(is_text, payload);
        }});
}

void HostedStack::TellPing(std::string payload) {
  Tell({Kind::kOther,
        [payload = std::move(payload)](EndpointObserver& observer) {
          observer.OnPing(payload);
        }});
}

void HostedStack::TellPong(std::string payload) {
  Tell({Kind::kOther,
        [payload = std::move(payload)](EndpointObserver& observer) {
          observer.OnPong(payload);
        }});
}

void HostedStack::TellClosed(ClosedReport closed) {
  const Kind kind = closed.is_clean ? Kind::kCleanEnd : Kind::kOtherEnd;
  Tell({kind, [this, closed = std::move(closed)](EndpointObserver& observer) {
          is_closed_told_ = true;
          observer.OnClosed(closed);
        }});
}

void HostedStack::Tell(Event event) {
  const std::scoped_lock lock(mutex_);
  if (event.kind != Kind::kOther) is_stack_at_end_ = true;
  events_.push_back(std::move(event));
}

// The first event, if it is due.
std::optional<HostedStack::Event> HostedStack::TakeEventIf(
    const std::function<bool(Kind)>& is_due) {
  const std::scoped_lock lock(mutex_);
  if (events_.empty() || !is_due(events_.front().kind)) return std::nullopt;
  Event event = std::move(events_.front());
  events_.pop_front();
  return event;
}

bool HostedStack::PassOnEvents() {
  bool any = false;
  const auto is_due = [](Kind kind) { return kind == Kind::kOther; };
  while (const std::optional<Event> event = TakeEventIf(is_due)) {
    event->pass_on(observer_);
    any = true;
  }
  return any;
}

bool HostedStack::PassOnTheEnd(bool has_time_passed) {
  const bool is_written = OutputBytes() == 0;
  const std::optional<Event> event = TakeEventIf([=](Kind kind) {
    return is_written || kind == Kind::kOther ||
           (has_time_passed && kind == Kind::kOtherEnd);
  });
  if (event.has_value()) event->pass_on(observer_);
  return event.has_value();
}

void HostedStack::WaitUntilQuiet(bool has_time_passed) {
  const auto start = steady_clock::now();
  auto quiet_since = start;
  size_t output = OutputBytes();
  for (;;) {
    const bool has_events = PassOnEvents();
    const size_t output_now = OutputBytes();
    const auto now = steady_clock::now();
    if (has_events || output_now != output) quiet_since = now;
    output = output_now;
    const bool has_read =
        UnreadByTheStack() == 0 || now - start >= milliseconds(kStuckMs);
    if (has_read && now - quiet_since >= milliseconds(kQuietMs)) {
      // When all is quiet, what it wrote before has come, too.
      if (!PassOnTheEnd(has_time_passed)) return;
      quiet_since = now;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
}

// It may have closed its socket: then there is none, or not this one.
size_t HostedStack::UnreadByTheStack() {
  const std::scoped_lock lock(mutex_);
  return is_stack_at_end_ ? 0 : Readable(stack_socket_);
}

void HostedStack::CloseWithReset() {
  if (socket_ < 0) return;
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(std::exchange(socket_, -1));
}

}  // namespace wsdrain
