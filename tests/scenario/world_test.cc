// The simulated wire and clock do what a step says, and nothing else.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenario/toy_world.h"

namespace wsdrain {
namespace {

using Log = std::vector<std::string>;

// --- Input -------------------------------------------------------------------

TEST(WorldTest, InputIsDeliveredAtOnceByDefault) {
  ToyWorld w;
  w.Play("remote bytes 6162\n");
  EXPECT_EQ(w.Log(), Log{"receive ab"});
}

TEST(WorldTest, HeldInputWaitsForItsDelivery) {
  ToyWorld w;
  w.Play("hold input\nremote bytes 6162636465\n");
  EXPECT_EQ(w.Log(), Log{});
  w.Play("deliver 2\n");
  EXPECT_EQ(w.Log(), Log{"receive ab"});
  w.Play("deliver 1\n");
  EXPECT_EQ(w.Log(), Log{"receive c"});
  w.Play("deliver 100\n");
  EXPECT_EQ(w.Log(), Log{"receive de"});
}

TEST(WorldTest, DeliverFrameStopsAtTheNextBorder) {
  ToyWorld w;
  w.Play("hold input\nremote bytes 6162\nremote bytes 6364\ndeliver 1\n");
  w.Log();
  w.Play("deliver frame\n");
  EXPECT_EQ(w.Log(), Log{"receive b"});
  w.Play("deliver frame\n");
  EXPECT_EQ(w.Log(), Log{"receive cd"});
}

TEST(WorldTest, TheEndIsABorderOfItsOwn) {
  ToyWorld w;
  w.Play("hold input\nremote bytes 61\nremote eof\ndeliver frame\n");
  EXPECT_EQ(w.Log(), Log{"receive a"});
  w.Play("deliver frame\n");
  EXPECT_EQ(w.Log(), Log{"eof"});
  ToyWorld all;
  all.Play("hold input\nremote bytes 61\nremote eof\ndeliver all\n");
  EXPECT_EQ(all.Log(), (Log{"receive a", "eof"}));
}

TEST(WorldTest, BytesThatWereNotTakenAreOfferedAgain) {
  ToyWorld w;
  w.toy().takes_at_most = 2;
  w.Play("remote bytes 6162636465\n");
  EXPECT_EQ(w.Log(), (Log{"receive ab", "receive cd", "receive e"}));
  w.toy().takes_at_most = 0;
  w.Play("remote bytes 66\n");
  EXPECT_EQ(w.Log(), Log{"receive "});
  w.toy().takes_at_most = 9;
  w.Play("elapse 1\n");
  EXPECT_EQ(w.Log(), (Log{"elapse 1", "receive f"}));
}

TEST(WorldTest, EofIsSaidOnceAndToWhoReadsAgain) {
  ToyWorld w;
  w.Play("remote eof\nelapse 1\n");
  EXPECT_EQ(w.Log(), (Log{"eof", "elapse 1"}));
  w.Play("deliver all\ndeliver 1\n");
  EXPECT_EQ(w.Log(), (Log{"eof", "eof"}));
  EXPECT_EQ(w.notes.Count(Seen::kEof), 1u) << "it is received once";
}

TEST(WorldTest, NothingComesFromARemoteThatIsGone) {
  ToyWorld w;
  w.Play("remote eof\nremote bytes 61\nremote reset\n");
  EXPECT_EQ(w.Log(), Log{"eof"});
}

// --- Reset -------------------------------------------------------------------

TEST(WorldTest, ResetDestroysWhatIsUnread) {
  ToyWorld w;
  w.Play("hold input\nremote bytes 61\nremote reset\n");
  EXPECT_EQ(w.Log(), Log{"reset"}) << "at once, though the input is held";
  EXPECT_TRUE(w.ledger().is_reset);
}

TEST(WorldTest, AMildResetComesAfterTheBytes) {
  ToyWorld w("role client\noption reset_discards no\n");
  w.Play("hold input\nremote bytes 61\nremote reset\n");
  EXPECT_EQ(w.Log(), Log{});
  w.Play("deliver all\n");
  EXPECT_EQ(w.Log(), (Log{"receive a", "reset"}));
}

TEST(WorldTest, BrokenOutputAloneEndsNothing) {
  ToyWorld w;
  w.Play("hold input\nremote bytes 61\nbreak output\nlocal text \"x\"\n");
  EXPECT_EQ(w.Log(), (Log{"broken", "send x"}));
  EXPECT_EQ(w.toy().output, "x") << "nothing is accepted any more";
  w.Play("deliver 1\n");
  EXPECT_EQ(w.Log(), Log{"receive a"}) << "D35: it is read to its end";
  w.Play("remote eof\ndeliver all\n");
  EXPECT_EQ(w.Log(), Log{"reset"}) << "D35: then TCP is gone";
}

TEST(WorldTest, OutputThatBreaksAfterEofIsAReset) {
  ToyWorld w;
  w.Play("remote eof\n");
  w.Log();
  w.Play("break output\n");
  EXPECT_EQ(w.Log(), (Log{"broken", "reset"}));
}

// --- Output ------------------------------------------------------------------

TEST(WorldTest, OutputIsAcceptedAtOnceByDefault) {
  ToyWorld w;
  w.Play("local text hex:810161\n");
  EXPECT_EQ(w.toy().output, "");
  EXPECT_EQ(w.notes.frames, Log{"a"});
}

TEST(WorldTest, HeldOutputWaitsForTheTransport) {
  ToyWorld w;
  w.Play("hold output\nlocal text hex:8101618101628101638101640000\n");
  EXPECT_EQ(w.toy().output.size(), 14u);
  w.Play("accept 2\n");
  EXPECT_EQ(w.toy().output.size(), 12u);
  EXPECT_EQ(w.notes.frames, Log{});
  w.Play("accept 1\n");
  EXPECT_EQ(w.notes.frames, Log{"a"}) << "sent with its last byte";
  w.Play("accept 1\naccept frame\n");
  EXPECT_EQ(w.notes.frames, (Log{"a", "b"})) << "up to the border";
  EXPECT_EQ(w.toy().output.size(), 8u);
  w.Play("accept all\n");
  EXPECT_EQ(w.toy().output, "");
  EXPECT_EQ(w.notes.frames, (Log{"a", "b", "c", "d", ""}));
}

TEST(WorldTest, NothingIsAcceptedAfterFin) {
  ToyWorld w;
  w.toy().wish = Tcp::kWriteShutdown;
  w.Play("elapse 1\nlocal text \"x\"\n");
  EXPECT_EQ(w.toy().output, "x");
  w.Play("remote bytes 61\n");
  EXPECT_EQ(w.Log().back(), "receive a") << "the other direction is open";
}

// --- TCP ---------------------------------------------------------------------

TEST(WorldTest, ClosingTcpSaysWhatIsUnreadAndTorn) {
  ToyWorld w;
  w.Play(
      "hold input\nremote bytes 616263\nhold output\n"
      "local text hex:810161\naccept 1\n");
  w.toy().wish = Tcp::kClosed;
  w.Play("elapse 1\n");
  ASSERT_EQ(w.notes.tcp.size(), 1u);
  EXPECT_EQ(w.notes.tcp[0].tcp, Tcp::kClosed);
  EXPECT_EQ(w.notes.tcp[0].unread, 3u);
  EXPECT_TRUE(w.notes.tcp[0].is_torn);
  EXPECT_FALSE(w.notes.tcp[0].is_output_free);
  w.Log();
  w.Play("deliver all\nremote eof\nelapse 5\n");
  EXPECT_EQ(w.Log(), Log{}) << "nothing reaches it any more";
}

// --- Time --------------------------------------------------------------------

TEST(WorldTest, ElapseStopsAtTheEndpointsTimer) {
  ToyWorld w;
  w.toy().deadline = 30;
  w.Play("elapse 100\n");
  EXPECT_EQ(w.Log(), (Log{"elapse 30", "elapse 70"}));
  EXPECT_EQ(w.notes.times, (std::vector<int64_t>{30, 70}));
  EXPECT_EQ(w.ledger().now_ms, 100);
}

TEST(WorldTest, ElapseStopsAtTheJudgesDeadline) {
  ToyWorld w("role client\ntimeout 40\n");
  w.Play("elapse 5\nlocal close 1000\nelapse 10\nelapse 100\n");
  EXPECT_EQ(w.notes.times, (std::vector<int64_t>{5, 10, 30, 70}));
}

TEST(WorldTest, ElapseOfNothingSettlesOnce) {
  ToyWorld w;
  w.Play("elapse 0\n");
  EXPECT_EQ(w.notes.times, std::vector<int64_t>{0});
}

// A timer that is always due would stop the clock for ever.
TEST(WorldTest, TheClockStopsABoundedNumberOfTimes) {
  ToyWorld w;
  w.toy().deadline = 1'000'000;
  for (int i = 0; i < 3; ++i) w.Play("elapse 1\n");
  EXPECT_EQ(w.ledger().now_ms, 3);
}

// --- Callbacks ---------------------------------------------------------------

TEST(WorldTest, AHookRunsOnceInTheNextCallback) {
  ToyWorld w;
  w.toy().is_telling = true;
  w.Play("inside message local text \"x\"\n");
  EXPECT_EQ(w.Log(), Log{}) << "not before";
  w.Play("remote bytes 61\n");
  EXPECT_EQ(w.Log(), (Log{"receive a", "send x", "accepted x"}));
  w.Play("remote bytes 62\n");
  EXPECT_EQ(w.Log(), Log{"receive b"}) << "nor again";
  EXPECT_EQ(w.notes.calls, std::vector<Hook>{Hook::kMessage});
}

TEST(WorldTest, HooksOfOneKindRunInTheirOrder) {
  ToyWorld w;
  w.toy().is_telling = true;
  w.Play(
      "inside message local text \"x\"\ninside closed local text \"z\"\n"
      "inside message local text \"y\"\nremote bytes 61\n");
  const Log log = w.Log();
  EXPECT_EQ(std::vector<std::string>(log.begin(), log.begin() + 3),
            (Log{"receive a", "send x", "send y"}));
  EXPECT_EQ(w.notes.calls.size(), 2u);
}

// --- Remote frames -----------------------------------------------------------

TEST(WorldTest, TheRemoteMasksAsItsRoleDemands) {
  ToyWorld client;
  client.Play("hold input\nremote text \"a\"\n");
  client.Play("deliver all\n");
  EXPECT_EQ(client.notes.inputs, Log{"\x81\x01"
                                     "a"});
  ToyWorld wrong;
  wrong.Play("remote text \"a\" mask=wrong\n");
  ASSERT_FALSE(wrong.notes.inputs.empty());
  EXPECT_EQ(wrong.notes.inputs[0], "\x81\x81") << "up to the fault";
  EXPECT_EQ(wrong.ledger().input.fault(), InputFault::kMask);
}

}  // namespace
}  // namespace wsdrain
