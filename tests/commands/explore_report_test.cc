// What makes an exploration fail, and the words for it.
#include "commands/explore_report.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "commands/figures.h"
#include "endpoints/reference.h"

namespace wsdrain {
namespace {

constexpr size_t RowIndex(State from, Event on) {
  return static_cast<size_t>(from) * kEvents + static_cast<size_t>(on);
}

class ExploreTotalTest : public testing::Test {
 protected:
  ExploreTotalTest() : planned_({.space = InputCuts(Role::kClient)}) {
    all_rows_.set();
  }

  ExploreRun ClosedOff() const {
    ExploreRun run{.planned = &planned_, .endpoint = "reference"};
    run.result.states = 1000;
    run.result.transitions = 12345;
    run.result.depth = 9;
    run.result.memory_bytes = 31600;
    run.result.is_closed_off = true;
    run.result.worst_ms = 2;
    run.result.steps_to_end = 6;
    run.seconds = 2;
    run.rows = all_rows_;
    return run;
  }
  ExploreRun StoppedBy(const std::string& limit) const {
    ExploreRun run = ClosedOff();
    run.result.is_closed_off = false;
    run.result.limit = limit;
    return run;
  }
  ExploreRun Broken() const {
    ExploreRun run = StoppedBy("");
    run.result.broken =
        Counterexample{.letters = {0},
                       .finding = {.property = "time_takes_time",
                                   .expected = "less",
                                   .actual = "more"}};
    run.broken = ReplayBroken(planned_, {.client = &kind_}, *run.result.broken);
    return run;
  }
  ExploreRun Missing(State from, Event on) const {
    ExploreRun run = ClosedOff();
    run.rows->reset(RowIndex(from, on));
    return run;
  }

  const PlannedSpace planned_;
  const EndpointKind kind_ = Reference();
  RowSet all_rows_;
};

TEST_F(ExploreTotalTest, AllClosedOffIsOk) {
  ExploreTotal total({}, /*asks_rows=*/true);
  total.Add(ClosedOff());
  total.Add(ClosedOff());
  EXPECT_TRUE(total.is_ok());
  EXPECT_FALSE(total.has_failed());
  EXPECT_EQ(total.Summary(),
            "2 runs: 2 closed off, 0 broken, 0 stopped; 2,000 states, 24,690 "
            "transitions, 4.0 s\n"
            "every row of the table that can be reached was reached\n");
}

TEST_F(ExploreTotalTest, OneBrokenRunFails) {
  ExploreTotal total({.has_states = true}, /*asks_rows=*/false);
  total.Add(ClosedOff());
  total.Add(Broken());
  EXPECT_FALSE(total.is_ok());
  EXPECT_TRUE(total.has_failed());
}

TEST_F(ExploreTotalTest, ALimitFailsUnlessItWasWished) {
  const struct {
    const char* limit;
    UserLimits wished;
  } kCases[] = {{"states_max 5", {.has_states = true}},
                {"memory_bytes_max 5", {.has_memory = true}},
                {"depth_max 5", {.has_depth = true}}};
  for (const auto& stopped : kCases) {
    for (const auto& given : kCases) {
      ExploreTotal total(given.wished, /*asks_rows=*/false);
      total.Add(StoppedBy(stopped.limit));
      EXPECT_FALSE(total.is_ok());
      EXPECT_EQ(total.has_failed(), stopped.limit != given.limit)
          << stopped.limit << ", given: " << given.limit;
    }
    ExploreTotal total({}, /*asks_rows=*/true);
    total.Add(StoppedBy(stopped.limit));
    EXPECT_TRUE(total.has_failed()) << stopped.limit;
  }
}

TEST_F(ExploreTotalTest, ARowThatNoRunReachesFailsTheWholeList) {
  const ExploreRun no_eof = Missing(State::kOpen, Event::kEof);
  const ExploreRun no_ping = Missing(State::kOpen, Event::kPing);
  ExploreTotal total({}, /*asks_rows=*/true);
  total.Add(no_eof);
  EXPECT_TRUE(total.has_failed());
  EXPECT_FALSE(total.is_ok());
  EXPECT_EQ(total.rows_missed(), std::vector<std::string>{"kOpen x kEof"});
  EXPECT_NE(total.Summary().find(
                "rows of the table that no run has reached: kOpen x kEof\n"),
            std::string::npos)
      << total.Summary();
  total.Add(no_ping);
  EXPECT_FALSE(total.has_failed()) << "each has the other's row";
  EXPECT_TRUE(total.rows_missed().empty());

  ExploreTotal part({}, /*asks_rows=*/false);
  part.Add(no_eof);
  EXPECT_FALSE(part.has_failed());
  EXPECT_TRUE(part.is_ok());
}

TEST_F(ExploreTotalTest, UnreachableRowsAreNotMissed) {
  EXPECT_TRUE(RowsMissed(all_rows_).empty());
  size_t reachable = 0;
  for (const Row& row : kTable.rows) {
    if (row.action != Action::kUnreachable) ++reachable;
  }
  EXPECT_EQ(RowsMissed(RowSet()).size(), reachable);
  ExploreTotal strangers({}, /*asks_rows=*/true);
  ExploreRun run = ClosedOff();
  run.rows.reset();
  strangers.Add(run);
  EXPECT_TRUE(strangers.is_ok());
  EXPECT_TRUE(strangers.rows_missed().empty());
}

TEST_F(ExploreTotalTest, ALineSaysItAll) {
  EXPECT_EQ(RunLine(ClosedOff(), /*has_colour=*/false),
            "ok   input-cuts client  1,000 states, 12,345 transitions, depth "
            "9, closed in at most 2 ms (the deadline is 2), 6 steps to the "
            "end, 2.0 s, 6,200/s, 32 B a state\n");
  EXPECT_NE(RunLine(StoppedBy("depth_max 9"), false)
                .find("depth 9, stopped by depth_max 9, closed in"),
            std::string::npos);
  EXPECT_NE(RunLine(Broken(), false)
                .find("depth 9, breaks time_takes_time after 1 letter, "),
            std::string::npos);
}

// No property of a single run is broken: only the explorer sees it.
TEST_F(ExploreTotalTest, WhatOnlyTheExplorerSeesHasAVerdict) {
  const ExploreRun run = Broken();
  EXPECT_EQ(run.broken->verdict.property->section, "7.1.1, D23");
  EXPECT_EQ(run.broken->verdict.expected, "less");
  EXPECT_EQ(run.broken->verdict.step, run.broken->scenario.steps.size());
  EXPECT_NE(run.broken->text.find("\n# Only explore, which sees all states"),
            std::string::npos)
      << run.broken->text;
  const Json json = RunJson(run);
  EXPECT_EQ(json["broken"]["property"], "time_takes_time");
  EXPECT_EQ(json["broken"]["actual"], "more");
  EXPECT_EQ(json["broken"]["steps"].size(), 1u);
}

TEST(FiguresTest, LargeNumbersCanBeRead) {
  EXPECT_EQ(CountText(0), "0");
  EXPECT_EQ(CountText(999), "999");
  EXPECT_EQ(CountText(1000), "1,000");
  EXPECT_EQ(CountText(9954656), "9,954,656");
  EXPECT_EQ(CountText(1, "state"), "1 state");
  EXPECT_EQ(CountText(1234, "state"), "1,234 states");
  EXPECT_EQ(RateText(812345, 1), "810,000/s");
  EXPECT_EQ(RateText(99, 1), "99/s");
  EXPECT_EQ(RateText(999, 1), "1,000/s");
  EXPECT_EQ(RateText(0, 0), "0/s");
  EXPECT_EQ(BytesText(1023), "1023 B");
  EXPECT_EQ(BytesText(1536), "1.5 KiB");
  EXPECT_EQ(BytesText(uint64_t{6} << 30), "6.0 GiB");
  EXPECT_EQ(BytesText(uint64_t{340} << 20), "340 MiB");
  EXPECT_EQ(SecondsText(12.345), "12.3 s");
}

}  // namespace
}  // namespace wsdrain
