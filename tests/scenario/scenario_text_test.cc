// Every construct of scenario text gives its step, header or expectation, and
// prints again as it should.
#include "scenario/scenario_text.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "frame/frame_writer.h"
#include "frame/role.h"
#include "scenario/expectation.h"
#include "scenario/scenario.h"
#include "scenario/settings.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

Scenario Parsed(const std::string& lines) {
  absl::StatusOr<Scenario> scenario =
      ScenarioFromText("f.scn", "scn 1\n" + lines);
  EXPECT_TRUE(scenario.ok()) << scenario.status();
  return scenario.ok() ? *scenario : Scenario();
}

struct StepCase {
  std::string text;
  Step step;
  std::string canonical;  // empty: the text
};

void ExpectSteps(Cast cast, const std::vector<StepCase>& cases) {
  const std::string role = cast == Cast::kPair ? "role pair\n" : "";
  for (const StepCase& c : cases) {
    const Scenario scenario = Parsed(role + c.text + "\n");
    ASSERT_EQ(scenario.steps.size(), 1u) << c.text;
    EXPECT_TRUE(scenario.steps[0] == c.step) << c.text;
    EXPECT_EQ(StepToText(c.step, cast),
              c.canonical.empty() ? c.text : c.canonical);
  }
}

Payload Bytes(std::string unit, uint32_t repeat = 1) {
  return {.unit = std::move(unit), .repeat = repeat};
}

TEST(ScenarioTextTest, ReadsLocalCalls) {
  const std::string invalid = "\xFF";
  ExpectSteps(
      Cast::kBoth,
      {{R"(local text "x")", {.opcode = 1, .payload = Bytes("x")}},
       {"local text hex:ff", {.opcode = 1, .payload = Bytes(invalid)}},
       {R"(local text "\xFF")",
        {.opcode = 1, .payload = Bytes(invalid)},
        "local text hex:ff"},
       {"local binary", {.opcode = 2}},
       {R"(local binary "")", {.opcode = 2}, "local binary"},
       {R"(local binary ""*7)", {.opcode = 2}, "local binary"},
       {R"(local fragment text "a")",
        {.verb = Verb::kFragment, .opcode = 1, .payload = Bytes("a")}},
       {"local fragment binary", {.verb = Verb::kFragment, .opcode = 2}},
       {"local continue hex:0000",
        {.verb = Verb::kContinue, .payload = Bytes(std::string(2, '\0'))}},
       {R"(local finish "ab"*3)",
        {.verb = Verb::kFinish, .payload = Bytes("ab", 3)}},
       {"local ping", {.verb = Verb::kPing}},
       {"local pong", {.verb = Verb::kPong}},
       {"local pause", {.verb = Verb::kPause}},
       {"local resume", {.verb = Verb::kResume}},
       {"local abort times=2", {.verb = Verb::kAbort, .times = 2}},
       {"local abort times=1", {.verb = Verb::kAbort}, "local abort"}});
}

TEST(ScenarioTextTest, ReadsLocalCloses) {
  ExpectSteps(
      Cast::kBoth,
      {{"local close", {.verb = Verb::kClose}},
       {"local close 0", {.verb = Verb::kClose, .code = 0}},
       {"local close 65535", {.verb = Verb::kClose, .code = 65535}},
       {R"(local close 1000 "bye")",
        {.verb = Verb::kClose, .payload = Bytes("bye"), .code = 1000}},
       {R"(local close 1000 "")",
        {.verb = Verb::kClose, .code = 1000},
        "local close 1000"},
       {R"(local close 1000 "a"*124)",
        {.verb = Verb::kClose, .payload = Bytes("a", 124), .code = 1000}},
       {"local close 1000 hex:ff",
        {.verb = Verb::kClose, .payload = Bytes("\xFF"), .code = 1000}}});
}

TEST(ScenarioTextTest, ReadsCallsInsideCallbacks) {
  ExpectSteps(
      Cast::kBoth,
      {{"inside message local abort",
        {.verb = Verb::kAbort, .hook = Hook::kMessage}},
       {"inside ping local close 1000 times=2",
        {.verb = Verb::kClose, .hook = Hook::kPing, .times = 2, .code = 1000}},
       {"inside closed local text", {.hook = Hook::kClosed, .opcode = 1}}});
}

TEST(ScenarioTextTest, ReadsRemoteFrames) {
  const Verb frame = Verb::kRemoteFrame;
  ExpectSteps(
      Cast::kBoth,
      {{R"(remote text "late")",
        {.verb = frame, .opcode = 1, .payload = Bytes("late")}},
       {"remote binary", {.verb = frame, .opcode = 2}},
       {"remote continuation", {.verb = frame, .opcode = 0}},
       {"remote ping", {.verb = frame, .opcode = 9}},
       {"remote pong", {.verb = frame, .opcode = 10}},
       {"remote frame opcode=3", {.verb = frame, .opcode = 3}},
       {R"(remote frame opcode=1 "x")",
        {.verb = frame, .opcode = 1, .payload = Bytes("x")},
        R"(remote text "x")"},
       {"remote text fin=0", {.verb = frame, .opcode = 1, .is_final = false}},
       {"remote text rsv=7", {.verb = frame, .opcode = 1, .rsv = 7}},
       {"remote text mask=none",
        {.verb = frame, .opcode = 1, .mask = MaskForm::kNone}},
       {"remote text mask=wrong",
        {.verb = frame, .opcode = 1, .mask = MaskForm::kWrong}},
       {"remote text mask=00FFaB12",
        {.verb = frame,
         .opcode = 1,
         .mask = MaskForm::kKey,
         .key = {0x00, 0xFF, 0xAB, 0x12}},
        "remote text mask=00ffab12"},
       {"remote text length=7",
        {.verb = frame, .opcode = 1, .length = LengthForm::k7}},
       {R"(remote text "a"*126 length=16)",
        {.verb = frame,
         .opcode = 1,
         .payload = Bytes("a", 126),
         .length = LengthForm::k16}},
       {"remote ping times=3 # thrice",
        {.verb = frame, .times = 3, .opcode = 9},
        "remote ping times=3"},
       {"remote ping length=64 mask=none rsv=1 fin=0",
        {.verb = frame,
         .opcode = 9,
         .is_final = false,
         .rsv = 1,
         .mask = MaskForm::kNone,
         .length = LengthForm::k64},
        "remote ping fin=0 rsv=1 mask=none length=64"}});
}

TEST(ScenarioTextTest, ReadsRemoteCloses) {
  const auto body = [](std::string unit, uint32_t repeat = 1) {
    return Step{.verb = Verb::kRemoteFrame,
                .opcode = 8,
                .payload = Bytes(std::move(unit), repeat)};
  };
  ExpectSteps(
      Cast::kBoth,
      {{"remote close", body("")},
       {"remote close 1000", body("\x03\xE8")},
       {R"(remote close 1000 "")", body("\x03\xE8"), "remote close 1000"},
       {R"(remote close 1000 "bye")", body("\x03\xE8"
                                           "bye")},
       {R"(remote close 1000 "\xff")", body("\x03\xE8\xFF"),
        "remote close hex:03e8ff"},
       {R"(remote close 1000 "a"*124)",
        body("\x03\xE8" + std::string(124, 'a'))},
       {"remote close hex:03", body("\x03")},
       {"remote close hex:03e8", body("\x03\xE8"), "remote close 1000"},
       {"remote close hex:03e8*2", body("\x03\xE8", 2)},
       {"remote close hex:", body(""), "remote close"}});
}

TEST(ScenarioTextTest, ReadsTheRemoteTheWireAndTime) {
  ExpectSteps(
      Cast::kBoth,
      {{"remote bytes 8100*4",
        {.verb = Verb::kRemoteBytes,
         .payload = Bytes(std::string("\x81\0", 2), 4)}},
       {"remote bytes", {.verb = Verb::kRemoteBytes}},
       {"remote eof", {.verb = Verb::kRemoteEof}},
       {"remote reset", {.verb = Verb::kRemoteReset}},
       {"deliver 0", {.verb = Verb::kDeliver}},
       {"deliver 7", {.verb = Verb::kDeliver, .number = 7}},
       {"deliver frame", {.verb = Verb::kDeliver, .amount = Amount::kFrame}},
       {"accept all", {.verb = Verb::kAccept, .amount = Amount::kAll}},
       {"accept 1 times=9", {.verb = Verb::kAccept, .times = 9, .number = 1}},
       {"hold input", {.verb = Verb::kHoldInput}},
       {"hold output", {.verb = Verb::kHoldOutput}},
       {"break output", {.verb = Verb::kBreakOutput}},
       {"elapse 3600000", {.verb = Verb::kElapse, .number = 3'600'000}},
       {"await message", {.verb = Verb::kAwaitMessage}}});
}

TEST(ScenarioTextTest, ReadsPairs) {
  const Role server = Role::kServer;
  ExpectSteps(
      Cast::kPair,
      {{R"(client text "x")", {.opcode = 1, .payload = Bytes("x")}},
       {R"(server close 1000 "bye")",
        {.verb = Verb::kClose,
         .side = server,
         .payload = Bytes("bye"),
         .code = 1000}},
       {R"(client fragment text "a")",
        {.verb = Verb::kFragment, .opcode = 1, .payload = Bytes("a")}},
       {"client inside message close 1000",
        {.verb = Verb::kClose, .hook = Hook::kMessage, .code = 1000}},
       {"client deliver 3", {.verb = Verb::kDeliver, .number = 3}},
       {"server accept frame",
        {.verb = Verb::kAccept, .side = server, .amount = Amount::kFrame}},
       {"client hold input", {.verb = Verb::kHoldInput}},
       {"server break output", {.verb = Verb::kBreakOutput, .side = server}},
       {"lose client", {.verb = Verb::kLose}},
       {"lose server times=2",
        {.verb = Verb::kLose, .side = server, .times = 2}},
       {"elapse 10", {.verb = Verb::kElapse, .number = 10}}});
}

TEST(ScenarioTextTest, ReadsHeaders) {
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

TEST(ScenarioTextTest, EveryOptionReadsAndPrints) {
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

TEST(ScenarioTextTest, LeavesDefaultsOut) {
  EXPECT_EQ(ScenarioToText(Parsed("role both\ntimeout 1000\n"
                                  "option pongs_max 16\n"
                                  "option reset_discards yes\n")),
            "scn 1\n");
}

TEST(ScenarioTextTest, ReadsExpectations) {
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

TEST(ScenarioTextTest, FillsInExpectations) {
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
