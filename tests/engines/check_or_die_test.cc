// A broken property ends the program in a function of its name.
#include "engines/fuzzing/check_or_die.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "endpoints/reference.h"
#include "engines/broken_tables.h"
#include "engines/fuzzing/broken_property.h"
#include "engines/fuzzing/target.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

Scenario FromText(const std::string& steps) {
  const auto scenario = ScenarioFromText("test.scn", "scn 1\n" + steps);
  EXPECT_TRUE(scenario.ok()) << scenario.status().message();
  return *scenario;
}

TEST(BrokenPropertyTest, EveryPropertyHasAFunctionOfItsOwn) {
  std::set<std::string_view> names;
  std::set<void (*)()> functions;
  for (const BrokenProperty& broken : BrokenProperties()) {
    EXPECT_TRUE(names.insert(broken.name).second) << broken.name;
    EXPECT_TRUE(functions.insert(broken.abort).second) << broken.name;
  }
  for (const Property* property : AllProperties().list()) {
    if (property->name.empty()) continue;
    EXPECT_EQ(names.count(property->name), 1u) << property->name;
  }
}

TEST(CheckOrDieTest, ReturnsIfAllHold) {
  const EndpointKind ours = Reference();
  CheckOrDie(AllProperties(), FromText("local close 1000\nremote text \"a\"\n"),
             ours);
}

TEST(CheckOrDieDeathTest, ExplainsTheShortestScenarioAndNamesTheProperty) {
  const EndpointKind broken = Reference(nullptr, &kBrokenTables[0].table);
  const Scenario scenario = FromText(
      "remote ping \"\"\nlocal close 1000 \"bye\"\n"
      "remote text \"late\"\nremote close 1000\nremote eof\n");
  EXPECT_DEATH(CheckOrDie(AllProperties(), scenario, broken),
               "role client\nlocal close 1000\nremote text\n"
               "(.|\n)*Assertion `[a-z_]+' failed");
}

TEST(FindFailureTest, FindsNothingOfAStrangerBelowMust) {
  EndpointKind stranger = Reference(nullptr, &kBrokenTables[0].table);
  stranger.capabilities.is_ours = false;
  const Scenario scenario =
      FromText("local close 1000\nremote text \"late\"\nremote close 1000\n");
  const auto failure =
      FindFailure(AllProperties(), scenario, stranger, stranger);
  if (failure.has_value()) {
    EXPECT_TRUE(failure->verdict.level == Level::kMust ||
                failure->verdict.result != Result::kBroken);
  }
}

TEST(DieOfTest, ReturnsIfNothingFailed) { DieOf(std::nullopt); }

TEST(DieOfDeathTest, PrintsTheFailure) {
  EXPECT_DEATH(DieOf("the two writers differ"), "the two writers differ");
}

}  // namespace
}  // namespace wsdrain
