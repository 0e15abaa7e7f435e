// A client made of a socket and bytes, so that nothing of ours stands between a
// test and the server but the frame writer.
#ifndef WSDRAIN_TESTS_LIVE_RAW_CLIENT_H_
#define WSDRAIN_TESTS_LIVE_RAW_CLIENT_H_

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "frame/frame_writer.h"
#include "live/time_limit.h"
#include "live/wait.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// The example of 1.3: the key is known, and what belongs to it.
inline constexpr std::string_view kUpgradeRequest =
    "GET /chat HTTP/1.1\r\nHost: server.example.com\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n";
inline constexpr std::string_view kUpgradeAccept =
    "\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

// A client's frame: `form`, masked.
inline std::string ClientFrame(WireForm form, std::string_view payload = "") {
  form.key = MaskingKey{0x37, 0xfa, 0x21, 0x3d};
  return EncodeAnything(form, payload);
}

// The body of a Close.
inline std::string CloseBody(unsigned code, std::string_view reason = "") {
  std::string body{static_cast<char>(code >> 8), static_cast<char>(code)};
  return body.append(reason);
}
inline std::string ClientClose(unsigned code, std::string_view reason = "") {
  return ClientFrame({.opcode = 8}, CloseBody(code, reason));
}

class RawClient {
 public:
  enum class End { kNone, kFin, kReset };

  // Connects to a port of this machine, and says nothing yet.
  explicit RawClient(uint16_t port)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{.sin_family = AF_INET, .sin_port = htons(port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to), 0)
        << std::strerror(errno);
    fcntl(socket_, F_SETFL, O_NONBLOCK);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  ~RawClient() { Close(); }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        end_(other.end_),
        received_(std::move(other.received_)),
        is_open_(other.is_open_),
        view_(std::move(other.view_)),
        frames_(std::move(other.frames_)) {}
  RawClient& operator=(RawClient&&) = delete;

  // Sends all of it, `chop_bytes` at a time (0: at once), though the server may
  // have sent its FIN. False: it takes no more.
  bool Send(std::string_view bytes, size_t chop_bytes = 0) {
    while (!bytes.empty()) {
      const std::string_view chop =
          bytes.substr(0, chop_bytes == 0 ? bytes.size() : chop_bytes);
      if (!SendChop(chop)) return false;
      bytes.remove_prefix(chop.size());
      // So that the server reads them apart.
      if (chop_bytes != 0) {
        std::this_thread::sleep_for(std::chrono::microseconds(20));
      }
    }
    return true;
  }
  void SendFin() const { shutdown(socket_, SHUT_WR); }
  void Close() {
    if (socket_ >= 0) close(std::exchange(socket_, -1));
  }
  void Reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    Close();
  }

  // Takes what has come; does not wait.
  void Read() {
    std::array<char, 16 << 10> bytes;
    while (end_ == End::kNone) {
      const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
      if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
      if (got <= 0) end_ = got == 0 ? End::kFin : End::kReset;
      if (got > 0) Take({bytes.data(), static_cast<size_t>(got)});
    }
  }
  // Reads until `is_enough()`, TCP has ended, or the time is over; says whether
  // it is enough.
  template <typename IsEnough>
  bool ReadUntil(IsEnough is_enough, int64_t ms) {
    const TimeLimit limit(ms);
    for (Read(); !is_enough() && end_ == End::kNone; Read()) {
      if (!WaitFor(socket_, POLLIN, limit.left_ms())) break;
    }
    return is_enough();
  }
  bool ReadToEnd(int64_t ms) {
    return ReadUntil([this] { return end_ != End::kNone; }, ms);
  }

  // The whole opening handshake.
  bool Open(int64_t ms = 5000) {
    return Send(kUpgradeRequest) && AwaitOpen(ms);
  }
  bool AwaitOpen(int64_t ms) {
    return ReadUntil([this] { return is_open_; }, ms) &&
           received_.find(kUpgradeAccept) != std::string::npos;
  }

  int socket() const { return socket_; }
  End end() const { return end_; }
  // What came before the first frame: the response to the upgrade.
  const std::string& response() const { return received_; }
  const std::vector<WireFrame>& frames() const { return frames_; }
  // The last one is not whole.
  bool has_torn_frame() const { return view_.IsTorn(); }

 private:
  bool SendChop(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent =
          send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent > 0) {
        bytes.remove_prefix(static_cast<size_t>(sent));
      } else if (errno == EAGAIN) {
        // Its echo may have to be taken first.
        const short input = end_ == End::kNone ? POLLIN : 0;
        const auto events = static_cast<short>(POLLOUT | input);
        if (!WaitFor(socket_, events, kTakenMs)) return false;
        Read();
      } else {
        return false;
      }
    }
    return true;
  }

  void Take(std::string_view bytes) {
    if (!is_open_) {
      received_ += bytes;
      const size_t head = received_.find("\r\n\r\n");
      if (received_.rfind("HTTP/1.1 101 ", 0) != 0 ||
          head == std::string::npos) {
        return;
      }
      is_open_ = true;
      view_.Feed(received_.substr(head + 4));
      received_.resize(head + 4);
    } else {
      view_.Feed(bytes);
    }
    while (auto frame = view_.Next()) frames_.push_back(*std::move(frame));
  }

  // A server that takes nothing for so long takes no more.
  static constexpr int64_t kTakenMs = 10'000;

  int socket_;
  End end_ = End::kNone;
  std::string received_;
  bool is_open_ = false;
  WireView view_;
  std::vector<WireFrame> frames_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_LIVE_RAW_CLIENT_H_
