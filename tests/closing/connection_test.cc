// Connection: the closing handshake of both roles, call by call.
#include "closing/connection.h"

#include <gtest/gtest.h>

#include "closing/recorder.h"

namespace wsdrain {
namespace {

using Lines = std::vector<std::string>;

const TestKeys kKeys;

Connection Client(const ConnectionOptions& options = {}) {
  return Connection(Role::kClient, options, &kKeys);
}

Connection Server(const ConnectionOptions& options = {}) {
  return Connection(Role::kServer, options);
}

const std::string kClose1000("\x03\xE8", 2);

TEST(ConnectionTest, DrainsPastAMessageAndAPingUntilThePeersClose) {
  // The question: the first message read after our Close is not a Close.
  Connection client = Client();
  Recorder seen;
  ASSERT_TRUE(client.StartClosingHandshake(1000, "bye", seen).ok());
  EXPECT_EQ(Drain(client, seen).size(), 2u + 4 + 5);
  client.Receive(From(Role::kServer, Opcode::kText, "late"), seen);
  client.Receive(From(Role::kServer, Opcode::kPing, "still there?"), seen);
  EXPECT_EQ(client.state(), State::kCloseSent);
  EXPECT_FALSE(Drain(client, seen).empty());  // 5.5.2: the Pong
  client.Receive(From(Role::kServer, Opcode::kClose, kClose1000 + "bye"), seen);
  EXPECT_EQ(client.tcp_wish(), TcpWish::kKeep);  // 5.5.1: waits for the FIN
  client.ReceiveEof(seen);
  EXPECT_EQ(seen.lines,
            (Lines{"text late", "ping still there?", "clean 1000 'bye'"}));
  EXPECT_EQ(client.tcp_wish(), TcpWish::kClose);
}

TEST(ConnectionTest, ServerAnswersThenSendsItsFinThenReadsToTheEnd) {
  Connection server = Server();
  Recorder seen;
  server.Receive(From(Role::kClient, Opcode::kClose, kClose1000), seen);
  EXPECT_EQ(server.tcp_wish(), TcpWish::kKeep);  // the answer is not written
  EXPECT_EQ(Drain(server, seen), "\x88\x02" + kClose1000);
  EXPECT_EQ(server.tcp_wish(), TcpWish::kShutdownWrite);
  server.Receive("trailing", seen);  // 7.1.1: discarded
  server.ReceiveEof(seen);
  EXPECT_EQ(seen.lines, Lines{"clean 1000 ''"});
}

TEST(ConnectionTest, AnswersAnEmptyCloseWithAnEmptyOneAndReports1005) {
  Connection server = Server();
  Recorder seen;
  server.Receive(From(Role::kClient, Opcode::kClose, ""), seen);
  EXPECT_EQ(Drain(server, seen), std::string("\x88\x00", 2));
  server.ReceiveEof(seen);
  EXPECT_EQ(seen.lines, Lines{"clean 1005 ''"});
}

TEST(ConnectionTest, TheDeadlineIsFixedWhenClosingStarts) {
  Connection client = Client({.close_timeout_ms = 100});
  Recorder seen;
  client.Elapse(5000, seen);
  EXPECT_EQ(client.deadline_left_ms(), std::nullopt);
  ASSERT_TRUE(client.StartClosingHandshake(1000, "", seen).ok());
  client.Elapse(60, seen);
  client.Receive(From(Role::kServer, Opcode::kText, "x"), seen);
  client.Receive(From(Role::kServer, Opcode::kClose, kClose1000), seen);
  EXPECT_EQ(client.deadline_left_ms(), 40);  // nothing extends it (D23)
  client.Elapse(39, seen);
  EXPECT_EQ(client.state(), State::kCloseReceived);  // ours is not written
  client.Elapse(1, seen);
  EXPECT_EQ(client.state(), State::kClosed);
  EXPECT_EQ(client.deadline_left_ms(), std::nullopt);
  // (the peer's code, not clean) is a legal verdict (D36).
  EXPECT_EQ(seen.lines, (Lines{"text x", "unclean 1000 ''"}));
}

TEST(ConnectionTest, AnAnswerWithAnotherCodeIsNoError) {
  Connection client = Client();
  Recorder seen;
  ASSERT_TRUE(client.StartClosingHandshake(1000, "", seen).ok());
  Drain(client, seen);
  client.Receive(From(Role::kServer, Opcode::kClose, "\x0F\xA1gone"), seen);
  client.ReceiveEof(seen);
  EXPECT_EQ(seen.lines, Lines{"clean 4001 'gone'"});
}

TEST(ConnectionTest, CleanIsDecidedByTheCloseAndNotByAnEmptyQueue) {
  Connection server = Server();
  Recorder seen;
  ASSERT_TRUE(server.StartClosingHandshake(1000, "", seen).ok());
  server.Receive(From(Role::kClient, Opcode::kPing, "p"), seen);
  server.Receive(From(Role::kClient, Opcode::kClose, kClose1000), seen);
  server.OutputAccepted(4, seen);  // the Close; the Pong waits (D6)
  EXPECT_TRUE(server.own_close_written());
  server.ReceiveReset(seen);
  EXPECT_EQ(seen.lines, (Lines{"ping p", "clean 1000 ''"}));
}

TEST(ConnectionTest, HalfAWrittenCloseIsNotClean) {
  Connection server = Server();
  Recorder seen;
  server.Receive(From(Role::kClient, Opcode::kClose, kClose1000), seen);
  server.OutputAccepted(3, seen);
  server.ReceiveReset(seen);
  EXPECT_EQ(seen.lines, Lines{"unclean 1000 ''"});
}

TEST(ConnectionTest, AViolationIsAnsweredWithItsCodeAndNothingMoreIsRead) {
  Connection server = Server();
  Recorder seen;
  server.Receive(From(Role::kClient, Opcode::kText, "\xFF") +
                     From(Role::kClient, Opcode::kText, "more"),
                 seen);
  EXPECT_EQ(Drain(server, seen), "\x88\x02\x03\xEF");  // 1007
  EXPECT_EQ(server.tcp_wish(), TcpWish::kShutdownWrite);
  server.Receive(From(Role::kClient, Opcode::kClose, kClose1000), seen);
  server.ReceiveEof(seen);
  EXPECT_EQ(seen.lines, Lines{"unclean 1006 '' failed"});
}

TEST(ConnectionTest, TheLimitOfAMessageFailsWith1009) {
  ConnectionOptions options;
  options.reading.message_bytes_max = 4;
  Connection server = Server(options);
  Recorder seen;
  server.Receive(From(Role::kClient, Opcode::kText, "four", false), seen);
  server.Receive(From(Role::kClient, Opcode::kContinuation, "5"), seen);
  EXPECT_EQ(Drain(server, seen), "\x88\x02\x03\xF1");
}

TEST(ConnectionTest, CallsInsideACallbackSeeWhatWasReadSoFar) {
  Connection server = Server();
  Recorder seen;
  seen.on_message = [&] {
    EXPECT_TRUE(server.StartClosingHandshake(4000, "", seen).ok());
  };
  server.Receive(From(Role::kClient, Opcode::kText, "quit") +
                     From(Role::kClient, Opcode::kClose, kClose1000),
                 seen);
  EXPECT_EQ(Drain(server, seen), "\x88\x02\x0F\xA0");  // ours came first
  EXPECT_EQ(server.state(), State::kCloseExchanged);
}

TEST(ConnectionTest, PausedMessagesWaitThenInputWaits) {
  Connection server = Server({.messages_waiting_max = 1});
  Recorder seen;
  server.Pause();
  const std::string one = From(Role::kClient, Opcode::kText, "1");
  const std::string two = From(Role::kClient, Opcode::kText, "2");
  EXPECT_EQ(server.Receive(one + two, seen), one.size());
  EXPECT_FALSE(server.WantsInput());
  EXPECT_TRUE(seen.lines.empty());
  server.Resume(seen);
  EXPECT_EQ(server.Receive(two, seen), two.size());
  EXPECT_EQ(seen.lines, (Lines{"text 1", "text 2"}));
}

TEST(ConnectionTest, APausedApplicationDoesNotHoldUpTheDrain) {
  Connection server = Server({.messages_waiting_max = 1});
  Recorder seen;
  server.Pause();
  ASSERT_TRUE(server.StartClosingHandshake(1000, "", seen).ok());
  Drain(server, seen);
  const std::string in = From(Role::kClient, Opcode::kText, "1") +
                         From(Role::kClient, Opcode::kText, "2") +
                         From(Role::kClient, Opcode::kClose, kClose1000);
  EXPECT_EQ(server.Receive(in, seen), in.size());
  server.ReceiveEof(seen);
  // D37: what waits is handed over before the end; the rest was discarded.
  EXPECT_EQ(seen.lines, (Lines{"text 1", "clean 1000 ''"}));
}

TEST(ConnectionTest, WaitingPongsAreBoundedAndTheNewestWins) {
  Connection server = Server({.pongs_max = 2});
  Recorder seen;
  for (const char* ping : {"1", "2", "3", "4"}) {
    server.Receive(From(Role::kClient, Opcode::kPing, ping), seen);
  }
  EXPECT_EQ(Drain(server, seen),
            "\x8A\x01"
            "1"
            "\x8A\x01"
            "4");
}

TEST(ConnectionTest, RefusesAndChangesNothing) {
  Connection server = Server({.output_bytes_max = 20});
  Recorder seen;
  const Connection fresh = server;
  EXPECT_EQ(server.SendMessage(MessageType::kText, "\xFF", seen).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(server.SendPing(std::string(126, 'p'), seen).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(server.SendPong(std::string(126, 'p'), seen).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(server.ContinueMessage("", seen).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(server.FinishMessage("", seen).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(server.StartClosingHandshake(1005, "", seen).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(server.SendMessage(MessageType::kBinary, std::string(19, 'x'), seen)
                .code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(server == fresh);
  ASSERT_TRUE(server.BeginMessage(MessageType::kText, "\xC3", seen).ok());
  EXPECT_FALSE(server.SendMessage(MessageType::kText, "", seen).ok());
  EXPECT_FALSE(server.BeginMessage(MessageType::kText, "", seen).ok());
  EXPECT_FALSE(server.FinishMessage("", seen).ok());  // a cut code point
  EXPECT_TRUE(server.FinishMessage("\xA9", seen).ok());
}

TEST(ConnectionTest, ASecondCloseSaysThatClosingHasStarted) {
  Connection server = Server();
  Recorder seen;
  ASSERT_TRUE(server.StartClosingHandshake(1000, "", seen).ok());
  const Connection before = server;
  EXPECT_EQ(server.StartClosingHandshake(1001, "", seen).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(server.SendMessage(MessageType::kText, "x", seen).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(server == before);
}

TEST(ConnectionTest, AbortClosesTcpWithoutAClose) {
  Connection client = Client();
  Recorder seen;
  client.Abort(seen);
  EXPECT_EQ(client.tcp_wish(), TcpWish::kClose);
  EXPECT_EQ(client.output_bytes(), 0u);
  client.Abort(seen);
  client.ReceiveReset(seen);
  EXPECT_EQ(seen.lines, Lines{"unclean 1006 ''"});  // once
}

TEST(ConnectionTest, ClientsMaskEveryFrameWithTheNextKey) {
  Connection client = Client();
  Recorder seen;
  ASSERT_TRUE(client.SendMessage(MessageType::kText, "", seen).ok());
  ASSERT_TRUE(client.SendPing("a", seen).ok());
  EXPECT_EQ(Drain(client, seen), std::string("\x81\x80\x01\x01\x01\x01", 6) +
                                     "\x89\x81\x02\x02\x02\x02\x63");
}

}  // namespace
}  // namespace wsdrain
