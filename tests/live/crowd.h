// Many clients at once, which do what they are told to and understand nothing.
#ifndef WSDRAIN_TESTS_LIVE_CROWD_H_
#define WSDRAIN_TESTS_LIVE_CROWD_H_

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "frame/close_payload.h"
#include "live/time_limit.h"
#include "live/wait.h"
#include "tests/live/raw_client.h"

namespace wsdrain {

// What became of them.
struct CrowdEnd {
  std::map<std::string, size_t> bodies;  // of Closes, and how many sent which
  size_t other_frames = 0;
  size_t fins = 0;
  size_t resets = 0;
  size_t still_there = 0;
};

class Crowd {
 public:
  enum class Manners : uint8_t {
    kAnswer,  // sends a Close when one has come, then closes when TCP does
    kClose,   // only closes when TCP does
    kLinger,  // does not even close
  };

  // All connected, and through the opening handshake.
  Crowd(uint16_t port, size_t clients) : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    clients_.reserve(clients);
    for (size_t i = 0; i < clients; ++i) {
      clients_.emplace_back(port).Send(kUpgradeRequest);
      epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
      epoll_ctl(epoll_, EPOLL_CTL_ADD, clients_.back().socket(), &event);
    }
    const auto is_open = [](RawClient& c) { return c.AwaitOpen(10'000); };
    EXPECT_TRUE(std::all_of(clients_.begin(), clients_.end(), is_open));
  }
  ~Crowd() { close(epoll_); }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Each the same.
  void Send(std::string_view bytes) {
    for (RawClient& client : clients_) client.Send(bytes);
  }

  // Until each has something to read, which it does not.
  bool AwaitInput(int64_t ms) const {
    const TimeLimit limit(ms);
    return std::all_of(
        clients_.begin(), clients_.end(), [&limit](const RawClient& client) {
          return WaitFor(client.socket(), POLLIN, limit.left_ms());
        });
  }

  // Reads until TCP has ended for each, or the time is over.
  CrowdEnd ReadToEnd(Manners manners, int64_t ms) {
    size_t left = clients_.size();
    for (const TimeLimit limit(ms); left > 0 && !limit.is_over();) {
      std::array<epoll_event, 256> ready;
      const int count = epoll_wait(epoll_, ready.data(), ready.size(),
                                   static_cast<int>(limit.left_ms()));
      for (int i = 0; i < count; ++i) {
        if (!ReadSome(clients_[ready[i].data.u64], manners)) --left;
      }
    }
    return Count();
  }

 private:
  // False: TCP has ended.
  bool ReadSome(RawClient& client, Manners manners) {
    const size_t before = client.frames().size();
    client.Read();
    const bool is_first_frame = before == 0 && !client.frames().empty();
    if (manners == Manners::kAnswer && is_first_frame) {
      client.Send(ClientClose(1000));
    }
    if (client.end() == RawClient::End::kNone) return true;
    epoll_ctl(epoll_, EPOLL_CTL_DEL, client.socket(), nullptr);
    if (manners != Manners::kLinger) client.Close();
    return false;
  }

  CrowdEnd Count() const {
    CrowdEnd end;
    for (const RawClient& client : clients_) {
      for (const WireFrame& frame : client.frames()) {
        frame.IsClose() ? ++end.bodies[frame.payload] : ++end.other_frames;
      }
      if (client.has_torn_frame()) ++end.other_frames;
      switch (client.end()) {
        case RawClient::End::kNone:
          ++end.still_there;
          break;
        case RawClient::End::kFin:
          ++end.fins;
          break;
        case RawClient::End::kReset:
          ++end.resets;
          break;
      }
    }
    return end;
  }

  int epoll_;
  std::vector<RawClient> clients_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_LIVE_CROWD_H_
