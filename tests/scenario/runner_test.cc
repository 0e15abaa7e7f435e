// A scenario is played in order, and to each of its endings.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenario/toy_world.h"

namespace wsdrain {
namespace {

Scenario Parsed(const std::string& lines) {
  const auto scenario = ScenarioFromText("toy", "scn 1\nrole client\n" + lines);
  EXPECT_TRUE(scenario.ok()) << scenario.status();
  return scenario.ok() ? *scenario : Scenario();
}

EndpointKind ToyKind(bool can_be_copied, int* made) {
  EndpointKind kind;
  kind.make = [=](const EndpointConfig&, EndpointObserver& app) {
    ++*made;
    auto toy = std::make_unique<Toy>(app);
    toy->can_be_copied = can_be_copied;
    return toy;
  };
  return kind;
}

Notes Played(const std::string& lines, const RunOptions& options,
             Ending ending) {
  int made = 0;
  const EndpointKind kind = ToyKind(true, &made);
  Notes notes;
  RunScenario(Parsed(lines), {.client = &kind}, options, ending, notes);
  return notes;
}

TEST(RunnerTest, NumbersTheStepsAndThenTheEnd) {
  const Notes notes =
      Played("local text \"a\" times=3\nelapse 1\n", {}, Ending::kSilent);
  EXPECT_EQ(notes.steps, (std::vector<size_t>{0, 1, 2}));
  EXPECT_EQ(notes.Count(Seen::kCall), 3u);
  EXPECT_EQ(notes.endings, std::vector<Ending>{Ending::kSilent});
}

TEST(RunnerTest, StepsBeyondTheMaximumAreIgnored) {
  Scenario scenario = Parsed("local text \"a\" times=1000\n");
  scenario.steps.resize(6, scenario.steps[0]);
  int made = 0;
  const EndpointKind kind = ToyKind(true, &made);
  Notes notes;
  RunScenario(scenario, {.client = &kind}, {}, Ending::kSilent, notes);
  EXPECT_EQ(notes.Count(Seen::kCall), kPlayedStepsMax);
  EXPECT_EQ(notes.steps.size(), 6u) << "five that were played, and the end";
}

TEST(RunnerTest, ReadsAreNoLongerThanTheChunk) {
  RunOptions options;
  options.input_chunk_max = 1;
  const Notes notes = Played("remote bytes 810161\n", options, Ending::kSilent);
  EXPECT_EQ(notes.inputs.size(), 3u);
}

TEST(RunnerTest, TimeIsShiftedBeforeTheFirstStep) {
  RunOptions options;
  options.shift_ms = 77;
  const Notes notes = Played("elapse 1\n", options, Ending::kSilent);
  EXPECT_EQ(notes.times, (std::vector<int64_t>{77, 1}));
}

TEST(RunnerTest, TheSilentEndingWaitsForTheDeadline) {
  const Notes notes =
      Played("timeout 50\nlocal close 1000\nelapse 20\n", {}, Ending::kSilent);
  EXPECT_EQ(notes.times, (std::vector<int64_t>{20, 30}));
  EXPECT_EQ(notes.inputs, std::vector<std::string>{});
}

TEST(RunnerTest, TheCooperativeEndingSendsCloseAndEof) {
  const Notes notes = Played("local close 1000\n", {}, Ending::kCooperative);
  EXPECT_EQ(notes.times, std::vector<int64_t>{});
  EXPECT_EQ(notes.inputs, std::vector<std::string>{"\x88\x02\x03\xE8"});
  EXPECT_EQ(notes.Count(Seen::kEof), 1u);
}

TEST(RunnerTest, TheCooperativeRemoteDoesNotSpeakInsideAFrame) {
  const Notes notes =
      Played("local close 1000\nremote bytes 81\n", {}, Ending::kCooperative);
  EXPECT_EQ(notes.inputs.size(), 1u);
  EXPECT_EQ(notes.Count(Seen::kEof), 1u);
}

TEST(RunnerTest, AnOpenConnectionIsLeftOpen) {
  for (const Ending ending : {Ending::kSilent, Ending::kCooperative}) {
    const Notes notes = Played("local text \"a\"\n", {}, ending);
    EXPECT_EQ(notes.times, std::vector<int64_t>{});
    EXPECT_EQ(notes.Count(Seen::kEof), 0u);
    EXPECT_EQ(notes.Count(Seen::kEnd), 1u);
  }
}

TEST(RunnerTest, WhatIsHeldIsLetGoAtTheEnd) {
  const Notes notes = Played(
      "hold input\nhold output\nremote bytes 6162\nlocal text hex:810161\n", {},
      Ending::kSilent);
  EXPECT_EQ(notes.Count(Seen::kFrameSent), 1u);
  EXPECT_FALSE(notes.inputs.empty());
}

TEST(RunnerTest, BothEndingsPlayTheStepsOnceIfItCanBeCopied) {
  for (const bool can_be_copied : {true, false}) {
    int made = 0;
    const EndpointKind kind = ToyKind(can_be_copied, &made);
    Notes notes;
    RunToBothEndings(Parsed("local text \"a\"\nlocal close 1000\n"),
                     {.client = &kind}, notes, notes);
    EXPECT_EQ(made, can_be_copied ? 1 : 2);
    EXPECT_EQ(notes.Count(Seen::kCall), can_be_copied ? 2u : 4u);
    EXPECT_EQ(notes.endings,
              (std::vector<Ending>{Ending::kCooperative, Ending::kSilent}));
  }
}

}  // namespace
}  // namespace wsdrain
