// Help, bad usage, and the two commands that list things.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "props/all.h"
#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

constexpr const char* kNames[] = {
    "run",    "shrink", "explore",    "decode",
    "encode", "fmt",    "properties", "endpoints",
#ifdef WSDRAIN_HAS_LIVE
    "close",  "serve",
#endif
};

TEST(UsageTest, HelpNamesEveryCommandAndShowsExamples) {
  const CommandResult outcome = Wsdrain({"--help"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("Examples:"), std::string::npos);
  EXPECT_NE(outcome.out.find("Exit codes:"), std::string::npos);
  for (const char* name : kNames) {
    EXPECT_NE(outcome.out.find("\n  " + std::string(name) + " "),
              std::string::npos)
        << name;
    const CommandResult help = Wsdrain({name, "--help"});
    EXPECT_EQ(help.code, 0) << name;
    EXPECT_NE(help.out.find("Examples:\n  wsdrain " + std::string(name)),
              std::string::npos)
        << help.out;
    EXPECT_NE(help.out.find("--help"), std::string::npos) << name;
  }
}

TEST(UsageTest, BadUsageIsExitCode2) {
  EXPECT_EQ(Wsdrain({}).code, 2);
  EXPECT_EQ(Wsdrain({"dance"}).code, 2);
  EXPECT_EQ(Wsdrain({"shrink"}).code, 2);
  EXPECT_EQ(Wsdrain({"run", "--no-such-option", "a.scn"}).code, 2);
  EXPECT_EQ(Wsdrain({"run", "--endpoint", "reference", "--client", "reference",
                     "a.scn"})
                .code,
            2);
  EXPECT_EQ(Wsdrain({"properties", "extra"}).code, 2);
  const CommandResult outcome = Wsdrain({"endpoints", "--bad"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err.find("--bad"), std::string::npos) << outcome.err;
}

TEST(UsageTest, SaysItsVersion) {
  const CommandResult outcome = Wsdrain({"--version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, std::string(kVersion) + "\n");
}

TEST(PropertiesTest, ListsEveryAlwaysAndItsSometimes) {
  const CommandResult outcome = Wsdrain({"properties", "--json"});
  EXPECT_EQ(outcome.code, 0);
  const Json json = JsonOf(outcome);
  size_t always = 0;
  for (const Property* property : AllProperties().list()) {
    if (!property->name.empty()) ++always;
  }
  size_t listed = 0;
  std::set<std::string> names;
  for (const Json& entry : json["properties"]) {
    EXPECT_TRUE(names.insert(entry["name"]).second) << entry["name"];
    EXPECT_FALSE(entry["section"].get<std::string>().empty()) << entry["name"];
    if (entry["scope"] == "always") ++listed;
  }
  EXPECT_EQ(listed, always);
  EXPECT_GE(listed, 40u);
  for (const Json& entry : json["properties"]) {
    if (entry["scope"] != "always" || entry["reached"].is_null()) continue;
    EXPECT_EQ(names.count(entry["reached"]), 1u) << entry["reached"];
  }
}

TEST(PropertiesTest, PrintsATableAndTheRulesIfAsked) {
  const CommandResult outcome = Wsdrain({"properties"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find(" always, "), std::string::npos);
  const Property& first = *AllProperties().list().front();
  const std::string rule(first.rule);
  EXPECT_EQ(outcome.out.find(rule), std::string::npos);
  EXPECT_NE(Wsdrain({"properties", "--rules"}).out.find(rule),
            std::string::npos);
}

TEST(EndpointsTest, OursComesFirst) {
  const CommandResult outcome = Wsdrain({"endpoints", "--json"}, {Mute()});
  EXPECT_EQ(outcome.code, 0);
  const Json json = JsonOf(outcome);
  ASSERT_EQ(json["endpoints"].size(), 2u);
  EXPECT_EQ(json["endpoints"][0]["name"], "reference");
  EXPECT_EQ(json["endpoints"][0]["roles"], Json::array({"client", "server"}));
  EXPECT_EQ(json["endpoints"][0]["capabilities"]["ours"], true);
  EXPECT_EQ(json["endpoints"][1]["name"], "mute");
  EXPECT_EQ(json["endpoints"][1]["capabilities"]["ours"], false);
  const CommandResult table = Wsdrain({"endpoints"}, {Mute()});
  EXPECT_EQ(table.code, 0);
  EXPECT_NE(table.out.find("\nmute "), std::string::npos) << table.out;
}

}  // namespace
}  // namespace wsdrain
