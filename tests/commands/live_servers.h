// Servers for `wsdrain check` to judge: one that closes as it should, and some
// that do not.
#ifndef WSDRAIN_TESTS_COMMANDS_LIVE_SERVERS_H_
#define WSDRAIN_TESTS_COMMANDS_LIVE_SERVERS_H_

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "closing/connection.h"
#include "live/acceptor.h"
#include "live/live_connection.h"
#include "live/server_opening.h"
#include "live/time_limit.h"
#include "live/wait.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// A port that was free a moment ago.
inline uint16_t FreePort() { return Acceptor::Listen("127.0.0.1", 0)->port(); }

inline std::string UrlOf(uint16_t port) {
  return "ws://127.0.0.1:" + std::to_string(port);
}

// Takes connections on a free port, each on a thread of its own.
class LiveServerOf {
 public:
  // What is done with a connection; `is_over` asks it to come to an end.
  using Serve = std::function<void(Stream, const std::atomic<bool>& is_over)>;

  explicit LiveServerOf(Serve serve)
      : serve_(std::move(serve)),
        acceptor_(*Acceptor::Listen("127.0.0.1", 0)),
        authority_(acceptor_.authority()),
        accepting_([this] { Accept(); }) {}
  ~LiveServerOf() { Stop(); }
  LiveServerOf(const LiveServerOf&) = delete;
  LiveServerOf& operator=(const LiveServerOf&) = delete;

  std::string url() const { return "ws://" + authority_ + "/"; }
  int connections() const { return connections_; }
  // From the next connection on none is taken, and none goes on.
  void StopAfter(int connections) { connections_max_ = connections; }

 private:
  void Accept() {
    while (!is_over_) {
      auto stream = acceptor_.Accept(TimeLimit(20));
      if (!stream.has_value()) continue;
      if (++connections_ > connections_max_) {
        is_over_ = true;
        stream->Reset();
        break;
      }
      serving_.emplace_back([this, taken = std::move(*stream)]() mutable {
        serve_(std::move(taken), is_over_);
      });
    }
    // Nobody listens any more.
    const Acceptor gone = std::move(acceptor_);
  }
  void Stop() {
    is_over_ = true;
    accepting_.join();
    for (std::thread& thread : serving_) thread.join();
  }

  Serve serve_;
  Acceptor acceptor_;
  std::string authority_;
  std::atomic<bool> is_over_ = false;
  std::atomic<int> connections_ = 0;
  std::atomic<int> connections_max_ = 1'000'000;
  std::list<std::thread> serving_;
  std::thread accepting_;
};

// How a server that is built on our own Connection closes.
struct Manners {
  bool echoes = false;
  bool hangs_up = false;      // TCP is closed right behind its own Close
  bool half_closes = false;   // ... for writing only: it reads on
  bool reads_once = false;    // TCP is closed when the next frame is no Close
  bool never_ends = false;    // TCP stays up after the closing handshake
  bool is_demanding = false;  // wants a header, a subprotocol and a login
  bool is_chatty = false;     // pushes text all the time
  bool accepts_extension = false;
  // 10.4: behind so many Pings it hangs up, for it takes them for an attack.
  std::optional<int> pings_max;
  std::atomic<bool>* closes_when = nullptr;  // it closes, too, when that is set
};

// One connection of it. It closes when it is told "bye".
class MannerlyConnection : public ConnectionObserver {
 public:
  MannerlyConnection(const Manners& manners, const std::atomic<bool>& is_over)
      : manners_(manners), is_over_(is_over) {}

  void Serve(Stream stream) {
    std::string unread;
    if (!Open(stream, unread)) return;
    ConnectionOptions options;
    options.close_timeout_ms = 2'000;
    LiveConnection live(std::move(stream), Role::kServer, options, *this,
                        unread);
    connection_ = &live.connection();
    auto pushed = std::chrono::steady_clock::now();
    while (!live.is_over() && !is_over_ && !has_given_up_) {
      live.Turn();
      if (has_closed_ && manners_.hangs_up) return;
      if (has_closed_ && manners_.half_closes) shutdown(live.socket(), SHUT_WR);
      if (live.is_over()) return;
      if (manners_.closes_when != nullptr &&
          manners_.closes_when->exchange(false)) {
        Close(kNormalClosure, "asked to");
      }
      const auto now = std::chrono::steady_clock::now();
      if (manners_.is_chatty && is_logged_in_ && !has_closed_ &&
          now - pushed > std::chrono::milliseconds(100)) {
        static_cast<void>(
            live.connection().SendMessage(MessageType::kText, "tick", *this));
        pushed = now;
      }
      const LiveConnection::Wants wants = live.wants();
      WaitFor(live.socket(), wants.events,
              std::min<int64_t>(wants.ms.value_or(10), 10));
    }
  }

  void OnMessage(MessageType type, std::string_view payload) override {
    if (has_closed_ && manners_.reads_once) has_given_up_ = true;
    if (manners_.is_demanding && !std::exchange(is_logged_in_, true) &&
        payload != "login") {
      Close(4401, "log in first");
    } else if (type == MessageType::kText && payload == "bye") {
      Close(kNormalClosure, "bye");
    } else if (manners_.echoes && !has_closed_) {
      static_cast<void>(connection_->SendMessage(type, payload, *this));
    }
  }
  void OnPing(std::string_view) override {
    GiveUpOnOther();
    if (manners_.pings_max.has_value() && ++pings_ > *manners_.pings_max) {
      Close(CloseCode{1008}, "calm down");
      has_given_up_ = true;
    }
  }
  void OnPong(std::string_view) override { GiveUpOnOther(); }
  void OnClosed(const Closed&) override {}

 private:
  bool Open(Stream& stream, std::string& unread) const {
    ServerOpening opening({"chat"});
    std::string request;
    const TimeLimit limit(5'000);
    auto state = ServerOpening::State::kNeedsMore;
    while (state == ServerOpening::State::kNeedsMore) {
      std::string some(4096, '\0');
      const Moved moved = stream.Read(some.data(), some.size());
      if (moved.state == Moved::State::kWouldBlock) {
        if (is_over_ || limit.is_over()) return false;
        WaitFor(stream.socket(), POLLIN, 10);
        continue;
      }
      if (moved.state != Moved::State::kDone) return false;
      some.resize(moved.bytes);
      request += some;
      state = opening.Take(some);
    }
    std::string response = opening.response();
    const bool is_let_in =
        !manners_.is_demanding ||
        (request.find("Token: secret") != std::string::npos &&
         response.find("Sec-WebSocket-Protocol: chat") != std::string::npos);
    if (!is_let_in) response = "HTTP/1.1 401 Unauthorized\r\n\r\n";
    if (manners_.accepts_extension) {
      response.insert(response.size() - 2,
                      "Sec-WebSocket-Extensions: permessage-deflate\r\n");
    }
    stream.Write(response);
    unread = opening.unread();
    return is_let_in && state == ServerOpening::State::kAccepted;
  }

  void Close(CloseCode code, std::string_view reason) {
    has_closed_ = true;
    static_cast<void>(connection_->StartClosingHandshake(code, reason, *this));
  }
  void GiveUpOnOther() {
    if (has_closed_ && manners_.reads_once) has_given_up_ = true;
  }

  const Manners& manners_;
  const std::atomic<bool>& is_over_;
  Connection* connection_ = nullptr;
  int pings_ = 0;
  bool is_logged_in_ = false;
  bool has_closed_ = false;
  bool has_given_up_ = false;
};

inline LiveServerOf::Serve WithManners(const Manners& manners) {
  return [manners](Stream stream, const std::atomic<bool>& is_over) {
    MannerlyConnection(manners, is_over).Serve(std::move(stream));
  };
}

// What else a server that believes everything does wrong.
struct Credulity {
  bool never_ends = false;  // TCP stays up after both Closes
  bool is_worse = false;    // it answers 1013 by half a code
};

// Believes all that it is sent, masked or not, and repeats every Close.
inline LiveServerOf::Serve Credulous(const Credulity& credulity = {}) {
  return [credulity](Stream stream, const std::atomic<bool>& is_over) {
    const auto opened = OpenAsServer(stream, TimeLimit(5'000));
    if (!opened.ok()) return;
    std::string input = opened->unread;
    const auto send = [&](uint8_t opcode, const std::string& body) {
      const std::string head = {static_cast<char>(0x80 | opcode),
                                static_cast<char>(body.size())};
      stream.Write(head + body);
    };
    while (!is_over) {
      while (const auto frame = ReadWireFrame(input)) {
        input.erase(0, frame->wire_bytes);
        if (frame->IsPing()) send(10, frame->payload.substr(0, 125));
        if (frame->opcode == 1 && frame->payload == "bye") send(8, "\x03\xE8");
        if (!frame->IsClose()) continue;
        const bool is_half =
            credulity.is_worse && frame->payload.substr(0, 2) == "\x03\xF5";
        send(8, is_half ? "\x03" : frame->payload.substr(0, 125));
        while (credulity.never_ends && !is_over) {
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return;
      }
      std::string some(4096, '\0');
      const Moved moved = stream.Read(some.data(), some.size());
      if (moved.state == Moved::State::kDone) {
        input.append(some, 0, moved.bytes);
      } else if (moved.state == Moved::State::kWouldBlock) {
        WaitFor(stream.socket(), POLLIN, 10);
      } else {
        return;
      }
    }
  };
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_COMMANDS_LIVE_SERVERS_H_
