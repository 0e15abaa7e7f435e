// A Connection on a Stream: moves the bytes, passes the time, obeys its wish.
//
// It never blocks and has no loop of its own: call Turn() when the socket is
// ready for wants().events, and at the latest after wants().ms.
#ifndef WSDRAIN_LIVE_LIVE_CONNECTION_H_
#define WSDRAIN_LIVE_LIVE_CONNECTION_H_

#include <poll.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "closing/connection.h"
#include "closing/observer.h"
#include "closing/options.h"
#include "live/stream.h"

namespace wsdrain {

// Who ended TCP: the first FIN or RST of all.
enum class TcpEnd : uint8_t { kNone, kLocal, kRemote, kRemoteReset };

class LiveConnection {
 public:
  struct Wants {
    short events = 0;           // of poll()
    std::optional<int64_t> ms;  // none: there is no hurry
  };

  // `unread` is what was read behind the opening handshake. `observer` outlives
  // this.
  LiveConnection(Stream stream, Role role, const ConnectionOptions& options,
                 ConnectionObserver& observer, std::string_view unread = "");

  // The application's calls go there, now: time passes first, as a deadline
  // that they set counts from the call, not from the last Turn(). What they put
  // into the output is written by the next Turn(). Not inside a callback.
  Connection& connection() {
    PassTime();
    return connection_;
  }
  const Connection& connection() const { return connection_; }

  // Reads and writes until nothing moves, or kTurnBytes have.
  void Turn();
  Wants wants() const;
  // The socket is closed: there is nothing more to do.
  bool is_over() const { return stream_.socket() < 0; }

  int socket() const { return stream_.socket(); }
  TcpEnd tcp_end() const { return tcp_end_; }
  size_t bytes_read() const { return bytes_read_; }
  size_t bytes_written() const { return bytes_written_; }

 private:
  static constexpr size_t kReadBytes = 16 << 10;
  static constexpr size_t kTurnBytes = 256 << 10;

  bool MayRead() const;
  bool MustWrite() const;
  bool MustShutDownWrite() const;
  void PassTime();
  bool Read();
  bool TakeUnread();
  void OnEof();
  void OnReset();
  bool Write();
  void ObeyWish();
  void NoteTcpEnd(TcpEnd end);

  Stream stream_;
  Connection connection_;
  ConnectionObserver& observer_;
  std::string unread_;  // taken from the socket, not yet from us
  std::chrono::steady_clock::time_point passed_;  // time up to then has passed
  bool is_at_eof_ = false;
  bool is_output_broken_ = false;
  bool is_write_shut_down_ = false;
  TcpEnd tcp_end_ = TcpEnd::kNone;
  size_t bytes_read_ = 0;
  size_t bytes_written_ = 0;
  // What they wait for: under TLS a read may have to write, and a write to
  // read.
  short read_waits_for_ = POLLIN;
  short write_waits_for_ = POLLOUT;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_LIVE_CONNECTION_H_
