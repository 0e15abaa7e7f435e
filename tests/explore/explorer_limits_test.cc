// Each limit stops an exploration and says so; progress is told on the way.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/explorer.h"
#include "explore/toy_models.h"

namespace wsdrain {
namespace {

Exploration ExploreToy(const ToySpace& space, ExploreLimits limits = {}) {
  return Explore(ToyModel(space), {.limits = limits});
}

TEST(ExplorerLimitsTest, StatesMax) {
  EXPECT_TRUE(ExploreToy(Cycle(1000), {.states_max = 1000}).ok());
  const Exploration exploration = ExploreToy(Cycle(1001), {.states_max = 1000});
  EXPECT_FALSE(exploration.is_closed_off);
  EXPECT_FALSE(exploration.ok());
  EXPECT_EQ(exploration.limit, "states_max 1000");
  EXPECT_EQ(exploration.states, 1000u);
  EXPECT_EQ(exploration.depth, 999u);
  EXPECT_EQ(exploration.broken, std::nullopt);
  EXPECT_EQ(ExploreToy(Cycle(5), {.states_max = 0}).limit, "states_max 0");
}

TEST(ExplorerLimitsTest, ALimitLeavesTerminationOpen) {
  // Of the drain all but one state: nothing is said about its end.
  ToySpace space = Drain();
  space.letters[2] = space.letters[3] = kHostile;
  const Exploration exploration = ExploreToy(space, {.states_max = 29});
  EXPECT_EQ(exploration.broken, std::nullopt);
  EXPECT_EQ(exploration.steps_to_end, std::nullopt);
  EXPECT_EQ(exploration.limit, "states_max 29");
  EXPECT_TRUE(ExploreToy(space, {.states_max = 30}).is_closed_off);
}

TEST(ExplorerLimitsTest, DepthMax) {
  const Exploration exploration = ExploreToy(Cycle(1000), {.depth_max = 10});
  EXPECT_FALSE(exploration.is_closed_off);
  EXPECT_EQ(exploration.limit, "depth_max 10");
  EXPECT_EQ(exploration.states, 11u);
  EXPECT_EQ(exploration.transitions, 10u);
  EXPECT_EQ(exploration.depth, 10u);
  // One level more, in which nothing is found, closes it off.
  EXPECT_FALSE(ExploreToy(Cycle(1000), {.depth_max = 999}).is_closed_off);
  EXPECT_TRUE(ExploreToy(Cycle(1000), {.depth_max = 1000}).is_closed_off);
}

TEST(ExplorerLimitsTest, MemoryBytesMax) {
  const Exploration whole = ExploreToy(Grid(60));
  EXPECT_TRUE(whole.ok());
  for (const uint64_t percent : {60, 80}) {
    const uint64_t bytes = whole.memory_bytes * percent / 100;
    const Exploration exploration =
        ExploreToy(Grid(60), {.memory_bytes_max = bytes});
    EXPECT_FALSE(exploration.is_closed_off);
    EXPECT_EQ(exploration.limit, "memory_bytes_max " + std::to_string(bytes));
    EXPECT_LT(exploration.states, whole.states);
    // By no more than what one batch adds.
    EXPECT_LT(exploration.memory_bytes, bytes + (uint64_t{1} << 20));
  }
  EXPECT_TRUE(
      ExploreToy(Grid(60), {.memory_bytes_max = whole.memory_bytes}).ok());
}

TEST(ExplorerLimitsTest, MemoryIsAskedBeforeTheTableGrows) {
  // A level holds one state: what a batch adds is a block of each sequence.
  const ToySpace space = Cycle(400'000);
  const Exploration whole = ExploreToy(space);
  EXPECT_TRUE(whole.ok());
  // 30 in the visited set and 2 for termination; what was in the frontier is
  // gone.
  EXPECT_LT(whole.memory_bytes, whole.states * 34);
  for (uint64_t percent = 60; percent < 100; percent += 13) {
    const uint64_t bytes = whole.memory_bytes * percent / 100;
    const Exploration exploration =
        ExploreToy(space, {.memory_bytes_max = bytes});
    EXPECT_FALSE(exploration.is_closed_off);
    EXPECT_LT(exploration.memory_bytes, bytes + 120'000) << percent;
  }
}

TEST(ExplorerLimitsTest, MemoryForTerminationIsCounted) {
  // States that owe, with eight edges each: turned round they take most of it.
  ToySpace space{.letters = std::vector<LetterFacts>(8, kGoodWill)};
  constexpr int32_t kStates = 60'000;
  space.next = [](const ToyState& s, size_t letter) -> std::optional<ToyState> {
    if (s[0] == kStates) return std::nullopt;
    const int32_t to = s[0] + 1 + static_cast<int32_t>(letter);
    return ToyState{to < kStates ? to : kStates};
  };
  space.facts = [](const ToyState& s) {
    return StateFacts{s[0] < kStates, s[0] == kStates, 0};
  };
  const Exploration whole = ExploreToy(space);
  EXPECT_TRUE(whole.ok());
  EXPECT_EQ(whole.steps_to_end, size_t{kStates} / 8);
  EXPECT_GT(whole.memory_bytes, whole.states * 2 * 8 * 4);
  EXPECT_TRUE(ExploreToy(space, {.memory_bytes_max = whole.memory_bytes}).ok());
  const Exploration less =
      ExploreToy(space, {.memory_bytes_max = whole.memory_bytes - 1});
  EXPECT_EQ(less.states, whole.states);
  EXPECT_FALSE(less.is_closed_off);
  EXPECT_EQ(less.limit,
            "memory_bytes_max " + std::to_string(whole.memory_bytes - 1));
  EXPECT_EQ(less.steps_to_end, std::nullopt);
}

TEST(ExplorerLimitsTest, ProgressIsTold) {
  std::vector<ExploreProgress> told;
  ExploreOptions options;
  options.threads = 2;
  options.on_progress = [&told](const ExploreProgress& p) {
    told.push_back(p);
  };
  const Exploration exploration = Explore(ToyModel(Grid(60)), options);
  ASSERT_GT(told.size(), exploration.depth);
  EXPECT_GT(told[told.size() / 2].frontier, 0u);
  EXPECT_GT(told.front().memory_bytes, 0u);
  for (size_t i = 1; i < told.size(); ++i) {
    EXPECT_LE(told[i - 1].states, told[i].states);
    EXPECT_LT(told[i - 1].transitions, told[i].transitions);
    EXPECT_LE(told[i - 1].depth, told[i].depth);
    EXPECT_LE(told[i].memory_bytes, exploration.memory_bytes);
  }
  EXPECT_EQ(told.back().states, exploration.states);
  EXPECT_EQ(told.back().transitions, exploration.transitions);
  EXPECT_EQ(told.back().frontier, 0u);
  EXPECT_EQ(told.back().depth, exploration.depth);
}

TEST(ExplorerLimitsTest, LettersMax) {
  ToySpace space = Cycle(3);
  space.letters.assign(65533, kHostile);
  EXPECT_TRUE(ExploreToy(space).ok());
  space.letters.assign(65534, kHostile);
  EXPECT_FALSE(ExploreToy(space).ok());
  EXPECT_EQ(ExploreToy(space).limit, "letters_max 65533");
}

}  // namespace
}  // namespace wsdrain
