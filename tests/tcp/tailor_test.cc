// What is left of a scenario for a live peer.
#include "endpoints/tcp/tailor.h"

#include <gtest/gtest.h>

#include <string>

#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// Its steps, a line each; "none": it cannot be played.
std::string StepsOf(const std::string& text, const Tailoring& tailoring) {
  const auto scenario = ScenarioFromText("test.scn", "scn 1\n" + text);
  EXPECT_TRUE(scenario.ok()) << scenario.status();
  const auto tailored = Tailored(*scenario, tailoring);
  if (!tailored.has_value()) return "none";
  EXPECT_EQ(tailored->timeout_ms, tailoring.timeout_ms);
  std::string steps;
  for (const Step& step : tailored->steps) {
    steps += StepToText(step, tailored->cast) + "\n";
  }
  return steps;
}

const Tailoring kTriggered = {.closes_by_violation = false};

TEST(Tailor, LeavesOutWhatTheApplicationOrTheWireWouldDo) {
  EXPECT_EQ(StepsOf("hold output\nlocal text \"a\"\nremote ping\naccept all\n"
                    "inside ping local close 1001\nlocal pause\nremote eof\n",
                    kTriggered),
            "remote ping\nremote eof\n");
}

TEST(Tailor, ClosesByWhatTheTriggerDoesOrByAViolation) {
  const std::string text =
      "local close 4000 \"why\"\nremote text \"late\"\nlocal close\n";
  EXPECT_EQ(StepsOf(text, kTriggered),
            "local close 1000\nremote text \"late\"\n");
  EXPECT_EQ(StepsOf(text, {}), "remote frame opcode=3\nremote text \"late\"\n");
}

TEST(Tailor, KeepsToTheRole) {
  EXPECT_EQ(StepsOf("role client\nremote eof\n", kTriggered), "none");
  EXPECT_EQ(StepsOf("role server\nremote eof\n", kTriggered), "remote eof\n");
  EXPECT_EQ(StepsOf("role client\nremote eof\n", {.peer = Role::kClient}),
            "remote eof\n");
  EXPECT_EQ(StepsOf("role pair\nclient close 1000\n", kTriggered), "none");
}

TEST(Tailor, LeavesOutScenariosThatNeedWhatIsNotThere) {
  EXPECT_EQ(StepsOf("needs virtual_time\nremote eof\n", kTriggered), "none");
  EXPECT_EQ(StepsOf("needs limits\nremote eof\n", kTriggered), "none");
  EXPECT_EQ(StepsOf("needs echo\nremote eof\n", kTriggered), "none");
  EXPECT_EQ(StepsOf("needs echo\nremote eof\n",
                    {.closes_by_violation = false, .echoes = true}),
            "remote eof\n");
  EXPECT_EQ(StepsOf("local text \"alone\"\nelapse 5\n", kTriggered), "none");
}

TEST(Tailor, SendsWhatDoesNoHarmInsteadOfWholeTexts) {
  EXPECT_EQ(StepsOf("remote text \"a\"\nremote text \"b\" fin=0\n"
                    "remote continuation \"c\"\nremote text hex:ff\n"
                    "remote text \"d\" rsv=1\nremote binary \"e\"\n",
                    {.message = "{}"}),
            "remote text \"{}\"\nremote text \"b\" fin=0\n"
            "remote continuation \"c\"\nremote text hex:ff\n"
            "remote text \"d\" rsv=1\nremote binary \"e\"\n");
}

TEST(Tailor, PutsThePrologueFirst) {
  const auto prologue = ScenarioFromText(
      "login.scn", "scn 1\nremote text \"login\"\nawait message\n");
  ASSERT_TRUE(prologue.ok());
  EXPECT_EQ(StepsOf("remote eof\n", {.prologue = prologue->steps}),
            "remote text \"login\"\nawait message\nremote eof\n");
}

}  // namespace
}  // namespace wsdrain
