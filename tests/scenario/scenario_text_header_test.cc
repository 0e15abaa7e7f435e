// Every header and expectation of scenario text is read, and printed as it
// should.
#include <gtest/gtest.h>

#include <string>

#include "absl/status/statusor.h"
#include "frame/role.h"
#include "scenario/expectation.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"
#include "scenario/settings.h"

namespace wsdrain {
namespace {

Scenario Parsed(const std::string& lines) {
  absl::StatusOr<Scenario> scenario =
      ScenarioFromText("f.scn", "scn 1\n" + lines);
  EXPECT_TRUE(scenario.ok()) << scenario.status();
  return scenario.ok() ? *scenario : Scenario();
}

TEST(ScenarioTextHeaderTest, ReadsHeaders) {
  const Scenario scenario = Parsed(
      "role server\ntimeout 5\noption data_after_close discard\n"
      "option client close_in_message fail\noption server pongs_max 3\n"
      "option client pongs_max 4\noption reset_discards no\n"
      "keys 01020304 ffffffff\nrfc 5.5.1 7.1\nrfc 10\nclass F01 F30\n"
      "needs echo virtual_time\n");
  Scenario expected{.cast = Cast::kServer, .timeout_ms = 5};
  for (Settings& settings : expected.settings) {
    settings.delivers_after_close = false;
  }
  expected.settings[0].refuses_close_in_message = true;
  expected.settings[0].pongs_max = 4;
  expected.settings[1].pongs_max = 3;
  expected.reset_discards = false;
  expected.keys = {{1, 2, 3, 4}, {255, 255, 255, 255}};
  expected.rfc = {"5.5.1", "7.1", "10"};
  expected.classes = {"F01", "F30"};
  expected.needs = {"echo", "virtual_time"};
  EXPECT_TRUE(scenario == expected);
  EXPECT_EQ(ScenarioToText(scenario),
            "scn 1\nrole server\ntimeout 5\noption data_after_close discard\n"
            "option client close_in_message fail\noption client pongs_max 4\n"
            "option server pongs_max 3\noption reset_discards no\n"
            "keys 01020304 ffffffff\nrfc 5.5.1 7.1 10\nclass F01 F30\n"
            "needs echo virtual_time\n");
}

TEST(ScenarioTextHeaderTest, EveryOptionReadsAndPrints) {
  for (const std::string line :
       {"data_after_close discard", "close_in_message fail",
        "non_minimal_length accept", "reserved_codes accept",
        "frame_bytes_max 0", "message_bytes_max 1", "pongs_max 1",
        "output_bytes_max 268435456", "messages_waiting_max 1",
        "reset_discards no"}) {
    const std::string option = "option " + line + "\n";
    EXPECT_EQ(ScenarioToText(Parsed(option)), "scn 1\n" + option);
  }
}

TEST(ScenarioTextHeaderTest, LeavesDefaultsOut) {
  EXPECT_EQ(ScenarioToText(Parsed("role both\ntimeout 1000\n"
                                  "option pongs_max 16\n"
                                  "option reset_discards yes\n")),
            "scn 1\n");
}

TEST(ScenarioTextHeaderTest, ReadsExpectations) {
  for (const std::string line : {"delivered text",
                                 R"(delivered text "late")",
                                 "delivered binary \"\"",
                                 "not delivered ping",
                                 "delivered pong hex:ff",
                                 "sent continuation",
                                 R"(sent binary "ab"*500)",
                                 "sent close",
                                 "sent close empty",
                                 "sent close 1000",
                                 R"(sent close 1000 "")",
                                 R"(not sent close 1002 "bye")",
                                 "refused text",
                                 "refused fragment",
                                 "refused continue",
                                 "refused finish",
                                 "tcp open",
                                 "tcp write_shutdown",
                                 "tcp closed",
                                 "tcp reset",
                                 "closed",
                                 "not closed",
                                 "closed clean",
                                 "closed unclean 1006",
                                 R"(closed clean 1000 "bye")"}) {
    const Scenario solo = Parsed("expect " + line + "\n");
    ASSERT_EQ(solo.expects.size(), 1u) << line;
    EXPECT_EQ(ExpectationToText(solo.expects[0]), "expect " + line);
    EXPECT_EQ(solo.expects[0].line, 2);
  }
}

TEST(ScenarioTextHeaderTest, FillsInExpectations) {
  const Scenario pair = Parsed(
      "role pair\nexpect not client sent close 1000 \"a\"*3\n"
      "# nothing\nexpect server sent close empty\n");
  ASSERT_EQ(pair.expects.size(), 2u);
  EXPECT_TRUE(pair.expects[0] == (Expectation{.kind = Expectation::Kind::kSent,
                                              .is_negated = true,
                                              .side = Role::kClient,
                                              .what = "close",
                                              .payload = "aaa",
                                              .code = 1000,
                                              .line = 3}));
  EXPECT_TRUE(pair.expects[1] == (Expectation{.kind = Expectation::Kind::kSent,
                                              .side = Role::kServer,
                                              .what = "close",
                                              .is_empty = true,
                                              .line = 5}));
  EXPECT_EQ(ExpectationToText(pair.expects[0]),
            "expect not client sent close 1000 \"aaa\"");
}

}  // namespace
}  // namespace wsdrain
