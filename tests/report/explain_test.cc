// A failure explained: scenario, ladder with its step marked, verdict.
#include "report/explain.h"

#include <gtest/gtest.h>

#include <string>

#include "check/check.h"
#include "report/gtest_case.h"
#include "report/words.h"
#include "scenario/ledger.h"
#include "tests/report/recorded_run.h"

namespace wsdrain {
namespace {

Answer SendsNoPong(const Ledger&, const Observation& now) {
  return HoldsIf(!now.frame->IsPong(), "silence", "a Pong");
}

Answer IsOpenAfterCooperation(const Ledger& before, const Observation& now) {
  if (now.ending != Ending::kCooperative) return Unreached();
  return HoldsIf(!before.closed.has_value(), "open", "closed");
}

// Rules that our endpoint breaks, since it is right.
constexpr Property kNoPong = {.name = "no_pong_is_ever_sent",
                              .section = "5.5.2",
                              .level = Level::kShould,
                              .level_ours = Level::kMust,
                              .rule = "pings stay unanswered",
                              .asked_on = On(Seen::kFrameSent),
                              .holds = SendsNoPong};
constexpr Property kStaysOpen = {.name = "cooperation_leaves_it_open",
                                 .section = "D99",
                                 .rule = "a helpful remote is ignored",
                                 .asked_on = On(Seen::kEnd),
                                 .holds = IsOpenAfterCooperation,
                                 .failure = FailureKind::kStall};

struct Broken {
  Scenario scenario;
  Players players;
  Verdict verdict;
};

Broken Break(const Property& property, std::string_view text) {
  Broken broken{.scenario = Parsed(text)};
  broken.players = FirstPlayers(broken.scenario);
  const Report report =
      Check(PropertySet({&property}), broken.scenario, broken.players);
  broken.verdict = report.verdicts.front();
  EXPECT_TRUE(IsFailure(broken.verdict.result));
  return broken;
}

TEST(ExplainTest, PrintsScenarioLadderAndVerdict) {
  const Broken broken =
      Break(kNoPong, "scn 1\nrole client\nelapse 5\nremote ping \"p\"\n");
  EXPECT_EQ(ExplainFailure(broken.scenario, broken.players, broken.verdict),
            R"(scn 1
role client
elapse 5
remote ping "p"

     step              client
  1  elapse 5          ~ 5 ms pass: now 5 ms
> 2  remote ping "p"   <- ping "p"
                       * ping "p"
                       -> pong "p"

broken: no_pong_is_ever_sent (client, step 2)
  rule      RFC 6455 5.5.2, must for ours, should for others: pings stay unanswered
  expected  silence
  actual    a Pong
)");
}

TEST(ExplainTest, PlaysTheEndingInWhichTheFailureShows) {
  const Broken broken =
      Break(kStaysOpen, "scn 1\nrole server\nlocal close 1000\n");
  const std::string text =
      ExplainRun(broken.scenario, broken.players, {&broken.verdict});
  EXPECT_NE(text.find(">    end: the remote sends Close, EOF"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("stalled: cooperation_leaves_it_open (server, at the "
                      "end)\n  rule      decision D99, always counts: "),
            std::string::npos)
      << text;
}

TEST(ExplainTest, PrintsALadderWithoutFailures) {
  const Scenario scenario = Parsed("scn 1\nrole client\nelapse 5\n");
  EXPECT_EQ(ExplainRun(scenario, FirstPlayers(scenario), {}),
            "     step              client\n"
            "  1  elapse 5          ~ 5 ms pass: now 5 ms\n");
}

TEST(WordsTest, VerdictFitsOnALine) {
  const Broken broken =
      Break(kNoPong, "scn 1\nrole client\nremote ping \"p\"\n");
  EXPECT_EQ(VerdictToLine(broken.verdict),
            "broken no_pong_is_ever_sent [5.5.2, must for ours, should for "
            "others] client, step 1");
}

TEST(WordsTest, FramesAreWrittenAsInTheScenarioLanguage) {
  WireFrame frame;
  frame.fin = true;
  frame.opcode = 8;
  frame.payload =
      "\x03\xE8"
      "bye";
  frame.declared_bytes = frame.payload.size();
  EXPECT_EQ(FrameToText(frame, Role::kServer), "close 1000 \"bye\"");
  EXPECT_EQ(FrameToText(frame, Role::kClient), "close 1000 \"bye\" mask=none");
  frame.opcode = 11;
  frame.fin = false;
  frame.rsv = 2;
  frame.is_masked = true;
  frame.length_bits = 64;
  frame.payload.clear();
  frame.declared_bytes = 0;
  EXPECT_EQ(FrameToText(frame, Role::kServer),
            "frame opcode=11 fin=0 rsv=2 mask=wrong length=64");
}

TEST(WordsTest, ColoursNeedATerminal) {
  EXPECT_FALSE(WantsColour(-1));
  EXPECT_EQ(Coloured(Colour::kRed, "x", false), "x");
  EXPECT_EQ(Coloured(Colour::kGreen, "x", true), "\x1b[32mx\x1b[0m");
}

TEST(GtestCaseTest, IsATestNamedAfterTheProperty) {
  const Broken broken =
      Break(kNoPong, "scn 1\nrole client\nremote ping \"p\"\n");
  const std::string text = GtestCase(broken.scenario, broken.verdict);
  EXPECT_NE(text.find("TEST(RegressionTest, NoPongIsEverSent) {"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("R\"scn(scn 1\nrole client\nremote ping \"p\"\n)scn\""),
            std::string::npos)
      << text;
}

TEST(GtestCaseTest, TheDelimiterDoesNotEndTheTextEarly) {
  const Broken broken = Break(
      kNoPong, "scn 1\nrole client\nremote ping \"p\"\nlocal text \")scn\"\n");
  const std::string text = GtestCase(broken.scenario, broken.verdict);
  EXPECT_NE(text.find("R\"scn_(scn 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find(")scn_\""), std::string::npos) << text;
}

}  // namespace
}  // namespace wsdrain
