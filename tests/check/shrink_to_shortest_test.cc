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

// False on purpose: `event` breaks it after what `kWas` asks.
template <bool (*kWas)(const Ledger&)>
constexpr Property NoneAfter(const char* name, Seen event) {
  return {name,
          "it_came",
          "7.1",
          Level::kMust,
          Level::kMust,
          "false on purpose",
          On(event),
          [](const Ledger& before, const Observation&) {
            return kWas(before) ? Broken("none", "one") : Holds();
          }};
}

bool Anything(const Ledger&) { return true; }
bool APing(const Ledger& before) { return before.pings_received > 0; }
bool ThreePings(const Ledger& before) { return before.pings_received >= 3; }
bool AClose(const Ledger& before) { return before.closes_sent > 0; }
bool APingAndAClose(const Ledger& before) {
  return APing(before) && AClose(before);
}
bool APingUnderAnOption(const Ledger& before) {
  return APing(before) && before.settings.refuses_close_in_message;
}
bool ThreeSteps(const Ledger& before) {
  return APing(before) && before.is_output_held && before.is_own_message_open;
}
bool FourSteps(const Ledger& before) {
  return ThreeSteps(before) && before.close_called.has_value();
}

constexpr Property kAfterAPing =
    NoneAfter<APing>("no_message_after_a_ping", Seen::kMessage);
constexpr Property kNever = NoneAfter<Anything>("no_message", Seen::kMessage);

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

constexpr Property kResetLate =
    NoneAfter<AClose>("no_reset_after_a_close", Seen::kReset);
constexpr Property kReset = NoneAfter<Anything>("no_reset", Seen::kReset);

// Without a Close there is no output that could break: the step that it finds
// is none of those that it is given.
TEST(ShrinkToShortestTest, SaysItInFewWords) {
  const ShrinkResult shortest =
      Shortest(PropertySet({&kResetLate, &kReset}),
               "role client\nlocal close\nbreak output\nremote ping\n");
  EXPECT_EQ(ScenarioToText(shortest.scenario),
            "scn 1\nrole client\nremote reset\n");
}

constexpr Property kThreePings =
    NoneAfter<ThreePings>("no_message_after_three_pings", Seen::kMessage);

TEST(ShrinkToShortestTest, JoinsEqualNeighbours) {
  const ShrinkResult shortest =
      Shortest(PropertySet({&kThreePings}),
               "role client\nremote ping\nremote ping times=2\nremote text\n");
  EXPECT_EQ(ScenarioToText(shortest.scenario),
            "scn 1\nrole client\nremote ping times=3\nremote text\n");
}

constexpr Property kFive =
    NoneAfter<FourSteps>("no_message_after_four_steps", Seen::kMessage);
constexpr Property kFour =
    NoneAfter<ThreeSteps>("no_reset_after_three_steps", Seen::kReset);

TEST(ShrinkToShortestTest, PutsALetterForTwoSteps) {
  const ShrinkResult shortest = Shortest(
      PropertySet({&kFive, &kFour}),
      "role client\nhold output\nlocal fragment text \"a\"\nremote ping\n"
      "local close\nremote text\n");
  EXPECT_EQ(shortest.verdict.property, &kFour);
  EXPECT_EQ(shortest.scenario.steps.size(), 4u);
}

constexpr Property kPlain = NoneAfter<APingAndAClose>(
    "no_message_after_a_ping_and_a_close", Seen::kMessage);
constexpr Property kOtherOption =
    NoneAfter<APingUnderAnOption>("no_message_after_a_ping", Seen::kMessage);

TEST(ShrinkToShortestTest, TriesTheOtherOptions) {
  const ShrinkResult shortest =
      Shortest(PropertySet({&kPlain, &kOtherOption}),
               "role client\nremote ping\nlocal close\nremote text\n");
  EXPECT_EQ(shortest.verdict.property, &kOtherOption);
  EXPECT_EQ(ScenarioToText(shortest.scenario),
            "scn 1\nrole client\noption client close_in_message fail\n"
            "remote ping\nremote text\n");
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
