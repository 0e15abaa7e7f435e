// The ladder, character by character: it is read at 3 am.
#include "report/ladder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "report/ladder_rows.h"
#include "tests/report/recorded_run.h"

namespace wsdrain {
namespace {

std::string LadderOf(std::string_view text) {
  const Scenario scenario = Parsed(text);
  return Ladder(scenario, Recorded(scenario));
}

TEST(LadderTest, ShowsADrainOfSection711) {
  EXPECT_EQ(LadderOf(R"(scn 1
role client
local close 1000 "bye"
remote text "late"
remote ping "still there?"
remote close 1000 "bye"
remote eof
)"),
            R"(     step                        client
  1  local close 1000 "bye"      -> close 1000 "bye"
  2  remote text "late"          <- text "late"
                                 * message text "late"
  3  remote ping "still there?"  <- ping "still there?"
                                 * ping "still there?"
                                 -> pong "still there?"
  4  remote close 1000 "bye"     <- close 1000 "bye"
  5  remote eof                  <- FIN
                                 * closed clean 1000 "bye"
                                 -> FIN, TCP is closed
)");
}

TEST(LadderTest, ShowsAPairInTwoLanes) {
  EXPECT_EQ(LadderOf(R"(scn 1
role pair
client hold input
client text "hi"
server close 1000
elapse 10
client deliver 1
)"),
            R"(     step                         client                   server
  1  client hold input
  2  client text "hi"             -> text "hi"             -> text "hi"
                                                           * message text "hi"
  3  server close 1000                                     <- close 1000
  4  elapse 10                    ~ 10 ms pass: now 10 ms
  5  client deliver 1             <- 1 byte of a frame
     end: nothing more is called  <- close 1000
                                  -> close 1000            -> close 1000
                                                           <- FIN, writing is shut down
                                  <- FIN
                                  * closed clean 1000
                                  -> FIN, TCP is closed
                                                           -> FIN
                                                           * closed clean 1000
                                                           <- FIN, TCP is closed
)");
}

TEST(LadderTest, ShowsFaultsRefusalsCallsFromInsidePartsAndTime) {
  EXPECT_EQ(LadderOf(R"(scn 1
role server
timeout 500
inside message local close 4000 "done"
hold output
remote text "a"
accept 1
local text "no"
remote text "b" mask=none
)"),
            R"(     step                                    server
  1  inside message local close 4000 "done"
  2  hold output
  3  remote text "a"                         <- text "a"
                                             * message text "a"
                                             * calls close 4000 "done"
  4  accept 1                                -> 1 byte of a frame
  5  local text "no"                         * text "no": refused
  6  remote text "b" mask=none               <- 2 bytes of a frame
                                             ! the peer broke 5.1: masked, or not, against its direction
                                             <- text "b" mask=none
     end: the remote stays silent            -> close 4000 "done"
                                             -> FIN, writing is shut down
                                             ~ 500 ms pass: now 500 ms
                                             * closed unclean 1006
                                             -> FIN, TCP is closed
)");
}

TEST(LadderTest, FoldsWhatRepeats) {
  const std::string ladder = LadderOf(R"(scn 1
role client
remote ping "p" times=100
)");
  EXPECT_NE(ladder.find("<- ping \"p\"\n"), std::string::npos) << ladder;
  EXPECT_NE(ladder.find(": these 3 again, 99 times\n"), std::string::npos)
      << ladder;
}

TEST(LadderTest, CutsLongPayloadsAndSaysHowLongTheyAre) {
  const std::string ladder = LadderOf(R"(scn 1
role client
local text "0123456789"*1000
)");
  EXPECT_NE(ladder.find("-> text \"0123456789012345678901234567890123456789\""
                        " ... 10000 bytes\n"),
            std::string::npos)
      << ladder;
}

TEST(LadderTest, CutsNoCodePointInTwo) {
  const std::string ladder =
      LadderOf("scn 1\nrole client\nlocal text \"\xE2\x82\xAC\"*100\n");
  EXPECT_EQ(ladder.find("hex:"), std::string::npos) << ladder;
  EXPECT_NE(ladder.find("... 300 bytes"), std::string::npos) << ladder;
}

TEST(LadderTest, CountsCodePointsAsColumns) {
  EXPECT_EQ(LadderOf("scn 1\nrole client\nlocal text \"\xE2\x82\xAC\"\n"),
            "     step              client\n"
            "  1  local text \"\xE2\x82\xAC\"    -> text \"\xE2\x82\xAC\"\n");
}

TEST(LadderTest, PointsAtMarkedStepsAndAtTheEnd) {
  const Scenario scenario = Parsed("scn 1\nrole client\nelapse 1\n");
  const std::string ladder =
      Ladder(scenario, Recorded(scenario), {.marked_steps = {1, 0}});
  EXPECT_NE(ladder.find("\n> 1  elapse 1"), std::string::npos) << ladder;
  EXPECT_NE(ladder.find("\n>    end: the remote stays silent\n"),
            std::string::npos)
      << ladder;
}

TEST(LadderTest, HasColourOnlyIfAsked) {
  const Scenario scenario = Parsed("scn 1\nrole client\nelapse 1\n");
  const Trace trace = Recorded(scenario);
  EXPECT_EQ(Ladder(scenario, trace, {.marked_steps = {1}}).find('\x1b'),
            std::string::npos);
  EXPECT_NE(Ladder(scenario, trace, {.has_colour = true, .marked_steps = {1}})
                .find("\x1b[31m"),
            std::string::npos);
}

TEST(FoldedTest, LeavesOutTheMiddleOfWhatIsTooLong) {
  std::vector<LadderRow> rows;
  for (int i = 0; i < 1000; ++i) {
    rows.push_back({.lanes = {std::to_string(i), ""}});
  }
  const std::vector<LadderRow> folded = Folded(rows);
  ASSERT_EQ(folded.size(), 73u);
  EXPECT_EQ(folded[59].lanes[0], "59");
  EXPECT_EQ(folded[60].lanes[0], ": 928 lines left out");
  EXPECT_EQ(folded[61].lanes[0], "988");
  EXPECT_EQ(folded.back().lanes[0], "999");
}

TEST(FoldedTest, KeepsWhatDiffers) {
  const std::vector<LadderRow> rows = {
      {.lanes = {"a", ""}}, {.lanes = {"a", ""}}, {.lanes = {"b", ""}}};
  EXPECT_EQ(Folded(rows), rows);
}

}  // namespace
}  // namespace wsdrain
