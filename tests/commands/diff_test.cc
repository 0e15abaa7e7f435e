// `wsdrain diff`: new, changed and gone findings, and its exit code.
#include <gtest/gtest.h>

#include <string>

#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class DiffTest : public CommandTest {
 protected:
  // Writes what the endpoints of that name print of a scenario called ping.
  std::string Ran(const std::string& file, const std::string& endpoint,
                  const std::string& scenario, std::string_view text) const {
    const std::string path = Write(scenario + ".scn", text);
    const CommandResult outcome =
        Wsdrain({"run", "--json", "--endpoint", endpoint, path},
                {Mute(), MuteWhileClosing()});
    return Write(file, outcome.out);
  }
};

constexpr std::string_view kIdle = "scn 1\nrole server\nelapse 1\n";

TEST_F(DiffTest, FailsIfAFindingIsNew) {
  const std::string before = Ran("old.json", "mute", "ping", kIdle);
  const std::string now = Ran("new.json", "mute", "ping", kPingScenario);
  const CommandResult outcome = Wsdrain({"diff", before, now});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(Has(outcome.out,
                  "NEW      mute, server, ping_is_answered, in "
                  "ping\n         [5.5.2, must] broken: expected "))
      << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "2 new, 0 changed, 0 gone, 0 the same\n"))
      << outcome.out;
}

TEST_F(DiffTest, HoldsIfAFindingIsGone) {
  const std::string before = Ran("old.json", "mute", "ping", kPingScenario);
  const std::string now = Ran("new.json", "mute", "ping", kIdle);
  const CommandResult outcome = Wsdrain({"diff", before, now});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(Has(outcome.out, "0 new, 0 changed, 2 gone, 0 the same\n"))
      << outcome.out;
}

TEST_F(DiffTest, WhatWasNotPlayedIsNotGone) {
  const std::string before = Ran("old.json", "mute", "ping", kPingScenario);
  const std::string now = Ran("new.json", "mute", "other", kIdle);
  const CommandResult outcome = Wsdrain({"diff", before, now});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(Has(outcome.out, "0 the same; 2 whose scenarios were not played"))
      << outcome.out;
}

TEST_F(DiffTest, CountsWhatIsAskedFor) {
  const std::string before =
      Ran("old.json", "mute_while_closing", "ping", kIdle);
  const std::string now =
      Ran("new.json", "mute_while_closing", "ping", kPingWhileClosing);
  EXPECT_EQ(Wsdrain({"diff", before, now}).code, 0);
  EXPECT_EQ(Wsdrain({"diff", "--fail-on", "should", before, now}).code, 0);
  EXPECT_EQ(Wsdrain({"diff", "--fail-on", "note", before, now}).code, 1);
}

TEST_F(DiffTest, AnotherResultFailsAndOtherWordsDoNot) {
  const std::string before = Ran("old.json", "mute", "ping", kPingScenario);
  Json document = Json::parse(Read(before));
  const auto changed = [&](const char* key, const char* word) {
    Json now = document;
    for (Json& verdict : now["scenarios"][0]["verdicts"]) {
      if (verdict["result"] == "broken") verdict[key] = word;
    }
    return Wsdrain({"diff", before, Write("new.json", now.dump())});
  };
  EXPECT_EQ(Wsdrain({"diff", before, before}).code, 0);
  const CommandResult words = changed("actual", "two were sent");
  EXPECT_EQ(words.code, 0);
  EXPECT_TRUE(Has(words.out, "changed  mute, server")) << words.out;
  EXPECT_TRUE(Has(words.out, "before  [5.5.2, must] broken")) << words.out;
  EXPECT_EQ(changed("result", "stalled").code, 1);
}

TEST_F(DiffTest, RefusesWhatIsNoRun) {
  const std::string run = Ran("run.json", "mute", "ping", kPingScenario);
  for (const std::string text : {"", "[]", "{}", R"({"scenarios": [7]})"}) {
    const std::string bad = Write("bad.json", text);
    for (const auto& arguments : {std::vector<std::string>{"diff", bad, run},
                                  std::vector<std::string>{"diff", run, bad}}) {
      const CommandResult outcome = Wsdrain(arguments);
      EXPECT_EQ(outcome.code, 2) << text;
      EXPECT_TRUE(Has(outcome.err, "bad.json: found ")) << outcome.err;
    }
  }
  EXPECT_EQ(Wsdrain({"diff", run, Path("none.json")}).code, 2);
  EXPECT_EQ(Wsdrain({"diff", run}).code, 2);
}

}  // namespace
}  // namespace wsdrain
