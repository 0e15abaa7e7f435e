// A live peer as an endpoint: how it is waited for, and what becomes of TCP.
#include "endpoints/tcp/tcp_endpoint.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "endpoints/tcp/live_peer.h"
#include "scenario/endpoint.h"

namespace wsdrain {
namespace {

using namespace std::string_literals;
using std::chrono::steady_clock;

class Silent : public EndpointObserver {
 public:
  void OnMessage(bool, std::string_view payload) override { said += payload; }
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const ClosedReport&) override {}
  std::string said;
};

// Two ends of a TCP connection.
std::array<int, 2> ConnectedPair() {
  const int listening = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  EXPECT_EQ(bind(listening, any, size), 0);
  EXPECT_EQ(listen(listening, 1), 0);
  EXPECT_EQ(getsockname(listening, any, &size), 0);
  const int one = socket(AF_INET, SOCK_STREAM, 0);
  EXPECT_EQ(connect(one, any, size), 0);
  const int other = accept(listening, nullptr, nullptr);
  close(listening);
  return {one, other};
}

// A server under test, played by hand on the other end.
class TcpEndpointTest : public testing::Test {
 protected:
  void Make(const TcpOptions& options = {}, int64_t timeout_ms = 400) {
    const std::array<int, 2> pair = ConnectedPair();
    peer_ = pair[1];
    kind_ = LivePeer(
        "toy", Role::kServer,
        [pair]() -> absl::StatusOr<TcpConnection> {
          return TcpConnection{Stream(pair[0]), ""};
        },
        options);
    EndpointConfig config;
    config.role = Role::kServer;
    config.timeout_ms = timeout_ms;
    endpoint_ = kind_.make(config, observer_);
  }
  void TearDown() override {
    if (thread_.joinable()) thread_.join();
    endpoint_.reset();
    if (peer_ >= 0) close(std::exchange(peer_, -1));
  }

  // Behind the next bytes that it gets, the peer says this.
  enum class AtTheEnd { kNothing, kHalfCloses, kCloses };
  void Answer(const std::string& bytes, AtTheEnd end = AtTheEnd::kNothing) {
    thread_ = std::thread([=, this] {
      std::array<char, 1000> some;
      heard_.assign(some.data(), static_cast<size_t>(std::max<ssize_t>(
                                     read(peer_, some.data(), 1000), 0)));
      EXPECT_EQ(write(peer_, bytes.data(), bytes.size()),
                static_cast<ssize_t>(bytes.size()));
      if (end == AtTheEnd::kHalfCloses) shutdown(peer_, SHUT_WR);
      if (end == AtTheEnd::kCloses) close(std::exchange(peer_, -1));
    });
  }
  std::string Output() const {
    std::string out;
    endpoint_->CopyOutput(endpoint_->OutputBytes(), out);
    return out;
  }
  int64_t MsOf(const std::function<void()>& what) const {
    const auto since = steady_clock::now();
    what();
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               steady_clock::now() - since)
        .count();
  }

  int peer_ = -1;
  Silent observer_;
  EndpointKind kind_;
  std::unique_ptr<Endpoint> endpoint_;
  std::thread thread_;
  std::string heard_;
};

TEST_F(TcpEndpointTest, AsksOnePingAndHidesItsPong) {
  Make();
  const std::string ours = "\x8A\x09"s + "wsdrain 1";
  Answer("\x81\x02hi"s + ours);
  // Long before the time-out.
  EXPECT_LT(MsOf([&] { endpoint_->RunUntilIdle(1); }), 300);
  EXPECT_EQ(Output(), "\x81\x02hi"s);
  thread_.join();
  EXPECT_EQ(heard_.substr(0, 2), "\x89\x89"s);
  EXPECT_EQ(endpoint_->tcp(), Tcp::kOpen);
  // Nothing was sent since: it is not asked again.
  EXPECT_EQ(endpoint_->RunUntilIdle(1), 0u);
}

TEST_F(TcpEndpointTest, TellsAHalfCloseFromAClose) {
  for (const AtTheEnd end : {AtTheEnd::kHalfCloses, AtTheEnd::kCloses}) {
    Make();
    Answer("\x88\x02\x03\xE8"s, end);
    endpoint_->RunUntilIdle(1);
    EXPECT_EQ(endpoint_->tcp(), Tcp::kOpen);  // its Close has to be taken first
    endpoint_->OutputAccepted(endpoint_->OutputBytes());
    EXPECT_EQ(endpoint_->tcp(),
              end == AtTheEnd::kCloses ? Tcp::kClosed : Tcp::kWriteShutdown);
    endpoint_->ReceiveEof();
    EXPECT_EQ(endpoint_->tcp(), Tcp::kClosed);
    TearDown();
  }
}

// A time-out of the peer's may begin anew with each byte that it gets.
TEST_F(TcpEndpointTest, IsSilentBehindAFinUntilTheTimeIsNearlyOver) {
  Make();
  Answer("\x88\x02\x03\xE8"s, AtTheEnd::kHalfCloses);
  endpoint_->RunUntilIdle(1);
  endpoint_->OutputAccepted(endpoint_->OutputBytes());
  thread_.join();
  const auto heard = [&] {
    std::array<char, 1000> some;
    return recv(peer_, some.data(), some.size(), MSG_DONTWAIT);
  };
  const ssize_t pong = 6;
  EXPECT_EQ(heard(), pong);
  for (int slice = 0; slice < 19; ++slice) endpoint_->Elapse(20);
  EXPECT_EQ(heard(), -1);
  endpoint_->Elapse(20);
  EXPECT_EQ(heard(), pong);
}

TEST_F(TcpEndpointTest, WaitsForTheEndBehindOurFinAndNotForEver) {
  Make();
  endpoint_->ReceiveEof();
  const int64_t ms = MsOf([&] { endpoint_->RunUntilIdle(1); });
  EXPECT_GE(ms, 390);
  EXPECT_LT(ms, 3'000);
  EXPECT_EQ(endpoint_->tcp(), Tcp::kOpen);
}

TEST_F(TcpEndpointTest, SaysSlowOnlyWhenInAHurry) {
  Make({.is_quick = true});
  endpoint_->ReceiveEof();
  endpoint_->RunUntilIdle(1);
  EXPECT_TRUE(endpoint_->MayStillMove());
  endpoint_.reset();
  close(peer_);
  Make({.is_quick = false});
  endpoint_->ReceiveEof();
  endpoint_->RunUntilIdle(1);
  EXPECT_FALSE(endpoint_->MayStillMove());
}

TEST_F(TcpEndpointTest, TriggersByAMessageAndSaysWhatItHasNotDone) {
  TcpNotes notes;
  TcpOptions options;
  options.trigger.message = "bye";
  options.notes = &notes;
  Make(options);
  Answer("\x88\x02\x03\xE8"s);
  EXPECT_EQ(endpoint_->StartClose(1000, ""), CallResult::kAccepted);
  EXPECT_EQ(notes.trigger_error, "");
  thread_.join();
  EXPECT_EQ(heard_.substr(0, 2), "\x81\x83"s);
  EXPECT_EQ(endpoint_->StartClose(1000, ""), CallResult::kAlreadyClosing);
  endpoint_.reset();
  close(peer_);
  Make(options);
  EXPECT_EQ(endpoint_->StartClose(1000, ""), CallResult::kUnsupported);
  EXPECT_EQ(notes.trigger_error, "no Close came within 400 ms");
}

TEST_F(TcpEndpointTest, DoesNotInterruptAFrameByATrigger) {
  TcpOptions options;
  options.trigger.message = "bye";
  Make(options);
  endpoint_->Receive("\x81"s);
  EXPECT_EQ(endpoint_->StartClose(1000, ""), CallResult::kUnsupported);
  EXPECT_EQ(observer_.said, "");
}

TEST_F(TcpEndpointTest, TellsOfEchoesAndOfNothingElse) {
  TcpOptions options;
  options.echoes = true;
  Make(options);
  EXPECT_TRUE(kind_.capabilities.reports_messages);
  const std::string hi = "\x81\x82\0\0\0\0hi"s;
  EXPECT_EQ(endpoint_->Receive(hi), hi.size());
  Answer("\x81\x04tick\x81\x02hi"s + "\x8A\x09" + "wsdrain 1");
  endpoint_->RunUntilIdle(1);
  EXPECT_EQ(observer_.said, "hi");
}

TEST_F(TcpEndpointTest, ComplainsWhereThereIsNoConnection) {
  const EndpointKind kind =
      LivePeer("toy", Role::kServer,
               []() -> absl::StatusOr<TcpConnection> {
                 return absl::UnavailableError("here: refused");
               },
               {});
  const auto endpoint = kind.make({}, observer_);
  EXPECT_EQ(endpoint->Complaint(), "no connection: here: refused");
}

}  // namespace
}  // namespace wsdrain
