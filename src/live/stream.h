// A connected socket that never blocks, bare or under TLS.
#ifndef WSDRAIN_LIVE_STREAM_H_
#define WSDRAIN_LIVE_STREAM_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "live/moved.h"
#include "live/tls.h"

namespace wsdrain {

class Stream {
 public:
  // Takes `socket` over, whatever its family, and makes it non-blocking.
  explicit Stream(int socket);
  ~Stream() { Close(); }
  Stream(Stream&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        tls_(std::move(other.tls_)),
        error_(std::move(other.error_)) {}
  Stream& operator=(Stream&&) = delete;

  // From now on all goes through `tls`, whose handshake is over.
  void Wrap(TlsSession tls) { tls_ = std::move(tls); }

  // At most `size` bytes, which is not 0. kEof: the peer's FIN, or its
  // close_notify.
  Moved Read(char* to, size_t size);
  // As many of `bytes`, which are not none, as it takes.
  Moved Write(std::string_view bytes);

  // FIN behind what was written, and before it close_notify: reading goes on.
  // kWouldBlock: to be said again.
  Moved ShutdownWrite();
  // Both directions. What was not read makes it a reset.
  void Close();
  void Reset();

  // For poll(); -1 once it is closed.
  int socket() const { return socket_; }
  // TLS has taken bytes from the socket that poll() cannot see any more.
  bool has_pending() const { return tls_.has_value() && tls_->has_pending(); }

  // Why the last call has failed, in words.
  const std::string& error() const { return error_; }

 private:
  Moved Noted(Moved moved);

  int socket_;
  std::optional<TlsSession> tls_;
  std::string error_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_STREAM_H_
