// The question's function against peers of all kinds.
#include "live/close_normally.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "tests/live/remote.h"

namespace wsdrain {
namespace {

using std::chrono::milliseconds;

// A client's Close 1000: two bytes of header, four of key, two of code.
constexpr size_t kCloseBytes = 8;
constexpr size_t kPongBytes = 6;
const std::string kClose1000("\x88\x02\x03\xe8", 4);
const std::string kLate("\x81\x04late", 6);

CloseOutcome CloseAgainst(std::function<void(Remote&)> play,
                          const CloseOptions& options = {}) {
  const Remote remote(std::move(play));
  auto outcome = CloseNormally(remote.local(), options);
  EXPECT_TRUE(outcome.ok()) << outcome.status();
  return outcome.ok() ? *outcome : CloseOutcome();
}

TEST(CloseNormallyTest, ReadsOnPastWhatIsInFlight) {
  const CloseOutcome outcome = CloseAgainst([](Remote& remote) {
    remote.Send(kLate + kLate + std::string("\x89\x00", 2));
    // With the Pong: what it leaves unread would end it by a reset.
    remote.Receive(kCloseBytes + kPongBytes);
    remote.Send(kLate + kClose1000);
  });
  EXPECT_TRUE(outcome.is_normal());
  EXPECT_EQ(outcome.messages_drained, 3);
  EXPECT_EQ(outcome.bytes_drained, 3 * 6 + 2 + 4);
  EXPECT_EQ(outcome.tcp_end, TcpEnd::kRemote);
}

TEST(CloseNormallyTest, TellsAnotherCodeFromNormal) {
  const CloseOutcome outcome = CloseAgainst([](Remote& remote) {
    remote.Receive(kCloseBytes);
    remote.Send(
        std::string("\x88\x05\x03\xe9"
                    "bye",
                    7));
  });
  EXPECT_TRUE(outcome.is_clean);
  EXPECT_FALSE(outcome.is_normal());
  EXPECT_EQ(outcome.code, kGoingAway);
  EXPECT_EQ(outcome.reason, "bye");
}

TEST(CloseNormallyTest, EndOfTcpWithoutACloseIsNotClean) {
  const CloseOutcome outcome = CloseAgainst([](Remote& remote) {
    remote.Send(kLate);
    remote.Receive(kCloseBytes);
  });
  EXPECT_FALSE(outcome.is_clean);
  EXPECT_EQ(outcome.code, kAbnormalClosure);
  EXPECT_EQ(outcome.messages_drained, 1);
}

TEST(CloseNormallyTest, GivesUpAtTheDeadlineThoughThePeerTalksOn) {
  const CloseOutcome outcome = CloseAgainst(
      [](Remote& remote) {
        for (int i = 0; i < 60; ++i) {
          remote.Send(kLate);
          std::this_thread::sleep_for(milliseconds(5));
        }
      },
      {.timeout_ms = 100});
  EXPECT_FALSE(outcome.is_clean);
  EXPECT_EQ(outcome.code, kAbnormalClosure);
  EXPECT_EQ(outcome.tcp_end, TcpEnd::kLocal);
  EXPECT_GE(outcome.ms, 100);
  EXPECT_LT(outcome.ms, 290);
}

TEST(CloseNormallyTest, StaysCleanIfThePeerDoesNotEndTcp) {
  const CloseOutcome outcome = CloseAgainst(
      [](Remote& remote) {
        remote.Receive(kCloseBytes);
        remote.Send(kClose1000);
        remote.ReceiveAll();
      },
      {.timeout_ms = 50});
  EXPECT_TRUE(outcome.is_normal());
  EXPECT_EQ(outcome.tcp_end, TcpEnd::kLocal);
  EXPECT_GE(outcome.ms, 50);
}

TEST(CloseNormallyTest, NamesWhatThePeerBroke) {
  const CloseOutcome outcome = CloseAgainst([](Remote& remote) {
    remote.Send("\xc1\x01x");
    remote.ReceiveAll();
  });
  EXPECT_FALSE(outcome.is_clean);
  ASSERT_TRUE(outcome.failure.has_value());
  EXPECT_EQ(Describe(*outcome.failure).section, "5.2");
}

TEST(CloseNormallyTest, DrainsWhileThePeerTakesNothing) {
  // More than the sockets hold: our last message is taken only once theirs are.
  const std::string long_payload(4 << 20, 'x');
  const CloseOutcome outcome = CloseAgainst(
      [](Remote& remote) {
        const std::string message(60'000, 'y');
        std::string frame("\x82\x7e\xea\x60", 4);
        frame += message;
        for (int i = 0; i < 50; ++i) remote.Send(frame);
        // Header (10), key, payload; then the Close.
        remote.Receive((4 << 20) + 14 + kCloseBytes);
        remote.Send(kClose1000);
      },
      {.last_message = LastMessage{MessageType::kBinary, long_payload}});
  EXPECT_TRUE(outcome.is_normal());
  EXPECT_EQ(outcome.messages_drained, 50);
}

TEST(CloseNormallyTest, TakesWhatWasReadBefore) {
  const CloseOutcome outcome = CloseAgainst(
      [](Remote& remote) {
        remote.Send("te" + kClose1000);
        remote.Receive(kCloseBytes);
      },
      {.unread = "\x81\x04la"});
  EXPECT_TRUE(outcome.is_normal());
  EXPECT_EQ(outcome.messages_drained, 1);
}

TEST(CloseNormallyTest, AServerEndsTcpItself) {
  const CloseOutcome outcome = CloseAgainst(
      [](Remote& remote) {
        EXPECT_EQ(remote.Receive(kClose1000.size()), kClose1000);
        remote.Send(std::string("\x88\x82\0\0\0\0\x03\xe8", 8));
        EXPECT_EQ(remote.ReceiveAll(), "");
      },
      {.role = Role::kServer});
  EXPECT_TRUE(outcome.is_normal());
  EXPECT_EQ(outcome.tcp_end, TcpEnd::kLocal);
}

TEST(CloseNormallyTest, RefusesWhatMayNotBeSent) {
  const Remote peer([](Remote& remote) { EXPECT_EQ(remote.ReceiveAll(), ""); });
  const auto outcome = CloseNormally(peer.local(), {.code = 1005});
  EXPECT_EQ(outcome.status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace wsdrain
