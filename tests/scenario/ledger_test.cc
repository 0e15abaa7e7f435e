// Each kind of observation is folded into the tally as its words say.
#include "scenario/ledger.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenario/folds.h"

namespace wsdrain {
namespace {

// --- Received ----------------------------------------------------------------

TEST(LedgerTest, MessagesWaitForTheirDelivery) {
  Ledger ledger = ClientLedger();
  Take(ledger,
       "\x81\x01"
       "a\x82\x01"
       "b");
  ASSERT_EQ(ledger.messages_undelivered.size(), 2u);
  ledger.Fold({.kind = Seen::kMessage, .is_text = true, .payload = "b"});
  EXPECT_EQ(ledger.messages_undelivered.size(), 2u) << "b is binary";
  ledger.Fold({.kind = Seen::kMessage, .is_text = false, .payload = "b"});
  EXPECT_TRUE(ledger.messages_undelivered.empty()) << "a was passed over";
}

TEST(LedgerTest, KnowsWhichMessagesCameAfterTheOwnClose) {
  Ledger ledger = ClientLedger();
  Take(ledger,
       "\x81\x01"
       "a");
  FoldCall(ledger, CloseCall(1000));
  Take(ledger,
       "\x81\x01"
       "b\x81\x01"
       "c");
  EXPECT_EQ(ledger.undelivered_after_close, 2u);
  ledger.Fold({.kind = Seen::kMessage, .is_text = true, .payload = "a"});
  EXPECT_EQ(ledger.undelivered_after_close, 2u);
  ledger.Fold({.kind = Seen::kMessage, .is_text = true, .payload = "b"});
  EXPECT_EQ(ledger.undelivered_after_close, 1u);
}

TEST(LedgerTest, PingsAreOwedUntilALaterOneIsAnswered) {
  Ledger ledger = ClientLedger();
  Take(ledger,
       "\x89\x01"
       "a\x89\x01"
       "b\x89\x01"
       "c");
  EXPECT_EQ(ledger.pings_received, 3u);
  EXPECT_EQ(ledger.pings_owed.size(), 3u);
  FoldSent(ledger, 10, "b");
  EXPECT_EQ(ledger.pings_owed, std::vector<std::string>{"c"});
  EXPECT_EQ(ledger.pongs_due, (std::vector<std::string>{"a", "c"}));
  FoldSent(ledger, 10, "other");
  EXPECT_EQ(ledger.pings_owed, std::vector<std::string>{"c"});
  ledger.Fold({.kind = Seen::kSettled, .is_quiescent = true});
  EXPECT_TRUE(ledger.pongs_due.empty()) << "what was not sent never comes";
  EXPECT_EQ(ledger.pings_owed.size(), 1u);
}

TEST(LedgerTest, ForgetsTheOldestOfVeryManyPings) {
  Ledger ledger = ClientLedger();
  for (int i = 0; i < 64; ++i)
    Take(ledger,
         "\x89\x01"
         "a");
  EXPECT_FALSE(ledger.has_forgotten_pings);
  Take(ledger,
       "\x89\x01"
       "z");
  EXPECT_TRUE(ledger.has_forgotten_pings);
  EXPECT_EQ(ledger.pings_owed.size(), 64u);
  EXPECT_EQ(ledger.pings_owed.back(), "z");
}

TEST(LedgerTest, ReportsOfPingsAndPongsAreTakenOff) {
  Ledger ledger = ClientLedger();
  Take(ledger,
       "\x89\x01"
       "a\x8a\x01"
       "b");
  ledger.Fold({.kind = Seen::kPing, .payload = "a"});
  ledger.Fold({.kind = Seen::kPong, .payload = "x"});
  EXPECT_TRUE(ledger.pings_unreported.empty());
  EXPECT_EQ(ledger.pongs_unreported.size(), 1u);
  ledger.Fold({.kind = Seen::kPong, .payload = "b"});
  EXPECT_TRUE(ledger.pongs_unreported.empty());
}

TEST(LedgerTest, NothingIsReceivedAfterClosed) {
  Ledger ledger = ClientLedger();
  const ClosedReport report{false, 1006, ""};
  ledger.Fold({.kind = Seen::kClosed, .closed = &report});
  Take(ledger,
       "\x81\x01"
       "a");
  EXPECT_TRUE(ledger.messages_undelivered.empty());
}

// --- The start of closing ----------------------------------------------------

TEST(LedgerTest, ClosingStartsOnceAndKeepsItsDeadline) {
  Ledger ledger = ClientLedger();
  FoldTime(ledger, 30);
  EXPECT_FALSE(ledger.IsClosing());
  FoldCall(ledger, CloseCall(1000));
  EXPECT_EQ(ledger.closing_since_ms, 30);
  FoldTime(ledger, 99);
  EXPECT_FALSE(ledger.IsDeadlineReached());
  Take(ledger, kPeerClose);
  EXPECT_EQ(ledger.closing_since_ms, 30) << "D23: nothing extends it";
  FoldTime(ledger, 1);
  EXPECT_TRUE(ledger.IsDeadlineReached());
}

TEST(LedgerTest, ThePeersCloseStartsClosing) {
  Ledger peer = ClientLedger();
  Take(peer, kPeerClose);
  EXPECT_TRUE(peer.IsClosing());
  EXPECT_TRUE(peer.is_peer_close_first);
}

TEST(LedgerTest, AViolationStartsClosing) {
  Ledger failed = ClientLedger();
  failed.capabilities.is_ours = true;
  Take(failed, "\xF1");
  EXPECT_TRUE(failed.IsClosing());
  EXPECT_FALSE(failed.is_peer_close_first);
  EXPECT_TRUE(failed.MayEndTcp());
  // A stranger may look at it only when the frame is whole.
  Ledger stranger = ClientLedger();
  Take(stranger, "\xF1\x01");
  EXPECT_FALSE(stranger.IsClosing());
  EXPECT_TRUE(stranger.MayEndTcp());
  Take(stranger, "a");
  EXPECT_TRUE(stranger.IsClosing());
}

TEST(LedgerTest, ClosesThatCrossAreNoAnswer) {
  Ledger ledger = ClientLedger();
  FoldCall(ledger, CloseCall(1000));
  Take(ledger, kPeerClose);
  EXPECT_FALSE(ledger.is_peer_close_first);
  EXPECT_FALSE(ledger.IsHandshakeDone()) << "ours is not written";
  FoldSent(ledger, 8, "\x03\xE8");
  EXPECT_TRUE(ledger.IsHandshakeDone());
}

TEST(LedgerTest, ARefusedCallChangesNothing) {
  Ledger ledger = ClientLedger();
  FoldCall(ledger, CloseCall(1000), CallResult::kRefused);
  FoldCall(ledger, CloseCall(1000), CallResult::kAlreadyClosing);
  FoldCall(ledger, Call(Verb::kAbort), CallResult::kUnsupported);
  EXPECT_FALSE(ledger.IsClosing());
  EXPECT_FALSE(ledger.close_called.has_value());
  EXPECT_FALSE(ledger.is_abort_called);
}

// --- The end -----------------------------------------------------------------

TEST(LedgerTest, TheFirstReportStands) {
  Ledger ledger = ClientLedger();
  const ClosedReport first{true, 1000, "bye"};
  const ClosedReport second{false, 1006, ""};
  ledger.Fold({.kind = Seen::kClosed, .closed = &first});
  ledger.Fold({.kind = Seen::kClosed, .closed = &second});
  EXPECT_EQ(ledger.closed_reports, 2u);
  EXPECT_TRUE(ledger.closed->is_clean);
  EXPECT_EQ(ledger.closed->code, 1000);
}

TEST(LedgerTest, WhatMayEndTcp) {
  Ledger ledger = ClientLedger();
  EXPECT_FALSE(ledger.MayEndTcp());
  FoldSent(ledger, 8, "");
  EXPECT_FALSE(ledger.MayEndTcp()) << "the peer's Close has not come";
  ledger.Fold({.kind = Seen::kEof});
  EXPECT_TRUE(ledger.MayEndTcp());
  EXPECT_TRUE(ledger.CanStillWrite());
  ledger.Fold({.kind = Seen::kReset});
  EXPECT_FALSE(ledger.CanStillWrite());
}

TEST(LedgerTest, TheDeadlineMayCutBlockedOutput) {
  for (const bool is_free : {true, false}) {
    Ledger ledger = ClientLedger();
    FoldCall(ledger, CloseCall(1000));
    FoldTime(ledger, 100);
    ledger.Fold(
        {.kind = Seen::kTcp, .tcp = Tcp::kClosed, .is_output_free = is_free});
    EXPECT_EQ(ledger.is_cut_by_deadline, !is_free);
    EXPECT_EQ(ledger.CanStillWrite(), is_free);
    EXPECT_TRUE(ledger.IsTcpOver());
  }
}

TEST(LedgerTest, D4IsAsDeclaredOrAsSet) {
  Capabilities capabilities;
  capabilities.data_after_close = DataAfterClose::kUnknown;
  EndpointConfig config;
  config.settings.delivers_after_close = false;
  EXPECT_EQ(Ledger(Role::kClient, capabilities, config).data_after_close(),
            DataAfterClose::kUnknown);
  capabilities.follows_settings = true;
  EXPECT_EQ(Ledger(Role::kClient, capabilities, config).data_after_close(),
            DataAfterClose::kDiscards);
}

}  // namespace
}  // namespace wsdrain
