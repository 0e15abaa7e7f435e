// An echo server for as long as a test needs it.
#ifndef WSDRAIN_TESTS_LIVE_SERVING_H_
#define WSDRAIN_TESTS_LIVE_SERVING_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "live/client_opening.h"
#include "live/dial.h"
#include "live/server.h"
#include "live/time_limit.h"

namespace wsdrain {

// Serves in a thread of its own. One at a time: signals are for the process.
class Serving {
 public:
  explicit Serving(const ServerOptions& options = {}) {
    auto server = Server::Listen(options);
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    port_ = server_->port();
    thread_ = std::thread([this] {
      counts_ = server_->Run();
      is_over_ = true;
    });
  }
  ~Serving() {
    if (thread_.joinable()) Stop();
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  // SIGTERM, as an operator would send it.
  void Terminate() const { kill(getpid(), SIGTERM); }
  // Until it has ended. If that is too long, a second signal ends it.
  ServerCounts Wait() {
    for (const TimeLimit limit(30'000); !is_over_ && !limit.is_over();) {
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    if (!is_over_) {
      ADD_FAILURE() << "the server does not end";
      Terminate();
    }
    thread_.join();
    return counts_;
  }
  ServerCounts Stop() {
    Terminate();
    return Wait();
  }

  uint16_t port() const { return port_; }
  std::string address() const {
    return "ws://127.0.0.1:" + std::to_string(port()) + "/";
  }
  Url url() const { return *ParseUrl(address()); }

  Stream Dialled() const {
    auto stream = Dial(url(), {}, TimeLimit(5000));
    EXPECT_TRUE(stream.ok()) << stream.status();
    return *std::move(stream);
  }
  Stream Opened() const {
    Stream stream = Dialled();
    const auto opened = OpenAsClient(stream, url(), {}, TimeLimit(5000));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return stream;
  }

 private:
  std::unique_ptr<Server> server_;
  uint16_t port_ = 0;  // the server forgets it once it goes away
  ServerCounts counts_;
  std::atomic<bool> is_over_ = false;
  std::thread thread_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_LIVE_SERVING_H_
