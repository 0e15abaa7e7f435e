// Plays every named scenario: what it expects, what all properties ask, and
// what the corpus reaches as a whole.
#include "replay/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "check/check.h"
#include "check/expect.h"
#include "endpoints/reference.h"
#include "props/all.h"

namespace wsdrain {
namespace {

// A story, and not a soak test.
constexpr size_t kStepLinesMax = 32;

std::string Named(const CorpusFile& file, const Casting& casting) {
  return file.name + " as " +
         (file.scenario.cast == Cast::kPair
              ? std::string("pair")
              : std::string(RoleName(casting.role)));
}

// Calls `each(file, casting)` for every run that the corpus asks for.
template <typename Each>
void ForEachRun(const EndpointKind& kind, Each each) {
  for (const CorpusFile& file : Corpus()) {
    for (const Casting& casting : CastingsOf(file.scenario, kind, kind)) {
      SCOPED_TRACE(Named(file, casting));
      each(file, casting);
    }
  }
}

TEST(CorpusTest, EveryFileParses) {
  EXPECT_GE(Corpus().size(), 90u);
  for (const CorpusFile& file : Corpus()) EXPECT_EQ(file.error, "");
}

TEST(CorpusTest, EveryFileIsInItsCanonicalForm) {
  for (const CorpusFile& file : Corpus()) {
    const auto canonical = FormatScenarioText(file.name, file.text);
    ASSERT_TRUE(canonical.ok()) << canonical.status().message();
    EXPECT_EQ(file.text, *canonical) << file.name;
  }
}

TEST(CorpusTest, EveryFileTellsItsStory) {
  for (const CorpusFile& file : Corpus()) {
    SCOPED_TRACE(file.name);
    EXPECT_EQ(file.text.rfind("scn 1\n# ", 0), 0u) << "a comment comes first";
    EXPECT_FALSE(file.scenario.classes.empty());
    EXPECT_FALSE(file.scenario.rfc.empty());
    EXPECT_FALSE(file.scenario.expects.empty());
    EXPECT_GE(file.scenario.steps.size(), 1u);
    EXPECT_LE(file.scenario.steps.size(), kStepLinesMax);
  }
}

TEST(CorpusTest, EveryExpectationIsMet) {
  size_t asked = 0;
  ForEachRun(Reference(), [&](const CorpusFile& file, const Casting& casting) {
    FactSink facts;
    RunScenario(file.scenario, casting.players, {}, Ending::kSilent, facts);
    for (const auto& result : AskExpectations(file.scenario, facts.facts())) {
      ++asked;
      EXPECT_TRUE(result.is_met)
          << "line " << result.expectation->line << ": "
          << ExpectationToText(*result.expectation) << "; " << result.actual;
    }
  });
  EXPECT_GT(asked, 1000u);
}

TEST(CorpusTest, EveryPropertyHoldsAndEverySometimesIsReached) {
  std::set<std::string_view> missed;
  for (const Property* property : AllProperties().list()) {
    EXPECT_NE(property->reached, "") << property->name;
    missed.insert(property->reached);
  }
  ForEachRun(Reference(), [&](const CorpusFile& file, const Casting& casting) {
    const Report report =
        Check(AllProperties(), file.scenario, casting.players);
    for (const Verdict& verdict : report.verdicts) {
      EXPECT_FALSE(IsFailure(verdict.result))
          << verdict.property->name << ": expected " << verdict.expected
          << ", was " << verdict.actual;
      if (verdict.result == Result::kHolds) {
        missed.erase(verdict.property->reached);
      }
    }
  });
  for (const std::string_view reached : missed) {
    ADD_FAILURE() << "no scenario reaches " << reached;
  }
}

TEST(CorpusTest, EveryRowThatCanBeReachedIsVisited) {
  RowVisits visits = {};
  ForEachRun(Reference(&visits),
             [](const CorpusFile& file, const Casting& casting) {
               Checker sink(AllProperties());
               RunToBothEndings(file.scenario, casting.players, sink, sink);
             });
  for (size_t i = 0; i < kRows; ++i) {
    const Row& row = kTable.rows[i];
    EXPECT_EQ(visits[i] > 0, row.action != Action::kUnreachable)
        << StateName(row.from) << " x " << EventName(row.on);
  }
}

TEST(CorpusTest, EveryClassOfFaultsIsNamed) {
  std::set<std::string> named;
  for (const CorpusFile& file : Corpus()) {
    named.insert(file.scenario.classes.begin(), file.scenario.classes.end());
  }
  for (int number = 1; number <= 30; ++number) {
    const std::string name =
        (number < 10 ? "F0" : "F") + std::to_string(number);
    EXPECT_EQ(named.count(name), 1u) << name;
  }
}

}  // namespace
}  // namespace wsdrain
