// What was asked to be sent is owed until it stands on the wire.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scenario/ledger.h"
#include "tests/scenario/folds.h"

namespace wsdrain {
namespace {

// --- Calls and what is sent --------------------------------------------------

TEST(LedgerTest, AcceptedMessagesAreOwedUntilTheyAreSent) {
  Ledger ledger = ClientLedger();
  FoldCall(ledger, Call(Verb::kFragment, "ab", 1));
  EXPECT_TRUE(ledger.is_own_message_open);
  EXPECT_TRUE(ledger.is_own_message_text);
  FoldCall(ledger, Call(Verb::kFinish, "cd"));
  EXPECT_FALSE(ledger.is_own_message_open);
  FoldCall(ledger, Call(Verb::kSend, "e", 2));
  ASSERT_EQ(ledger.messages_owed.size(), 2u);
  EXPECT_EQ(ledger.messages_owed[0], (OwedMessage{true, "abcd", true, false}));
  FoldSent(ledger, 1, "ab", false);
  EXPECT_EQ(ledger.open_message, 1);
  EXPECT_EQ(ledger.messages_owed[0], (OwedMessage{true, "cd", true, true}));
  FoldSent(ledger, 0, "cd");
  EXPECT_EQ(ledger.open_message, 0);
  FoldSent(ledger, 2, "e");
  EXPECT_TRUE(ledger.messages_owed.empty());
}

TEST(LedgerTest, AContinuationMayFollowItsSentBeginning) {
  Ledger ledger = ClientLedger();
  FoldCall(ledger, Call(Verb::kFragment, "a", 1));
  FoldSent(ledger, 1, "a", false);
  FoldCall(ledger, Call(Verb::kContinue, "b"));
  ASSERT_EQ(ledger.messages_owed.size(), 1u);
  EXPECT_EQ(ledger.messages_owed[0], (OwedMessage{true, "b", false, true}));
}

TEST(LedgerTest, KeepsTheCutCodePointOfTheTextOnTheWire) {
  Ledger ledger = ClientLedger();
  FoldSent(ledger, 1, "a\xE2\x82", false);
  EXPECT_EQ(ledger.open_text, "\xE2\x82");
  FoldSent(ledger, 0,
           "\xAC"
           "b\xC3",
           false);
  EXPECT_EQ(ledger.open_text, "\xC3");
  FoldSent(ledger, 0, "\xA9");
  EXPECT_EQ(ledger.open_text, "");
}

TEST(LedgerTest, TheOwnCloseCutsWhatIsNotSent) {
  Ledger ledger = ClientLedger();
  FoldCall(ledger, Call(Verb::kFragment, "a", 1));
  FoldSent(ledger, 1, "a", false);
  FoldSent(ledger, 8,
           "\x03\xE9"
           "why");
  FoldSent(ledger, 8, "\x03\xE8");
  EXPECT_EQ(ledger.closes_sent, 2u);
  EXPECT_EQ(ledger.open_message, 0);
  EXPECT_TRUE(ledger.messages_owed.empty());
}

TEST(LedgerTest, PingsAndPongsOfCallsAreTakenOffWhenSent) {
  Ledger ledger = ClientLedger();
  FoldCall(ledger, Call(Verb::kPing, "a"));
  FoldCall(ledger, Call(Verb::kPong, "b"));
  FoldSent(ledger, 9, "a");
  FoldSent(ledger, 10, "b");
  EXPECT_TRUE(ledger.pings_to_send.empty());
  EXPECT_TRUE(ledger.pongs_to_send.empty());
}

TEST(LedgerTest, NotesTheLastTwoMaskingKeys) {
  Ledger ledger = ClientLedger();
  for (const uint32_t key : {7u, 8u, 9u}) {
    WireFrame frame;
    frame.fin = frame.is_masked = true;
    frame.opcode = 9;
    frame.key = key;
    ledger.Fold({.kind = Seen::kFrameSent, .frame = &frame});
  }
  EXPECT_EQ(ledger.masked_frames_sent, 3u);
  EXPECT_EQ(ledger.last_keys[0], 8u);
  EXPECT_EQ(ledger.last_keys[1], 9u);
}

TEST(LedgerTest, RemembersThatItWasPaused) {
  Ledger ledger = ClientLedger();
  FoldCall(ledger, Call(Verb::kPause));
  EXPECT_TRUE(ledger.is_paused);
  ledger.is_paused = false;  // as Seat does before it resumes
  FoldCall(ledger, Call(Verb::kResume));
  EXPECT_FALSE(ledger.is_paused);
  EXPECT_TRUE(ledger.was_paused);
}

}  // namespace
}  // namespace wsdrain
