// RapidCheck finds in the libraries of others what is known of them, only.
#include "endpoints/strangers/strangers.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "endpoints/reference.h"
#include "engines/fuzzing/known_failures.h"
#include "engines/rapidcheck/check_with_rapidcheck.h"
#include "props/all.h"
#include "report/explain.h"

namespace wsdrain {

static void PrintTo(const EndpointKind& kind, std::ostream* out) {
  *out << kind.name;
}

namespace {

constexpr size_t kCases = 5'000;

std::string Explained(const ShrinkResult& failure, const EndpointKind& client,
                      const EndpointKind& server) {
  const auto castings = CastingsOf(failure.scenario, client, server);
  return ExplainFailure(failure.scenario, castings.front().players,
                        failure.verdict);
}

class StrangerTest : public testing::TestWithParam<EndpointKind> {
 protected:
  RapidCheckResult Hunt(KnownFailures known, size_t cases) const {
    return CheckWithRapidCheck(
        AllProperties(), GetParam(), GetParam(),
        {.cases = cases, .seed = 1, .known = known, .fail_on = Level::kShould});
  }
};

TEST_P(StrangerTest, RandomScenariosFindNothingElse) {
  const RapidCheckResult result = Hunt(CompiledInFailures(), kCases);
  EXPECT_EQ(result.cases, kCases);
  ASSERT_FALSE(result.failure.has_value())
      << Explained(*result.failure, GetParam(), GetParam());
}

TEST_P(StrangerTest, TheyFindWhatIsKnown) {
  EXPECT_TRUE(Hunt({}, kCases).failure.has_value());
}

INSTANTIATE_TEST_SUITE_P(Libraries, StrangerTest,
                         testing::ValuesIn(Strangers()),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace wsdrain
