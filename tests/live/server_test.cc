// The echo server on a real port, with clients that behave and some that don't.
#include "live/server.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "live/close_normally.h"
#include "tests/live/descriptors.h"
#include "tests/live/raw_client.h"
#include "tests/live/serving.h"

namespace wsdrain {
namespace {

void Send(Stream& stream, std::string_view bytes) {
  EXPECT_EQ(stream.Write(bytes).bytes, bytes.size());
}

// All that comes until the end, within a second.
std::string ReceiveAll(Stream& stream) {
  std::string all;
  for (const TimeLimit limit(1000); !limit.is_over();) {
    std::string some(4096, '\0');
    const Moved moved = stream.Read(some.data(), some.size());
    if (moved.state == Moved::State::kEof) return all;
    if (moved.state == Moved::State::kFailed) return all + "(reset)";
    all.append(some, 0, moved.bytes);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return all + "(no end)";
}

TEST(ServerTest, EchoesAndCloses) {
  Serving serving;
  const auto outcome =
      CloseNormally(serving.Opened(),
                    {.last_message = LastMessage{MessageType::kText, "hi"}});
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_TRUE(outcome->is_normal());
  EXPECT_EQ(outcome->messages_drained, 1);
  EXPECT_EQ(outcome->tcp_end, TcpEnd::kRemote);
  EXPECT_EQ(serving.Stop().clean, 1);
}

TEST(ServerTest, GoesAwayWith1001) {
  Serving serving;
  Stream stream = serving.Opened();
  serving.Terminate();
  // Its Close; ours makes it clean, and it ends TCP.
  std::string received;
  while (received.size() < 4) {
    char byte = 0;
    if (stream.Read(&byte, 1).state == Moved::State::kDone) received += byte;
  }
  EXPECT_EQ(received, std::string("\x88\x02\x03\xe9", 4));
  Send(stream, std::string("\x88\x82\0\0\0\0\x03\xe9", 8));
  EXPECT_EQ(ReceiveAll(stream), "");
  stream.Close();
  EXPECT_EQ(serving.Wait().clean, 1);
}

TEST(ServerTest, DrainsNoLongerThanItsTimeout) {
  ServerOptions options;
  options.connection.close_timeout_ms = 100;
  Serving serving(options);
  const Stream silent = serving.Opened();
  const TimeLimit limit(10'000);
  const ServerCounts counts = serving.Stop();
  EXPECT_EQ(counts.unclean, 1);
  EXPECT_GE(limit.left_ms(), 9'000);
}

// The deadline counts from the start of closing, not from the last byte.
TEST(ServerTest, DrainsWhoWasIdleForLongerThanItsTimeout) {
  ServerOptions options;
  options.connection.close_timeout_ms = 500;
  Serving serving(options);
  RawClient client(serving.port());
  ASSERT_TRUE(client.Open());
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  serving.Terminate();
  EXPECT_TRUE(client.ReadUntil([&] { return !client.frames().empty(); }, 1000));
  client.Send(ClientClose(1001));
  client.ReadToEnd(1000);
  client.Close();
  EXPECT_EQ(serving.Wait().clean, 1);
}

TEST(ServerTest, AnswersHttpThatIsNoOpeningHandshake) {
  Serving serving;
  Stream stream = serving.Dialled();
  Send(stream, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(ReceiveAll(stream).substr(0, 12), "HTTP/1.1 426");
  stream.Close();
  EXPECT_EQ(serving.Stop().refused, 1);
}

TEST(ServerTest, EndsAnOpeningHandshakeThatDoesNotEnd) {
  ServerOptions options;
  options.limits.opening_ms_max = 50;
  Serving serving(options);
  Stream slow = serving.Dialled();
  Send(slow, "GET / HTTP/1.1\r\n");
  EXPECT_EQ(ReceiveAll(slow), "");
}

TEST(ServerTest, ClosesWhatIsIdle) {
  ServerOptions options;
  options.limits.idle_ms_max = 50;
  options.connection.close_timeout_ms = 50;
  Serving serving(options);
  Stream idle = serving.Opened();
  EXPECT_EQ(ReceiveAll(idle), std::string("\x88\x02\x03\xe9", 4));
}

TEST(ServerTest, TellsThoseWhoAreTooMany) {
  ServerOptions options;
  options.connections_max = 1;
  Serving serving(options);
  const Stream first = serving.Opened();
  Stream second = serving.Dialled();
  const auto opened = OpenAsClient(second, serving.url(), {}, TimeLimit(1000));
  EXPECT_NE(std::string(opened.status().message()).find("503"),
            std::string::npos);
}

TEST(ServerTest, FailsAMessageThatIsTooLong) {
  ServerOptions options;
  options.connection.reading.frame_bytes_max = 10;
  options.connection.reading.message_bytes_max = 10;
  Serving serving(options);
  Stream stream = serving.Opened();
  Send(stream, std::string("\x82\x8b\0\0\0\0", 6));
  // 1009, then FIN.
  EXPECT_EQ(ReceiveAll(stream).substr(0, 4),
            std::string("\x88\x02\x03\xf1", 4));
}

TEST(ServerTest, HoldsUpWhoDoesNotReadItsEcho) {
  Serving serving;
  Stream stream = serving.Opened();
  // It takes more than the sockets hold, but not without end.
  std::string message("\x82\xff\0\0\0\0\0\x01\0\0\0\0\0\0", 14);
  message.append(65'536, 'x');
  size_t sent = 0;
  for (int idle = 0; idle < 100;) {
    const Moved moved =
        stream.Write(std::string_view(message).substr(sent % message.size()));
    idle = moved.state == Moved::State::kDone ? 0 : idle + 1;
    if (idle > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    sent += moved.bytes;
    ASSERT_LT(sent, size_t{200} << 20);
  }
}

// The clients wait in the queue of the system, and others must leave first.
TEST(ServerTest, WaitsForFilesWhenThereAreNone) {
  {
    // When UBSan meets a type for the first time it opens a pipe.
    Serving serving;
    RawClient first(serving.url().port);
    EXPECT_TRUE(first.Open(1000));
  }
  const auto server = Server::Listen({});
  ASSERT_TRUE(server.ok()) << server.status();
  std::vector<RawClient> clients;
  for (int i = 0; i < 10; ++i) clients.emplace_back((*server)->port());
  const DescriptorsMax few(OpenDescriptors() + 4);
  std::thread run([&server] { (*server)->Run(); });
  size_t refused = 0;
  for (RawClient& client : clients) {
    if (!client.Open(100)) ++refused;
  }
  EXPECT_GT(refused, 0);
  EXPECT_LT(refused, clients.size());
  for (RawClient& client : clients) {
    EXPECT_TRUE(client.AwaitOpen(1000));
    client.Close();
  }
  kill(getpid(), SIGTERM);
  run.join();
}

TEST(ServerTest, SaysWhereItCannotListen) {
  Serving serving;
  ServerOptions taken;
  taken.port = serving.url().port;
  EXPECT_EQ(Server::Listen(taken).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(Server::Listen({.host = "localhost"}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace wsdrain
