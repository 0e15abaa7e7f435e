// The front door: what a report says, at which step, and at which level.
#include "check/check.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "props/all.h"
#include "scenario/scenario_text.h"
#include "tests/props/broken.h"

namespace wsdrain {
namespace {

Scenario Parsed(const std::string& text) {
  const auto scenario = ScenarioFromText("check", "scn 1\n" + text);
  EXPECT_TRUE(scenario.ok()) << scenario.status();
  return scenario.ok() ? *scenario : Scenario();
}

Report Checked(const std::string& text, const EndpointKind& kind,
               const CheckOptions& options = {}) {
  return Check(AllProperties(), Parsed("role client\n" + text),
               {.client = &kind}, options);
}

const Verdict& VerdictOn(const Report& report, std::string_view name) {
  for (const Verdict& verdict : report.verdicts) {
    if (verdict.property->name == name) return verdict;
  }
  ADD_FAILURE() << "no property is named " << name;
  return report.verdicts.front();
}

Lies Forgets(uint8_t opcode) {
  Lies lies;
  lies.frame = [opcode](BrokenEndpoint& e, const WireFrame& frame) {
    if (frame.opcode != opcode) e.Put(frame);
  };
  return lies;
}

// --- A report ----------------------------------------------------------------

Report WithResults(const std::vector<std::pair<Result, Level>>& results) {
  static constexpr Property kProperty{.name = "any_property"};
  Report report;
  for (const auto& [result, level] : results) {
    report.verdicts.push_back({&kProperty, result, level});
  }
  return report;
}

TEST(ReportTest, FailOnSaysWhichLevelsCount) {
  const Report report = WithResults({{Result::kHolds, Level::kMust},
                                     {Result::kUnreached, Level::kMust},
                                     {Result::kBroken, Level::kNote},
                                     {Result::kBroken, Level::kShould},
                                     {Result::kBroken, Level::kMust}});
  EXPECT_EQ(report.FirstFailure(), &report.verdicts[4]);
  EXPECT_EQ(report.FirstFailure(Level::kMust), &report.verdicts[4]);
  EXPECT_EQ(report.FirstFailure(Level::kShould), &report.verdicts[3]);
  EXPECT_EQ(report.FirstFailure(Level::kNote), &report.verdicts[2]);
}

TEST(ReportTest, StallsAndCrashesAlwaysCount) {
  for (const Result result : {Result::kStalled, Result::kCrashed}) {
    const Report report = WithResults({{result, Level::kNote}});
    EXPECT_EQ(report.FirstFailure(), &report.verdicts[0]);
  }
  EXPECT_EQ(WithResults({{Result::kBroken, Level::kShould}}).FirstFailure(),
            nullptr);
  EXPECT_EQ(Report().FirstFailure(Level::kNote), nullptr);
}

TEST(ReportTest, ResultsHaveTheNamesOfTheContract) {
  EXPECT_EQ(ResultName(Result::kUnreached), "unreached");
  EXPECT_EQ(ResultName(Result::kHolds), "holds");
  EXPECT_EQ(ResultName(Result::kBroken), "broken");
  EXPECT_EQ(ResultName(Result::kStalled), "stalled");
  EXPECT_EQ(ResultName(Result::kCrashed), "crashed");
  EXPECT_FALSE(IsFailure(Result::kHolds));
  EXPECT_TRUE(IsFailure(Result::kCrashed));
}

// --- Check -------------------------------------------------------------------

TEST(CheckTest, OneVerdictForEachPropertyInTheOrderOfTheList) {
  const Report report = Checked("remote text \"a\"\n", Reference());
  ASSERT_EQ(report.verdicts.size(), AllProperties().list().size());
  for (size_t i = 0; i < report.verdicts.size(); ++i) {
    EXPECT_EQ(report.verdicts[i].property, AllProperties().list()[i]);
    EXPECT_FALSE(IsFailure(report.verdicts[i].result));
  }
  EXPECT_EQ(VerdictOn(report, "messages_are_not_lost").result, Result::kHolds);
  EXPECT_EQ(VerdictOn(report, "close_is_answered").result, Result::kUnreached);
}

TEST(CheckTest, StepsAreNumberedFromOne) {
  const EndpointKind broken = Broken(Forgets(10));
  const Report report =
      Checked("remote text \"a\"\nremote ping \"b\"\nelapse 1\n", broken);
  EXPECT_EQ(VerdictOn(report, "ping_is_answered").step, 2u);
}

TEST(CheckTest, TheFairPhaseHasNoStep) {
  Lies lies;
  lies.elapse = [](BrokenEndpoint&, int64_t) {};
  const Report report = Checked("local close 1000\n", Broken(lies));
  const Verdict& verdict = VerdictOn(report, "silent_remote_is_survived");
  EXPECT_EQ(verdict.result, Result::kStalled);
  EXPECT_EQ(verdict.step, std::nullopt);
}

TEST(CheckTest, TheFirstFailureOfAPropertyStands) {
  const EndpointKind broken = Broken(Forgets(10));
  const Report report =
      Checked("remote ping \"a\"\nremote ping \"b\"\n", broken);
  EXPECT_EQ(VerdictOn(report, "ping_is_answered").step, 1u);
}

TEST(CheckTest, AStallIsAKindOfItsOwn) {
  Lies lies;
  lies.elapse = [](BrokenEndpoint&, int64_t) {};
  EndpointKind stranger = AsStranger(Broken(lies));
  const Report report = Checked("local close 1000\nelapse 1000\n", stranger);
  EXPECT_EQ(VerdictOn(report, "closing_ends_by_its_deadline").result,
            Result::kStalled);
  ASSERT_NE(report.FirstFailure(), nullptr);
  EXPECT_EQ(report.FirstFailure()->result, Result::kStalled);
}

TEST(CheckTest, AnExceptionIsACrash) {
  Lies lies;
  lies.receive = [](BrokenEndpoint&, std::string_view) -> size_t {
    throw std::logic_error("a bug");
  };
  const Report report = Checked("elapse 1\nremote text \"a\"\n", Broken(lies));
  const Verdict& verdict = VerdictOn(report, "endpoint_has_no_complaint");
  EXPECT_EQ(verdict.result, Result::kCrashed);
  EXPECT_EQ(verdict.step, 2u);
  EXPECT_EQ(verdict.actual, "an exception escaped it: a bug");
}

TEST(CheckTest, LevelsAreOursOrAStrangers) {
  const std::string_view name = "ping_after_own_close_is_answered";
  const EndpointKind ours = Broken(Forgets(10));
  const Report report = Checked("local close 1000\nremote ping \"a\"\n", ours);
  EXPECT_EQ(VerdictOn(report, name).level, Level::kMust);
  EndpointKind stranger = ours;
  stranger.capabilities.is_ours = false;
  const Report theirs =
      Checked("local close 1000\nremote ping \"a\"\n", stranger);
  EXPECT_EQ(VerdictOn(theirs, name).level, Level::kNote);
}

TEST(CheckTest, BothEndingsAreAsked) {
  // Only the cooperative remote sends what this one is deaf to.
  Lies deaf_to_eof;
  deaf_to_eof.eof = [](BrokenEndpoint&) {};
  const Report cooperative = Checked("local close 1000\n", Broken(deaf_to_eof));
  EXPECT_EQ(VerdictOn(cooperative, "cooperative_remote_ends_closing").result,
            Result::kStalled);
  EXPECT_EQ(VerdictOn(cooperative, "silent_remote_is_survived").result,
            Result::kHolds);
  // Only in the silent one does time pass.
  Lies without_clock;
  without_clock.elapse = [](BrokenEndpoint&, int64_t) {};
  const Report silent = Checked("local close 1000\n", Broken(without_clock));
  EXPECT_EQ(VerdictOn(silent, "cooperative_remote_ends_closing").result,
            Result::kHolds);
  EXPECT_EQ(VerdictOn(silent, "silent_remote_is_survived").result,
            Result::kStalled);
}

TEST(CheckTest, WhatCannotBeCopiedIsReportedAlike) {
  for (const std::string& text :
       {std::string("local close 1000\nremote text \"a\"\n"),
        std::string("remote ping \"a\"\nremote close 1000\n"),
        std::string("hold output\nremote text \"a\" rsv=1\n")}) {
    Lies lies = Forgets(10);
    const Report copied = Checked(text, Broken(lies));
    lies.can_be_copied = false;
    const Report played_again = Checked(text, Broken(lies));
    ASSERT_EQ(copied.verdicts.size(), played_again.verdicts.size());
    for (size_t i = 0; i < copied.verdicts.size(); ++i) {
      const Verdict& a = copied.verdicts[i];
      const Verdict& b = played_again.verdicts[i];
      EXPECT_EQ(a.result, b.result) << a.property->name;
      EXPECT_EQ(a.step, b.step) << a.property->name;
      EXPECT_EQ(a.actual, b.actual) << a.property->name;
    }
  }
}

// --- Relations ---------------------------------------------------------------

constexpr std::string_view kChunking = "any_chunking_gives_the_same_trace";

Lies PongsForReads() {
  Lies lies;
  lies.receive = [](BrokenEndpoint& e, std::string_view bytes) {
    e.Invent(10, "");
    return e.inner().Receive(bytes);
  };
  return lies;
}

TEST(CheckTest, RelationsAreAskedOnlyIfWanted) {
  const EndpointKind broken = Broken(PongsForReads());
  EXPECT_EQ(VerdictOn(Checked("remote text \"a\"\n", broken), kChunking).result,
            Result::kBroken);
  const Report without =
      Checked("remote text \"a\"\n", broken, {.asks_relations = false});
  EXPECT_EQ(VerdictOn(without, kChunking).result, Result::kUnreached);
}

TEST(CheckTest, RelationsAreNotAskedOfWhoLooksAtARealClock) {
  EndpointKind broken = Broken(PongsForReads());
  broken.capabilities.has_virtual_time = false;
  const Report report = Checked("remote text \"a\"\n", broken);
  EXPECT_EQ(VerdictOn(report, kChunking).result, Result::kUnreached);
}

TEST(CheckTest, ChunkingIsJudgedWithTheOutputFree) {
  const EndpointKind broken = Broken(PongsForReads());
  for (const char* wire : {"hold output\n", "accept 1\n", "break output\n"}) {
    const Report report =
        Checked(std::string(wire) + "remote text \"a\"\n", broken);
    EXPECT_EQ(VerdictOn(report, kChunking).result, Result::kUnreached) << wire;
  }
}

TEST(CheckTest, RelationsShowTheFirstDifference) {
  Lies lies;
  lies.message = [](BrokenEndpoint& e, bool is_text, const std::string& text) {
    e.app().OnMessage(is_text, e.now_ms > 10'000 ? "night" : text);
  };
  const Report report =
      Checked("remote text \"a\"\nremote text \"day\"\n", Broken(lies));
  const Verdict& shifted = VerdictOn(report, "shifted_time_shifts_the_trace");
  EXPECT_EQ(shifted.result, Result::kBroken);
  EXPECT_EQ(shifted.expected, "message text a");
  EXPECT_EQ(shifted.actual, "message text night");
  EXPECT_EQ(shifted.step, std::nullopt);
  EXPECT_EQ(VerdictOn(report, "same_input_gives_the_same_run").result,
            Result::kHolds);
}

TEST(CheckTest, TheWatcherSeesTheRunToItsSilentEnd) {
  class Watcher : public RunSink {
   public:
    void OnStep(size_t index) override { steps = index + 1; }
    void OnObservation(const Ledger&, const Observation& now) override {
      if (now.kind == Seen::kEnd) endings.push_back(now.ending);
    }
    size_t steps = 0;
    std::vector<Ending> endings;
  };
  for (const bool asks_relations : {true, false}) {
    Watcher watcher;
    Checked("local close 1000\nelapse 1\n", Reference(),
            {.asks_relations = asks_relations, .watcher = &watcher});
    EXPECT_EQ(watcher.steps, 3u);
    EXPECT_EQ(watcher.endings, std::vector<Ending>{Ending::kSilent});
  }
}

}  // namespace
}  // namespace wsdrain
