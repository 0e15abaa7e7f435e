// Every fault class that a black box can show is caught through Endpoint alone.
#include "tests/consumer/toy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engines/rapidcheck/check_with_rapidcheck.h"
#include "props/all.h"
#include "report/explain.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

RapidCheckResult Hunt(std::initializer_list<Bug> bugs, size_t cases,
                      uint64_t seed = 1) {
  const EndpointKind kind = Toy(bugs);
  return CheckWithRapidCheck(
      AllProperties(), kind, kind,
      {.cases = cases, .seed = seed, .fail_on = Level::kShould});
}

TEST(ToyTest, WithoutABugItBreaksNothing) {
  const RapidCheckResult result = Hunt({}, 20'000);
  ASSERT_FALSE(result.failure.has_value())
      << ScenarioToText(result.failure->scenario) << "\n"
      << result.failure->verdict.property->name << ": expected "
      << result.failure->verdict.expected << ", actual "
      << result.failure->verdict.actual;
  EXPECT_EQ(result.cases, 20'000u);
}

class ToyBugTest : public testing::TestWithParam<Bug> {};

TEST_P(ToyBugTest, IsCaught) {
  const RapidCheckResult result = Hunt({GetParam()}, 20'000);
  ASSERT_TRUE(result.failure.has_value());
  RecordProperty("cases", static_cast<int>(result.cases));
  RecordProperty("property",
                 std::string(result.failure->verdict.property->name));
}

std::vector<Bug> AllBugs() {
  std::vector<Bug> bugs;
  for (size_t i = 0; i < kBugs; ++i) bugs.push_back(static_cast<Bug>(i));
  return bugs;
}

INSTANTIATE_TEST_SUITE_P(Classes, ToyBugTest, testing::ValuesIn(AllBugs()),
                         [](const auto& bug) {
                           return std::string(BugClass(bug.param));
                         });

// The question's bug in other clothes: after its Close it reads one frame.
TEST(ToyTest, WhoReadsOnceAfterItsCloseIsCaughtSoon) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    const RapidCheckResult result =
        Hunt({Bug::kReadsOnceAfterClose}, 1000, seed);
    EXPECT_TRUE(result.failure.has_value()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace wsdrain
