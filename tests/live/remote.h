// The other end of a socket pair, played by a test.
#ifndef WSDRAIN_TESTS_LIVE_REMOTE_H_
#define WSDRAIN_TESTS_LIVE_REMOTE_H_

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace wsdrain {

class Remote {
 public:
  // `play` runs in a thread of its own; its socket is closed after it.
  explicit Remote(std::function<void(Remote&)> play) {
    std::array<int, 2> ends;
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    local_ = ends[0];
    remote_ = ends[1];
    thread_ = std::thread([this, play = std::move(play)] {
      play(*this);
      close(remote_);
    });
  }
  ~Remote() { thread_.join(); }
  Remote(const Remote&) = delete;
  Remote& operator=(const Remote&) = delete;

  // For the code under test, which closes it.
  int local() const { return local_; }

  void Send(std::string_view bytes) const {
    send(remote_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  // Whatever comes, up to `bytes`, or the end.
  std::string Receive(size_t bytes) const {
    std::string all(bytes, '\0');
    const ssize_t got = recv(remote_, all.data(), bytes, MSG_WAITALL);
    all.resize(got < 0 ? 0 : static_cast<size_t>(got));
    return all;
  }
  // All up to the local end's FIN.
  std::string ReceiveAll() const {
    std::string all;
    for (std::string some = Receive(1); !some.empty(); some = Receive(1)) {
      all += some;
    }
    return all;
  }

 private:
  int local_ = -1;
  int remote_ = -1;
  std::thread thread_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_LIVE_REMOTE_H_
