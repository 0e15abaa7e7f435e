// Every property has been seen failing, and a new one must come with its fault.
#include "tests/props/seen_failing.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {

std::vector<Breakage> AllBreakages() {
  std::vector<Breakage> all;
  for (const auto& rows :
       {SentBreakages(), CalledBreakages(), ReceivedBreakages(),
        ClosingBreakages(), OtherBreakages()}) {
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

std::vector<Report> Reports(const std::string& text, const EndpointKind& kind) {
  const auto scenario = ScenarioFromText("row", "scn 1\n" + text);
  EXPECT_TRUE(scenario.ok()) << scenario.status();
  std::vector<Report> reports;
  if (!scenario.ok()) return reports;
  for (const Casting& casting : CastingsOf(*scenario, kind, kind)) {
    reports.push_back(Check(AllProperties(), *scenario, casting.players));
  }
  return reports;
}

const Verdict* FailureOf(std::string_view name,
                         const std::vector<Report>& reports) {
  for (const Report& report : reports) {
    for (const Verdict& verdict : report.verdicts) {
      if (verdict.property->name == name && IsFailure(verdict.result)) {
        return &verdict;
      }
    }
  }
  return nullptr;
}

namespace {

// The failure that `kind` shows, asked at the level that is due to it.
void ExpectFailure(const Breakage& row, const EndpointKind& kind) {
  const std::vector<Report> reports = Reports(row.scenario, kind);
  const Verdict* failure = FailureOf(row.property, reports);
  ASSERT_NE(failure, nullptr) << testing::PrintToString(row) << "\n"
                              << row.scenario << "as " << kind.name;
  EXPECT_EQ(failure->level, kind.capabilities.is_ours
                                ? failure->property->level_ours
                                : failure->property->level);
  EXPECT_FALSE(failure->expected.empty()) << row.property;
  EXPECT_FALSE(failure->actual.empty()) << row.property;
}

const Property* Named(std::string_view name) {
  for (const Property* property : AllProperties().list()) {
    if (property->name == name) return property;
  }
  return nullptr;
}

}  // namespace

void ExpectSeenFailing(const std::vector<Breakage>& rows) {
  const EndpointKind reference = Reference();
  for (const Breakage& row : rows) {
    const Property* property = Named(row.property);
    ASSERT_NE(property, nullptr) << "no property is named " << row.property;
    const EndpointKind broken = Broken(row.lies, row.table);
    ExpectFailure(row, broken);
    // What no RFC sentence demands may be asked of our own endpoint alone.
    if (property->level != Level::kNote) {
      EndpointKind theirs = broken;
      theirs.name = "a stranger that follows the settings";
      theirs.capabilities.is_ours = false;
      ExpectFailure(row, theirs);
    }
    for (const Report& report : Reports(row.scenario, reference)) {
      const Verdict* failure = report.FirstFailure(Level::kNote);
      EXPECT_EQ(failure, nullptr)
          << "the reference breaks " << failure->property->name << " ("
          << failure->expected << "; " << failure->actual << ") in\n"
          << row.scenario;
    }
    // A lie that tells nothing shows nothing.
    for (const Report& report : Reports(row.scenario, Broken({}))) {
      EXPECT_EQ(report.FirstFailure(Level::kNote), nullptr) << row.scenario;
    }
  }
}

TEST(SeenFailingTest, EveryPropertyHasItsRow) {
  std::set<std::string> seen;
  for (const Breakage& row : AllBreakages()) seen.insert(row.property);
  for (const Property* property : AllProperties().list()) {
    if (property->name.empty()) continue;
    EXPECT_EQ(seen.count(std::string(property->name)), 1u)
        << property->name << " has never been seen failing";
  }
}

TEST(SeenFailingTest, NoTwoRowsAreTheSame) {
  std::set<std::string> rows;
  for (const Breakage& row : AllBreakages()) {
    EXPECT_TRUE(rows.insert(row.property + ": " + row.how).second)
        << row.property << ": " << row.how;
  }
}

}  // namespace wsdrain
