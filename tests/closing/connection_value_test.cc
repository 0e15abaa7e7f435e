// Connection as a value: equality, hash, knobs and what it holds.
#include <gtest/gtest.h>

#include "absl/hash/hash.h"
#include "closing/connection.h"
#include "closing/recorder.h"

namespace wsdrain {
namespace {

const TestKeys kKeys;

Connection Client() { return Connection(Role::kClient, {}, &kKeys); }

Connection Server(const ConnectionOptions& options = {}) {
  return Connection(Role::kServer, options);
}

const std::string kClose1000("\x03\xE8", 2);

TEST(ConnectionValueTest, IsAValue) {
  Recorder seen;
  Connection a = Client();
  ASSERT_TRUE(a.SendPing("p", seen).ok());
  a.Receive(From(Role::kServer, Opcode::kText, "part", false), seen);
  Connection b = a;
  EXPECT_TRUE(a == b);
  EXPECT_EQ(absl::HashOf(a), absl::HashOf(b));
  b.Receive(From(Role::kServer, Opcode::kContinuation, "!"), seen);
  EXPECT_FALSE(a == b);
  a.Receive(From(Role::kServer, Opcode::kContinuation, "!"), seen);
  EXPECT_TRUE(a == b);
  EXPECT_EQ(absl::HashOf(a), absl::HashOf(b));
  a.OutputAccepted(1, seen);
  EXPECT_FALSE(a == b);
}

TEST(ConnectionValueTest, ForgetsWhatCannotMatterAnyMore) {
  // Two histories, one future: an explorer may take them for one state.
  Recorder seen;
  Connection a = Server();
  Connection b = Server();
  a.Receive(From(Role::kClient, Opcode::kText, "one", false), seen);
  for (Connection* c : {&a, &b}) {
    c->Receive(From(Role::kClient, Opcode::kClose, kClose1000), seen);
  }
  EXPECT_TRUE(a == b);
}

TEST(ConnectionValueTest, WhatWaitsIsPartOfTheValue) {
  Recorder seen;
  Connection a = Server();
  Connection b = Server();
  for (Connection* c : {&a, &b}) {
    c->Pause();
    c->Receive(From(Role::kClient, Opcode::kText, "1"), seen);
  }
  EXPECT_TRUE(a == b);
  EXPECT_EQ(absl::HashOf(a), absl::HashOf(b));
  b.Receive(From(Role::kClient, Opcode::kText, "2"), seen);
  EXPECT_FALSE(a == b);
}

// Has no interest in rows.
class Silent : public ConnectionObserver {
  void OnMessage(MessageType, std::string_view) override {}
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const Closed&) override {}
};

TEST(ConnectionValueTest, SaysWhatItKnows) {
  Silent silent;
  Connection server = Server();
  EXPECT_EQ(server.role(), Role::kServer);
  server.OutputAccepted(1, silent);  // nothing waits: nothing happens
  EXPECT_TRUE(server == Server());
  server.Receive(From(Role::kClient, Opcode::kClose, kClose1000 + "bye"),
                 silent);
  ASSERT_TRUE(server.peer_close().has_value());
  EXPECT_EQ(server.peer_close()->reason, "bye");
}

TEST(ConnectionValueTest, KnobsOfD4AndD9) {
  Recorder seen;
  Connection drops = Server({.delivers_after_close = false});
  ASSERT_TRUE(drops.StartClosingHandshake(1000, "", seen).ok());
  drops.Receive(From(Role::kClient, Opcode::kText, "late"), seen);
  EXPECT_TRUE(seen.lines.empty());

  ConnectionOptions strict;
  strict.reading.refuses_close_in_message = true;
  Connection fails = Server(strict);
  fails.Receive(From(Role::kClient, Opcode::kText, "a", false) +
                    From(Role::kClient, Opcode::kClose, kClose1000),
                seen);
  EXPECT_EQ(fails.state(), State::kFailing);
}

TEST(ConnectionValueTest, BuffersAreCounted) {
  Connection server = Server();
  Recorder seen;
  server.Receive(From(Role::kClient, Opcode::kText, "12345", false), seen);
  EXPECT_EQ(server.BufferedBytes(), 5u);
  ASSERT_TRUE(server.SendPing("", seen).ok());
  EXPECT_EQ(server.BufferedBytes(), 7u);
  server.Pause();
  server.Receive(From(Role::kClient, Opcode::kContinuation, "6"), seen);
  EXPECT_EQ(server.BufferedBytes(), 8u);
  server.Abort(seen);
  EXPECT_EQ(server.BufferedBytes(), 0u);
}

}  // namespace
}  // namespace wsdrain
