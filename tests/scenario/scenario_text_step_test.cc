// Every step of scenario text is read, and printed as it should.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "frame/frame_writer.h"
#include "frame/role.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"
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

TEST(ScenarioTextStepTest, ReadsLocalCalls) {
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

TEST(ScenarioTextStepTest, ReadsLocalCloses) {
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

TEST(ScenarioTextStepTest, ReadsCallsInsideCallbacks) {
  ExpectSteps(
      Cast::kBoth,
      {{"inside message local abort",
        {.verb = Verb::kAbort, .hook = Hook::kMessage}},
       {"inside ping local close 1000 times=2",
        {.verb = Verb::kClose, .hook = Hook::kPing, .times = 2, .code = 1000}},
       {"inside closed local text", {.hook = Hook::kClosed, .opcode = 1}}});
}

TEST(ScenarioTextStepTest, ReadsRemoteFrames) {
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

TEST(ScenarioTextStepTest, ReadsRemoteCloses) {
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

TEST(ScenarioTextStepTest, ReadsTheRemoteTheWireAndTime) {
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

TEST(ScenarioTextStepTest, ReadsPairs) {
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

}  // namespace
}  // namespace wsdrain
