// Reads and writes a socket, by the system's calls or by TLS.
#include "live/stream.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace wsdrain {
namespace {

Moved MovedBy(ssize_t result, short wait_for) {
  if (result >= 0) return Moved::Done(static_cast<size_t>(result));
  const bool is_to_wait = errno == EAGAIN || errno == EINTR;
  return is_to_wait ? Moved::WouldBlock(wait_for) : Moved::Failed();
}

}  // namespace

Stream::Stream(int socket) : socket_(socket) {
  fcntl(socket_, F_SETFL, fcntl(socket_, F_GETFL) | O_NONBLOCK);
  // A frame waits for no other. Fails where there is no TCP, which is as well.
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Moved Stream::Read(char* to, size_t size) {
  if (tls_.has_value()) return Noted(tls_->Read(to, size));
  const ssize_t read = recv(socket_, to, size, 0);
  return read == 0 ? Moved::Eof() : Noted(MovedBy(read, POLLIN));
}

Moved Stream::Write(std::string_view bytes) {
  if (tls_.has_value()) return Noted(tls_->Write(bytes));
  return Noted(MovedBy(send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
                       POLLOUT));
}

Moved Stream::ShutdownWrite() {
  if (tls_.has_value()) {
    const Moved notified = tls_->ShutdownWrite();
    if (notified.state == Moved::State::kWouldBlock) return notified;
  }
  return Noted(MovedBy(shutdown(socket_, SHUT_WR), POLLOUT));
}

void Stream::Close() {
  if (socket_ >= 0) close(std::exchange(socket_, -1));
}

void Stream::Reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  Close();
}

Moved Stream::Noted(Moved moved) {
  if (moved.state == Moved::State::kFailed) {
    error_ = tls_.has_value() ? tls_->Error() : std::strerror(errno);
  }
  return moved;
}

}  // namespace wsdrain
