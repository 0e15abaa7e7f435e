// RapidCheck finds nothing in our endpoint, and planted faults soon.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>

#include "endpoints/reference.h"
#include "engines/broken_tables.h"
#include "engines/rapidcheck/check_with_rapidcheck.h"
#include "engines/rapidcheck/scenario_gen.h"
#include "props/all.h"
#include "report/explain.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr size_t kCases = 3000;
constexpr size_t kCasesToFind = 20'000;

// WSDRAIN_CASES: how often as many cases, for long runs.
size_t Scaled(size_t cases) {
  const char* times = std::getenv("WSDRAIN_CASES");
  return times == nullptr ? cases : cases * std::strtoul(times, nullptr, 10);
}

std::string Explained(const ShrinkResult& failure, const EndpointKind& kind) {
  const auto castings = CastingsOf(failure.scenario, kind, kind);
  return ExplainFailure(failure.scenario, castings.front().players,
                        failure.verdict);
}

class OurEndpointTest : public testing::TestWithParam<Mode> {};

TEST_P(OurEndpointTest, KeepsEveryProperty) {
  const EndpointKind endpoint = Reference();
  const RapidCheckResult result = CheckWithRapidCheck(
      AllProperties(), endpoint, endpoint,
      {.mode = GetParam(), .cases = Scaled(kCases), .seed = 6455});
  EXPECT_EQ(result.cases, Scaled(kCases));
  if (result.failure.has_value()) {
    ADD_FAILURE() << Explained(*result.failure, endpoint);
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, OurEndpointTest,
                         testing::Values(Mode::kSolo, Mode::kPair),
                         [](const auto& param) {
                           return param.param == Mode::kSolo ? "Solo" : "Pair";
                         });

class BrokenTableTest : public testing::TestWithParam<BrokenTable> {};

TEST_P(BrokenTableTest, IsFoundFromEverySeedAndShrunk) {
  const EndpointKind broken = Reference(nullptr, &GetParam().table);
  for (const uint64_t seed : {1, 2, 3, 4, 5}) {
    const RapidCheckResult result = CheckWithRapidCheck(
        AllProperties(), broken, broken,
        {.cases = kCasesToFind, .seed = seed, .asks_relations = false});
    ASSERT_TRUE(result.failure.has_value()) << "seed " << seed;
    EXPECT_LE(result.failure->scenario.steps.size(), GetParam().steps_max)
        << Explained(*result.failure, broken);
    std::printf("%s, seed %u: %zu cases, %zu steps, %zu plays, %s\n",
                GetParam().name, static_cast<unsigned>(seed), result.cases,
                result.failure->scenario.steps.size(), result.failure->plays,
                std::string(result.failure->verdict.property->name).c_str());
  }
}

INSTANTIATE_TEST_SUITE_P(Tables, BrokenTableTest,
                         testing::ValuesIn(kBrokenTables),
                         [](const auto& param) { return param.param.name; });

TEST(CheckWithRapidCheckTest, IsAFunctionOfItsSeed) {
  const EndpointKind broken = Reference(nullptr, &kBrokenTables[0].table);
  const RapidCheckOptions options = {.cases = kCasesToFind, .seed = 7};
  const auto first =
      CheckWithRapidCheck(AllProperties(), broken, broken, options);
  const auto second =
      CheckWithRapidCheck(AllProperties(), broken, broken, options);
  ASSERT_TRUE(first.failure.has_value());
  ASSERT_TRUE(second.failure.has_value());
  EXPECT_EQ(first.cases, second.cases);
  EXPECT_EQ(first.failure->scenario, second.failure->scenario);
}

class ScenariosTest : public testing::TestWithParam<Mode> {};

TEST_P(ScenariosTest, ReadBackFromTheirTextAndBytes) {
  const rc::Gen<Scenario> scenarios = Scenarios(GetParam());
  rc::Random random(1);
  for (int i = 0; i < 2000; ++i) {
    const Scenario scenario = scenarios(random.split(), 1 + i % 20).value();
    const std::string text = ScenarioToText(scenario);
    const auto parsed = ScenarioFromText("drawn.scn", text);
    ASSERT_TRUE(parsed.ok()) << parsed.status().message() << "\n" << text;
    EXPECT_EQ(ScenarioToText(*parsed), text);
    EXPECT_EQ(ScenarioFromBytes(ScenarioToBytes(*parsed), GetParam()), *parsed)
        << text;
  }
}

TEST_P(ScenariosTest, DrawEveryVerbOfTheirMode) {
  const rc::Gen<Scenario> scenarios = Scenarios(GetParam());
  rc::Random random(1);
  std::set<Verb> verbs;
  for (int i = 0; i < 2000; ++i) {
    for (const Step& step : scenarios(random.split(), 20).value().steps) {
      verbs.insert(step.verb);
    }
  }
  // Solo has no lose; pair has no remote and no prologue.
  EXPECT_EQ(verbs.size(), GetParam() == Mode::kSolo ? kVerbs - 1 : kVerbs - 5);
}

INSTANTIATE_TEST_SUITE_P(Modes, ScenariosTest,
                         testing::Values(Mode::kSolo, Mode::kPair));

TEST(ScenariosTest, ShrinkByDroppingSteps) {
  const auto scenario = Scenarios(Mode::kSolo)(rc::Random(3), 20);
  ASSERT_GT(scenario.value().steps.size(), 3u);
  auto shrinks = scenario.shrinks();
  const auto first = shrinks.next();
  ASSERT_TRUE(first);
  EXPECT_LT(first->value().steps.size(), scenario.value().steps.size());
}

TEST(ScenariosTest, AreShownAsText) {
  std::ostringstream out;
  rc::show(Scenarios(Mode::kSolo)(rc::Random(3), 20).value(), out);
  EXPECT_EQ(out.str().substr(0, 6), "scn 1\n");
}

}  // namespace
}  // namespace wsdrain
