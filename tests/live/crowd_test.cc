// Two thousand connections that close at once, in each of the orders in which
// two Closes can pass: none outlives the deadline, and nothing is left behind.
#include "tests/live/crowd.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>

#include "tests/live/descriptors.h"
#include "tests/live/serving.h"

namespace wsdrain {
namespace {

using Manners = Crowd::Manners;
using Bodies = std::map<std::string, size_t>;

constexpr size_t kClients = 2000;
// Two a connection, one at each end, and what the process has besides.
constexpr size_t kDescriptors = 2 * kClients + 1000;
constexpr int64_t kTimeoutMs = 2000;
// For the machine, which may be busy with other tests.
constexpr int64_t kSlackMs = 1000;
// Longer than anything here may take.
constexpr int64_t kPatienceMs = 20'000;

class CrowdTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!RaiseDescriptorsMax(kDescriptors)) {
      GTEST_SKIP() << "RLIMIT_NOFILE allows fewer than " << kDescriptors
                   << " open files";
    }
  }

  static ServerOptions Options(int64_t timeout_ms) {
    ServerOptions options;
    options.connection.close_timeout_ms = timeout_ms;
    return options;
  }

  // Everyone has sent Close and FIN, and nothing else.
  static void ExpectAllClosed(const CrowdEnd& end) {
    EXPECT_EQ(end.fins, kClients);
    EXPECT_EQ(end.resets, 0);
    EXPECT_EQ(end.still_there, 0);
    EXPECT_EQ(end.other_frames, 0);
  }
  // The server was told to end, and closed with all of them.
  static void ExpectAllGoneAway(const CrowdEnd& end,
                                const ServerCounts& counts) {
    ExpectAllClosed(end);
    EXPECT_EQ(end.bodies, (Bodies{{CloseBody(1001), kClients}}));
    EXPECT_EQ(counts.clean, kClients);
    EXPECT_EQ(counts.unclean, 0);
  }
};

TEST_F(CrowdTest, RemoteFirst) {
  Serving serving(Options(kPatienceMs));
  const size_t before = OpenDescriptors();
  {
    Crowd crowd(serving.port(), kClients);
    const TimeLimit limit(kPatienceMs);
    crowd.Send(ClientClose(3000, "so long"));
    const CrowdEnd end = crowd.ReadToEnd(Manners::kClose, kPatienceMs);
    // Nobody had to wait for the deadline.
    EXPECT_FALSE(limit.is_over());
    ExpectAllClosed(end);
    EXPECT_EQ(end.bodies, (Bodies{{CloseBody(3000, "so long"), kClients}}));
  }
  EXPECT_EQ(OpenDescriptorsOnceAt(before, kSlackMs), before);
  const ServerCounts counts = serving.Stop();
  EXPECT_EQ(counts.clean, kClients);
  EXPECT_EQ(counts.unclean, 0);
}

TEST_F(CrowdTest, LocalFirst) {
  const size_t before = OpenDescriptors();
  {
    Serving serving(Options(kPatienceMs));
    Crowd crowd(serving.port(), kClients);
    const TimeLimit limit(kPatienceMs);
    serving.Terminate();
    const CrowdEnd end = crowd.ReadToEnd(Manners::kAnswer, kPatienceMs);
    ExpectAllGoneAway(end, serving.Wait());
    EXPECT_FALSE(limit.is_over());
  }
  EXPECT_EQ(OpenDescriptors(), before);
}

// Each client's Close is on the way when the server sends its own, and goes on
// before the client has read that.
TEST_F(CrowdTest, Crossing) {
  const size_t before = OpenDescriptors();
  {
    Serving serving(Options(kPatienceMs));
    Crowd crowd(serving.port(), kClients);
    const std::string close = ClientClose(1000);
    const size_t half = close.size() / 2;
    const TimeLimit limit(kPatienceMs);
    crowd.Send(close.substr(0, half));
    serving.Terminate();
    EXPECT_TRUE(crowd.AwaitInput(kPatienceMs));
    crowd.Send(close.substr(half));
    const CrowdEnd end = crowd.ReadToEnd(Manners::kClose, kPatienceMs);
    ExpectAllGoneAway(end, serving.Wait());
    EXPECT_FALSE(limit.is_over());
  }
  EXPECT_EQ(OpenDescriptors(), before);
}

TEST_F(CrowdTest, SilentRemote) {
  const size_t before = OpenDescriptors();
  {
    Serving serving(Options(kTimeoutMs));
    Crowd crowd(serving.port(), kClients);
    const TimeLimit timeout(kTimeoutMs);
    const TimeLimit limit(kTimeoutMs + kSlackMs);
    serving.Terminate();
    const ServerCounts counts = serving.Wait();
    EXPECT_TRUE(timeout.is_over());
    EXPECT_FALSE(limit.is_over());
    EXPECT_EQ(counts.clean, 0);
    EXPECT_EQ(counts.unclean, kClients);
    // The Closes are found, by who looks at last.
    const CrowdEnd end = crowd.ReadToEnd(Manners::kClose, kPatienceMs);
    ExpectAllClosed(end);
    EXPECT_EQ(end.bodies, (Bodies{{CloseBody(1001), kClients}}));
  }
  EXPECT_EQ(OpenDescriptors(), before);
}

// Both Closes have passed, but not the FIN that the server waits for.
TEST_F(CrowdTest, RemoteThatKeepsTcpOpen) {
  Serving serving(Options(kTimeoutMs));
  const size_t before = OpenDescriptors();
  {
    const size_t clients_before = OpenDescriptors();
    Crowd crowd(serving.port(), kClients);
    const TimeLimit limit(kTimeoutMs + kSlackMs);
    crowd.Send(ClientClose(1000));
    ExpectAllClosed(crowd.ReadToEnd(Manners::kLinger, kPatienceMs));
    // Only the clients' sockets are left, and their epoll.
    const size_t own = clients_before + kClients + 1;
    EXPECT_GT(OpenDescriptors(), own);
    EXPECT_EQ(OpenDescriptorsOnceAt(own, limit.left_ms()), own);
    EXPECT_FALSE(limit.is_over());
  }
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_EQ(serving.Stop().clean, kClients);
}

}  // namespace
}  // namespace wsdrain
