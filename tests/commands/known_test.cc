// Known findings: what is known holds, what is new or gone fails.
#include <gtest/gtest.h>

#include <string>

#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

class KnownTest : public CommandTest {
 protected:
  CommandResult Run(std::vector<std::string> more) const {
    more.insert(more.begin(), {"run", "--endpoint", "mute"});
    return Wsdrain(more, {Mute()});
  }
  std::string Ping() const {
    return Write("scenarios/ping.scn", kPingScenario);
  }
  std::string Known(const std::string& reason = "") const {
    return Write("known.json",
                 R"([{"endpoint": "mute", "role": "server",)"
                 R"( "property": "ping_is_answered", "scenario": "ping",)"
                 R"( "reason": ")" +
                     reason + "\"}]");
  }
};

TEST_F(KnownTest, WhatIsKnownDoesNotFail) {
  const std::string file = Ping();
  EXPECT_EQ(Run({file}).code, 1);
  const CommandResult outcome = Run({"--known", Known(), file});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "known ")) << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "1 are known to break a rule")) << outcome.out;
}

TEST_F(KnownTest, WhatIsNewFails) {
  const std::string other = Write("scenarios/other.scn", kPingScenario);
  const CommandResult outcome = Run({"--known", Known(), other});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(Has(outcome.out, "FAIL ")) << outcome.out;
}

TEST_F(KnownTest, WhatIsGoneFails) {
  const std::string file =
      Write("scenarios/ping.scn", "scn 1\nrole server\nelapse 1\n");
  const CommandResult outcome = Run({"--known", Known(), file});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(Has(outcome.out, "GONE mute, server, ping_is_answered, in ping"))
      << outcome.out;
}

TEST_F(KnownTest, WhatWasNotPlayedIsNotGone) {
  const std::string other =
      Write("scenarios/other.scn", "scn 1\nrole server\nelapse 1\n");
  EXPECT_EQ(Run({"--known", Known(), other}).code, 0);
}

TEST_F(KnownTest, WritesWhatIsFoundAndKeepsTheReasons) {
  const std::string file = Ping();
  const std::string other = Write("scenarios/other.scn", kPingScenario);
  const std::string known = Known("issue 7");
  EXPECT_EQ(Run({"--known", known, "--write-known", file, other}).code, 0);
  const Json list = Json::parse(Read(known));
  ASSERT_EQ(list.size(), 2u) << list.dump(2);
  EXPECT_EQ(list[0]["scenario"], "other");
  EXPECT_EQ(list[0]["reason"], "");
  EXPECT_EQ(list[1]["scenario"], "ping");
  EXPECT_EQ(list[1]["reason"], "issue 7");
  EXPECT_EQ(Run({"--known", known, file, other}).code, 0);
}

TEST_F(KnownTest, WritesAFileThatIsNotThereYet) {
  const std::string file = Ping();
  const std::string known = Path("new.json");
  EXPECT_EQ(Run({"--known", known, file}).code, 2);
  EXPECT_EQ(Run({"--known", known, "--write-known", file}).code, 0);
  EXPECT_EQ(Json::parse(Read(known)).size(), 1u);
}

TEST_F(KnownTest, ForgetsWhatIsGoneWhenItWrites) {
  const std::string file =
      Write("scenarios/ping.scn", "scn 1\nrole server\nelapse 1\n");
  const std::string known = Known();
  EXPECT_EQ(Run({"--known", known, "--write-known", file}).code, 0);
  EXPECT_EQ(Read(known), "[]\n");
}

TEST_F(KnownTest, RefusesWhatIsNoListOfFindings) {
  const std::string file = Ping();
  const auto refused = [&](const std::string& text) {
    const CommandResult outcome =
        Run({"--known", Write("bad.json", text), file});
    EXPECT_EQ(outcome.code, 2) << text;
    EXPECT_EQ(outcome.out, "") << text;
    return outcome.err;
  };
  EXPECT_TRUE(Has(refused("{"), "bad.json: found parse error at line 1"));
  EXPECT_TRUE(Has(refused("{}"), "found object, allowed: a list of findings"));
  EXPECT_TRUE(Has(refused("[7]"), "bad.json: finding 1: found 7, allowed: "));
  EXPECT_TRUE(Has(refused(R"([{"endpoint": "mute"}])"), "found no role"));
  EXPECT_TRUE(
      Has(refused(R"([{"endpoint": "mute", "role": "both",)"
                  R"( "property": "p", "scenario": "s"}])"),
          "found the role both, allowed: client, server, pair or proxy"));
  const std::string one = Read(Known());
  EXPECT_TRUE(
      Has(refused("[" + one.substr(1, one.size() - 2) + "," + one.substr(1)),
          "in ping again, allowed: each finding once"));
}

TEST_F(KnownTest, WritingNeedsAFile) {
  EXPECT_EQ(Run({"--write-known", Ping()}).code, 2);
}

}  // namespace
}  // namespace wsdrain
