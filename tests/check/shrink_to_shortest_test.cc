// The shortest failure may be another, and is found within bounds.
#include <gtest/gtest.h>

#include <string>

#include "check/shrink.h"
#include "endpoints/reference.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

Scenario FromText(const std::string& text) {
  const auto scenario = ScenarioFromText("test.scn", "scn 1\n" + text);
  EXPECT_TRUE(scenario.ok()) << scenario.status().message();
  return *scenario;
}

// The first failure of `properties`, shrunk to the shortest.
ShrinkResult Shortest(const PropertySet& properties, const std::string& text) {
  const EndpointKind ours = Reference();
  const Scenario scenario = FromText(text);
  const Report report = Check(properties, scenario,
                              CastingsOf(scenario, ours, ours).front().players);
  const Verdict* failure = report.FirstFailure(Level::kMust);
  if (failure == nullptr) {
    ADD_FAILURE() << "nothing fails";
    return {};
  }
  return ShrinkToShortest(properties, Level::kMust, scenario, ours, ours,
                          *failure);
}

Answer NoMessageAfterAPing(const Ledger& before, const Observation&) {
  return before.pings_received > 0 ? Broken("no message", "one") : Holds();
}

Answer NoMessage(const Ledger&, const Observation&) {
  return Broken("no message", "one");
}

// Two properties that a message breaks, the first only after a Ping.
constexpr Property kAfterAPing = {"no_message_after_a_ping",
                                  "a_message_came_after_a_ping",
                                  "6.2",
                                  Level::kMust,
                                  Level::kMust,
                                  "false on purpose",
                                  On(Seen::kMessage),
                                  NoMessageAfterAPing};
constexpr Property kNever = {
    "no_message",       "a_message_came", "6.2",
    Level::kMust,       Level::kMust,     "false on purpose",
    On(Seen::kMessage), NoMessage};

TEST(ShrinkToShortestTest, GoesOverToAnotherProperty) {
  const EndpointKind ours = Reference();
  const PropertySet properties({&kAfterAPing, &kNever});
  const Scenario scenario =
      FromText("role client\nremote ping\nlocal close\nremote text \"a\"\n");
  const Report report = Check(properties, scenario,
                              CastingsOf(scenario, ours, ours).front().players);
  const Verdict& after_a_ping = report.verdicts.front();
  ASSERT_EQ(after_a_ping.property, &kAfterAPing);
  ASSERT_TRUE(IsFailure(after_a_ping.result));

  const ShrinkResult same = Shrink(scenario, ours, ours, after_a_ping);
  EXPECT_EQ(same.scenario.steps.size(), 2u);
  EXPECT_EQ(same.verdict.property, &kAfterAPing);

  const ShrinkResult shortest = ShrinkToShortest(
      properties, Level::kMust, scenario, ours, ours, after_a_ping);
  EXPECT_EQ(shortest.scenario.steps.size(), 1u);
  EXPECT_EQ(shortest.verdict.property, &kNever);
}

Answer NoReset(const Ledger&, const Observation&) {
  return Broken("no reset", "one");
}

Answer NoResetAfterAClose(const Ledger& before, const Observation&) {
  return before.closes_sent > 0 ? Broken("no reset", "one") : Holds();
}

constexpr Property kResetLate = {"no_reset_after_a_close",
                                 "a_reset_came_after_a_close",
                                 "7.1",
                                 Level::kMust,
                                 Level::kMust,
                                 "false on purpose",
                                 On(Seen::kReset),
                                 NoResetAfterAClose};
constexpr Property kReset = {
    "no_reset",         "a_reset_came",   "7.1",  Level::kMust, Level::kMust,
    "false on purpose", On(Seen::kReset), NoReset};

// Without a Close there is no output that could break: the step that it finds
// is none of those that it is given.
TEST(ShrinkToShortestTest, SaysItInFewWords) {
  const ShrinkResult shortest =
      Shortest(PropertySet({&kResetLate, &kReset}),
               "role client\nlocal close\nbreak output\nremote ping\n");
  EXPECT_EQ(ScenarioToText(shortest.scenario),
            "scn 1\nrole client\nremote reset\n");
}

Answer NoLongMessage(const Ledger&, const Observation& now) {
  return now.payload.size() >= 60'000 ? Broken("no message", "a long one")
                                      : Holds();
}
constexpr Property kLong = {"no_long_message",  "a_message_came", "6.2",
                            Level::kMust,       Level::kMust,     "false",
                            On(Seen::kMessage), NoLongMessage};

TEST(ShrinkToShortestTest, LargePayloadsCostMore) {
  const ShrinkResult result =
      Shortest(PropertySet({&kLong}),
               "role client\nremote binary \"x\"*65536 times=2\n"
               "remote ping \"x\"*125\nlocal pause\nlocal resume\n"
               "remote close 1000\n");
  EXPECT_EQ(result.scenario.steps.size(), 1u);
  EXPECT_GE(result.cost, result.plays * 8);
  EXPECT_LE(result.cost, kShrinkCostMax + 100);
}

}  // namespace
}  // namespace wsdrain
