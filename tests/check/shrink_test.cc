// Shrinking keeps the failure and little else.
#include "check/shrink.h"

#include <gtest/gtest.h>

#include <string>

#include "check/shrink_moves.h"
#include "closing/table.h"
#include "endpoints/reference.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// 7.1.1: gives up at the first frame that is no Close.
constexpr Table kGivesUp = WithRow(kTable, State::kCloseSent, Event::kDataFrame,
                                   State::kClosed, Action::kAbandon, "broken");
// 5.5.1: when both Closes have crossed, TCP stays up.
constexpr Table kNeverEnds =
    WithRow(kTable, State::kCloseReceived, Event::kOutputDrained,
            State::kCloseReceived, Action::kNone, "broken");

Scenario FromText(const std::string& text) {
  const auto scenario = ScenarioFromText("test.scn", "scn 1\n" + text);
  EXPECT_TRUE(scenario.ok()) << scenario.status().message();
  return *scenario;
}

const Verdict* FirstFailure(const Report& report) {
  return report.FirstFailure(Level::kNote);
}

// Shrinks the first failure that `text` shows with `table`.
ShrinkResult Shrunk(const Table& table, const std::string& text) {
  const EndpointKind broken = Reference(nullptr, &table);
  const Scenario scenario = FromText(text);
  for (const Casting& casting : CastingsOf(scenario, broken, broken)) {
    const Report report = Check(AllProperties(), scenario, casting.players);
    if (const Verdict* failure = FirstFailure(report)) {
      const ShrinkResult result = Shrink(scenario, broken, broken, *failure);
      EXPECT_EQ(result.verdict.property, failure->property);
      EXPECT_EQ(result.verdict.result, failure->result);
      EXPECT_EQ(result.verdict.role, failure->role);
      return result;
    }
  }
  ADD_FAILURE() << "nothing fails";
  return {};
}

TEST(ShrinkTest, DropsWhatDoesNotMatter) {
  const ShrinkResult result =
      Shrunk(kGivesUp,
             "role client\ntimeout 50\noption pongs_max 3\nclass F01\n"
             "remote ping \"a\" times=3\nlocal text \"hello\"\nelapse 20\n"
             "local close 3000 \"bye\"\nremote binary hex:00ff*9\n"
             "remote close 1000\nremote eof\n"
             "expect closed clean 1000\n");
  EXPECT_EQ(ScenarioToText(result.scenario),
            "scn 1\nrole client\nlocal close 1000\nremote text\n");
}

TEST(ShrinkTest, MergesDeliveriesAndReleasesWhatIsHeld) {
  const ShrinkResult result =
      Shrunk(kGivesUp,
             "role server\nhold input\nlocal close 1000\n"
             "remote text \"late\"\ndeliver 1\ndeliver 2\ndeliver frame\n"
             "deliver all\n");
  EXPECT_EQ(ScenarioToText(result.scenario),
            "scn 1\nrole server\nlocal close 1000\nremote text\n");
}

TEST(ShrinkTest, JoinsFragments) {
  const ShrinkResult result =
      Shrunk(kGivesUp,
             "role server\nlocal close\nremote binary \"a\" fin=0\n"
             "remote continuation \"b\" fin=0\nremote continuation \"c\"\n");
  EXPECT_EQ(ScenarioToText(result.scenario),
            "scn 1\nrole server\nlocal close 1000\nremote text\n");
}

TEST(ShrinkTest, NamesTheFrameInRawBytes) {
  const ShrinkResult result =
      Shrunk(kGivesUp, "role client\nlocal close 1000\nremote bytes 810161\n");
  EXPECT_EQ(ScenarioToText(result.scenario),
            "scn 1\nrole client\nlocal close 1000\nremote text\n");
}

TEST(ShrinkTest, JoinsRawBytes) {
  const ShrinkResult result =
      Shrunk(kGivesUp,
             "role client\nlocal close 1000\nremote bytes 82\n"
             "remote bytes 01\nremote bytes 61\n");
  EXPECT_EQ(ScenarioToText(result.scenario),
            "scn 1\nrole client\nlocal close 1000\nremote text\n");
}

TEST(ShrinkTest, KeepsOneRoleOfBoth) {
  const ShrinkResult result =
      Shrunk(kGivesUp, "role both\nlocal close 1000\nremote text \"late\"\n");
  EXPECT_EQ(result.scenario.cast, Cast::kClient);
  EXPECT_EQ(result.verdict.role, Role::kClient);
}

TEST(ShrinkTest, ShrinksPairs) {
  const ShrinkResult result =
      Shrunk(kGivesUp,
             "role pair\nclient ping \"a\"\nclient hold input\n"
             "server text \"late\"\nclient close 1000 \"bye\"\n"
             "elapse 3\nclient deliver 4\nclient deliver all\n");
  EXPECT_EQ(result.scenario.cast, Cast::kPair);
  EXPECT_LE(result.scenario.steps.size(), 4u);
}

TEST(ShrinkTest, KeepsAnEndThatNeverComes) {
  const ShrinkResult result =
      Shrunk(kNeverEnds,
             "role server\nlocal ping \"\"\nremote text \"a\"\n"
             "remote close 1000 \"bye\"\nlocal pong \"\"\n");
  EXPECT_LE(result.scenario.steps.size(), 2u);
}

// The first candidate of JoinBytes; empty: it has none.
std::string Joined(const std::string& text) {
  std::string joined;
  JoinBytes(FromText(text), [&joined](const Scenario& candidate) {
    joined = ScenarioToText(candidate);
    return true;
  });
  return joined;
}

TEST(ShrinkMovesTest, JoinsFramesThatAreReadAtOnce) {
  EXPECT_EQ(Joined("role client\nhold input\nremote text \"a\"\n"
                   "remote close\ndeliver all\n"),
            "scn 1\nrole client\nhold input\nremote bytes 8101618800\n"
            "deliver all\n");
  EXPECT_EQ(Joined("role server\nremote bytes 89\nremote ping\n"),
            "scn 1\nrole server\nremote bytes 8989800a1b2c3d\n");
  EXPECT_EQ(Joined("role client\nremote text \"a\"\nremote close\n"), "")
      << "they read better as they are";
  EXPECT_EQ(Joined("role client\nremote bytes 81\nremote text \"x\"*126\n"),
            "");
}

TEST(ShrinkMovesTest, JoinsWhatIsRepeatedIfItIsFewBytes) {
  EXPECT_EQ(Joined("role client\nremote bytes 82\nremote close times=2\n"),
            "scn 1\nrole client\nremote bytes 8288008800\n");
  EXPECT_EQ(Joined("role client\nremote bytes 8261\n"
                   "remote bytes 61*2 times=2\n"),
            "scn 1\nrole client\nremote bytes 826161616161\n");
  EXPECT_EQ(Joined("role client\nremote bytes 82\nremote close times=64\n"),
            "");
}

// A play of it costs over 500 at first: not many of them are affordable.
TEST(ShrinkTest, LowersTimesBeforeAllElse) {
  std::string text;
  for (int i = 0; i < 4; ++i) {
    text += "remote bytes 8900*16 times=1000\nlocal ping\nlocal pong\n";
  }
  const ShrinkResult result =
      Shrunk(kGivesUp, text + "local close 1000\nremote text \"a\"\n");
  EXPECT_EQ(ScenarioToText(result.scenario),
            "scn 1\nrole client\nlocal close 1000\nremote text\n");
  EXPECT_LT(result.cost, 1000u);
}

TEST(ShrinkTest, PlaysOneEndOfAPairAlone) {
  const ShrinkResult result =
      Shrunk(kGivesUp,
             "role pair\nserver hold input\nclient close 1000\n"
             "server text \"a\"\nserver deliver all\n");
  EXPECT_EQ(result.scenario.cast, Cast::kClient);
  EXPECT_EQ(ScenarioToText(result.scenario),
            "scn 1\nrole client\nlocal close 1000\nremote text\n");
}

TEST(ShrinkTest, IsDeterministic) {
  const std::string text =
      "remote ping \"a\" times=3\nlocal close 3000 \"bye\"\n"
      "remote binary \"b\"\nremote close 1000\nremote eof\n";
  const ShrinkResult first = Shrunk(kGivesUp, text);
  const ShrinkResult second = Shrunk(kGivesUp, text);
  EXPECT_EQ(first.scenario, second.scenario);
  EXPECT_EQ(first.plays, second.plays);
}

TEST(ShrinkTest, GivesBackWhatDoesNotFail) {
  const EndpointKind ours = Reference();
  const Scenario scenario = FromText("class F01\nlocal close 1000\n");
  Verdict failure;
  failure.property = AllProperties().list().front();
  failure.result = Result::kBroken;
  const ShrinkResult result = Shrink(scenario, ours, ours, failure);
  EXPECT_EQ(result.scenario, scenario);
  EXPECT_EQ(result.plays, 1u);
}

TEST(ShrinkTest, IsBounded) {
  std::string text = "role client\nlocal close 1000\nremote text \"a\"\n";
  for (int i = 0; i < 300; ++i) text += "remote bytes 8a017a\n";
  const ShrinkResult result = Shrunk(kGivesUp, text);
  EXPECT_LE(result.cost, kShrinkCostMax);
  EXPECT_EQ(result.scenario.steps.size(), 2u);
}

TEST(ShrinkMovesTest, SimplerStepsAreLessOdd) {
  const Scenario odd = FromText(
      "role server\ninside ping local close 4999 \"bye\"\n"
      "local fragment binary \"xyz\"*4 times=7\n"
      "remote text \"a\" fin=0 rsv=5 mask=none length=64\n"
      "remote frame opcode=11 hex:00\nremote bytes 8a8000000000\n"
      "deliver 17\naccept frame\nelapse 700\n");
  for (const Step& step : odd.steps) {
    EXPECT_GT(OddnessOf(step), 0u);
    const auto simpler = SimplerSteps(step, 1000);
    EXPECT_FALSE(simpler.empty()) << StepToText(step, odd.cast);
    for (const Step& s : simpler) {
      EXPECT_LT(OddnessOf(s), OddnessOf(step)) << StepToText(s, odd.cast);
    }
  }
}

}  // namespace
}  // namespace wsdrain
