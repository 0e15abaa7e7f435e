// Two ends joined by two wires: what one sends the other reads, and the end.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenario/toy_world.h"

namespace wsdrain {
namespace {

using Log = std::vector<std::string>;
constexpr char kPair[] = "role pair\n";

TEST(WorldPairTest, WhatOneSendsTheOtherReads) {
  ToyWorld w(kPair);
  w.Play("client text \"x\"\nserver text \"y\"\n");
  EXPECT_EQ(w.Log(Role::kServer), (Log{"receive x", "send y", "accepted y"}));
  EXPECT_EQ(w.Log(Role::kClient), (Log{"send x", "accepted x", "receive y"}));
}

TEST(WorldPairTest, HeldInputIsOneSides) {
  ToyWorld w(kPair);
  w.Play("server hold input\nclient text \"xyz\"\n");
  EXPECT_EQ(w.Log(Role::kServer), Log{});
  w.Play("server deliver 2\n");
  EXPECT_EQ(w.Log(Role::kServer), Log{"receive xy"});
  w.Play("client deliver all\n");
  EXPECT_EQ(w.Log(Role::kServer), Log{});
}

TEST(WorldPairTest, FrameBordersAreThoseOfTheSender) {
  ToyWorld w(kPair);
  w.Play(
      "server hold input\nclient text hex:810161810162\n"
      "server deliver frame\n");
  EXPECT_EQ(w.Log(Role::kServer), Log{"receive \x81\x01"
                                      "a"});
}

TEST(WorldPairTest, FinArrivesAfterTheBytes) {
  ToyWorld w(kPair);
  w.Play("server hold input\nclient text \"x\"\n");
  w.toy(Role::kClient).wish = Tcp::kWriteShutdown;
  w.Play("elapse 1\nserver deliver all\n");
  EXPECT_EQ(w.Log(Role::kServer), (Log{"elapse 1", "receive x", "eof"}));
  EXPECT_FALSE(w.ledger(Role::kServer).is_reset);
}

TEST(WorldPairTest, ClosingTcpWithUnreadInputSendsReset) {
  ToyWorld w(kPair);
  w.Play(
      "client hold input\nserver text \"unread\"\n"
      "server hold input\nclient text \"x\"\n");
  w.toy(Role::kClient).wish = Tcp::kClosed;
  w.Play("elapse 1\nserver deliver all\n");
  EXPECT_TRUE(w.ledger(Role::kServer).is_reset);
  // RST destroys what the receiver has not read yet.
  EXPECT_EQ(w.Log(Role::kServer),
            (Log{"send unread", "accepted unread", "elapse 1", "reset"}));
}

TEST(WorldPairTest, AMildResetLeavesWhatIsUnread) {
  ToyWorld w("role pair\noption reset_discards no\n");
  w.Play("server hold input\nclient text \"x\"\n");
  w.toy(Role::kClient).wish = Tcp::kReset;
  w.Play("elapse 1\nserver deliver all\n");
  EXPECT_EQ(w.Log(Role::kServer), (Log{"elapse 1", "receive x", "reset"}));
}

TEST(WorldPairTest, ClosingTcpWithNothingUnreadSendsFin) {
  ToyWorld w(kPair);
  w.toy(Role::kClient).wish = Tcp::kClosed;
  w.Play("elapse 1\n");
  EXPECT_EQ(w.Log(Role::kServer), (Log{"elapse 1", "eof"}));
}

TEST(WorldPairTest, WritingToAClosedEndIsAnsweredByReset) {
  ToyWorld w(kPair);
  w.toy(Role::kClient).wish = Tcp::kClosed;
  w.Play("elapse 1\n");
  w.Log(Role::kServer);
  w.Play("server text \"x\"\n");
  EXPECT_TRUE(w.ledger(Role::kServer).is_reset);
}

TEST(WorldPairTest, LoseCutsBothEnds) {
  ToyWorld w(kPair);
  w.Play("server hold input\nclient text \"x\"\nlose server\n");
  EXPECT_EQ(w.Log(Role::kServer), Log{"reset"});
  EXPECT_EQ(w.Log(Role::kClient), (Log{"send x", "accepted x", "reset"}));
}

TEST(WorldPairTest, EachEndHasItsLedger) {
  ToyWorld w(kPair);
  w.Play("client text hex:810161\n");
  EXPECT_FALSE(w.ledger(Role::kClient).input.IsOver());
  EXPECT_EQ(w.ledger(Role::kServer).input.fault(), InputFault::kMask);
}

}  // namespace
}  // namespace wsdrain
