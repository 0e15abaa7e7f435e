// What the tests of hostile clients share: a server, others who must be served
// meanwhile, and the harm itself.
#ifndef WSDRAIN_TESTS_LIVE_HOSTILE_H_
#define WSDRAIN_TESTS_LIVE_HOSTILE_H_

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <utility>

#include "tests/live/descriptors.h"
#include "tests/live/raw_client.h"
#include "tests/live/serving.h"

namespace wsdrain::hostile {

inline constexpr int64_t kSoonMs = 1000;
inline constexpr int64_t kPatienceMs = 10'000;

class Test : public testing::Test {
 protected:
  void Serve(int64_t opening_ms_max, int64_t close_timeout_ms = kPatienceMs) {
    ServerOptions options;
    options.limits.opening_ms_max = opening_ms_max;
    options.connection.close_timeout_ms = close_timeout_ms;
    serving_.emplace(options);
    descriptors_ = OpenDescriptorsOnceSteady();
  }

  RawClient Client() const { return RawClient(serving_->port()); }
  RawClient Opened() const {
    RawClient client = Client();
    EXPECT_TRUE(client.Open(kSoonMs));
    return client;
  }

  // Whoever behaves is served at once, from the upgrade to the end of TCP.
  void ExpectOthersAreServed() {
    ++served_;
    RawClient client = Opened();
    client.Send(ClientFrame({.opcode = 1}, "hi") + ClientClose(1000));
    EXPECT_TRUE(client.ReadToEnd(kSoonMs));
    ASSERT_EQ(client.frames().size(), 2);
    EXPECT_EQ(client.frames()[0].payload, "hi");
    EXPECT_EQ(client.frames()[1].payload, CloseBody(1000));
    EXPECT_EQ(client.end(), RawClient::End::kFin);
  }

  // To be asked once the clients of the test are gone.
  void ExpectNothingIsLeft() {
    EXPECT_EQ(OpenDescriptorsOnceAt(descriptors_, kSoonMs), descriptors_);
    const TimeLimit limit(kSoonMs);
    counts_ = serving_->Stop();
    EXPECT_FALSE(limit.is_over());
    EXPECT_GE(counts_.clean, served_);
  }

  const ServerCounts& counts() const { return counts_; }

 private:
  std::optional<Serving> serving_;
  size_t descriptors_ = 0;
  size_t served_ = 0;
  ServerCounts counts_;
};

inline std::string RandomBytes(std::mt19937& random, size_t bytes_max) {
  std::string bytes(random() % (bytes_max + 1), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

// Says `bytes`, and leaves in one of the ways there are. Never waits for the
// server: what it holds is for the limits.
inline void SayAndLeave(RawClient& client, const std::string& bytes,
                        unsigned how) {
  constexpr size_t kChopBytes = 100;
  client.Send(bytes, how % 2 == 0 ? 0 : kChopBytes);
  switch (how / 2 % 4) {
    case 0:
      return client.Close();
    case 1:
      return client.Reset();
    case 2:
      return client.SendFin();
    case 3:
      return;  // it stays, and reads nothing
  }
}

// Sends `bytes` over and over, as fast as they are taken, until it is ended.
// Reads nothing, if it is as rude as that.
class Flood {
 public:
  Flood(RawClient& client, std::string bytes)
      : thread_([this, &client, bytes = std::move(bytes)] {
          while (!is_over_ && client.Send(bytes)) {
          }
          has_ended_ = true;
        }) {}
  ~Flood() {
    is_over_ = true;
    thread_.join();
  }
  Flood(const Flood&) = delete;
  Flood& operator=(const Flood&) = delete;

  // The server has ended TCP.
  bool EndsWithin(int64_t ms) const {
    const TimeLimit limit(ms);
    while (!has_ended_ && !limit.is_over()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return has_ended_;
  }

 private:
  std::atomic<bool> is_over_ = false;
  std::atomic<bool> has_ended_ = false;
  std::thread thread_;
};

}  // namespace wsdrain::hostile

#endif  // WSDRAIN_TESTS_LIVE_HOSTILE_H_
