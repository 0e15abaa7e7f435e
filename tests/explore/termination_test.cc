// Distances to the end by good will, against graphs that can be seen through.
#include "explore/termination.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace wsdrain {
namespace {

// Of an obliged state, where good will leads; kEnd is an end.
constexpr uint32_t kEnd = 0xffffffff;
using Graph = std::vector<std::optional<std::vector<uint32_t>>>;

Termination::Ends EndsOf(const Graph& graph) {
  Termination termination;
  for (const auto& targets : graph) {
    if (!targets.has_value()) {
      termination.AddUnobliged();
    } else if (std::count(targets->begin(), targets->end(), kEnd) > 0) {
      termination.AddNear();
    } else {
      std::vector<uint32_t> copy = *targets;
      termination.AddObliged(copy);
    }
  }
  return termination.Solve();
}

TEST(TerminationTest, WhereNothingIsObligedNothingIsOwed) {
  EXPECT_EQ(EndsOf({}).obliged, 0u);
  const Termination::Ends ends = EndsOf({std::nullopt, std::nullopt});
  EXPECT_EQ(ends.obliged, 0u);
  EXPECT_EQ(ends.stuck, 0u);
  EXPECT_EQ(ends.steps_max, 0u);
}

TEST(TerminationTest, AChainIsAsLongAsItsStates) {
  constexpr uint32_t kStates = 100'000;
  Graph graph = {std::nullopt};
  for (uint32_t i = 1; i < kStates; ++i) graph.push_back({{i + 1}});
  graph.push_back({{kEnd}});
  const Termination::Ends ends = EndsOf(graph);
  EXPECT_EQ(ends.obliged, kStates);
  EXPECT_EQ(ends.stuck, 0u);
  EXPECT_EQ(ends.first_stuck, std::nullopt);
  EXPECT_EQ(ends.steps_max, kStates);
}

TEST(TerminationTest, TheShortestWayCounts) {
  // 0 -> 1 -> 2 -> end, and 0 -> 2; 3 -> 0.
  const Termination::Ends ends = EndsOf({{{1, 2}}, {{2}}, {{kEnd, 0}}, {{0}}});
  EXPECT_EQ(ends.stuck, 0u);
  EXPECT_EQ(ends.steps_max, 3u);
}

TEST(TerminationTest, ACycleWithoutAWayOutIsStuck) {
  // 1 -> 2 -> 1, 3 -> 3, 4 -> 1 and 5; 5 -> end. Lowest index first.
  const Termination::Ends ends =
      EndsOf({{{5}}, {{2}}, {{1}}, {{3}}, {{1, 5}}, {{kEnd}}});
  EXPECT_EQ(ends.obliged, 6u);
  EXPECT_EQ(ends.stuck, 3u);
  EXPECT_EQ(ends.first_stuck, 1u);
  EXPECT_EQ(ends.steps_max, 2u);
}

TEST(TerminationTest, AStateWithoutGoodWillIsStuck) {
  const Termination::Ends ends = EndsOf({std::nullopt, {{kEnd}}, {{}}});
  EXPECT_EQ(ends.stuck, 1u);
  EXPECT_EQ(ends.first_stuck, 2u);
}

TEST(TerminationTest, RepetitionsAndItselfCostNothing) {
  Termination plain;
  Termination repeated;
  for (uint32_t i = 0; i < 20'000; ++i) {
    std::vector<uint32_t> targets = {i + 1};
    plain.AddObliged(targets);
    targets = {i, i + 1, i + 1, i, i + 1};
    repeated.AddObliged(targets);
  }
  plain.AddNear();
  repeated.AddNear();
  EXPECT_EQ(repeated.bytes(), plain.bytes());
  EXPECT_EQ(repeated.solving_bytes(), plain.solving_bytes());
  EXPECT_EQ(repeated.Solve().steps_max, 20'001u);
}

// Goes through all states again and again until no distance gets shorter.
Termination::Ends NaiveEndsOf(const Graph& graph) {
  constexpr size_t kFar = 1'000'000;
  std::vector<size_t> steps(graph.size(), kFar);
  for (bool changes = true; changes;) {
    changes = false;
    for (size_t i = 0; i < graph.size(); ++i) {
      if (!graph[i].has_value()) continue;
      for (const uint32_t target : *graph[i]) {
        const size_t by_this = 1 + (target == kEnd ? 0 : steps[target]);
        if (by_this >= steps[i]) continue;
        steps[i] = by_this;
        changes = true;
      }
    }
  }
  Termination::Ends ends;
  for (uint32_t i = 0; i < graph.size(); ++i) {
    if (!graph[i].has_value()) continue;
    ++ends.obliged;
    if (steps[i] < kFar) {
      ends.steps_max = std::max(ends.steps_max, steps[i]);
    } else {
      if (!ends.first_stuck.has_value()) ends.first_stuck = i;
      ++ends.stuck;
    }
  }
  return ends;
}

TEST(TerminationTest, AgreesWithTheNaiveWayOnRandomGraphs) {
  std::mt19937 random(6455);
  size_t with_stuck = 0;
  size_t without = 0;
  for (int round = 0; round < 3000; ++round) {
    Graph graph(1 + random() % 30);
    const uint32_t degree_max = 1 + random() % 4;
    for (auto& targets : graph) {
      if (random() % 5 == 0) continue;
      targets.emplace();
      for (uint32_t i = 1 + random() % degree_max; i > 0; --i) {
        const auto to = static_cast<uint32_t>(random() % graph.size());
        targets->push_back(random() % 12 == 0 ? kEnd : to);
      }
    }
    // Only what is obliged is an edge.
    for (auto& targets : graph) {
      if (!targets.has_value()) continue;
      std::erase_if(*targets, [&graph](uint32_t to) {
        return to != kEnd && !graph[to].has_value();
      });
    }
    const Termination::Ends ends = EndsOf(graph);
    const Termination::Ends naive = NaiveEndsOf(graph);
    ASSERT_EQ(ends.obliged, naive.obliged);
    ASSERT_EQ(ends.stuck, naive.stuck);
    ASSERT_EQ(ends.first_stuck, naive.first_stuck);
    ASSERT_EQ(ends.steps_max, naive.steps_max);
    ++(ends.stuck > 0 ? with_stuck : without);
  }
  EXPECT_GT(with_stuck, 300u);
  EXPECT_GT(without, 300u);
}

}  // namespace
}  // namespace wsdrain
