// Toy models: known counts, known shortest counterexamples, every finding.
#include "explore/explorer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "explore/toy_models.h"

namespace wsdrain {
namespace {

using Word = std::vector<size_t>;

Exploration ExploreToy(const ToySpace& space) {
  return Explore(ToyModel(space), {});
}

void ExpectBroken(const Exploration& exploration, const std::string& property,
                  const Word& word) {
  ASSERT_TRUE(exploration.broken.has_value());
  EXPECT_EQ(exploration.broken->finding.property, property);
  EXPECT_EQ(exploration.broken->letters, word);
  EXPECT_FALSE(exploration.ok());
  EXPECT_EQ(exploration.limit, "");
  EXPECT_EQ(exploration.steps_to_end, std::nullopt);
}

TEST(ExplorerTest, ACycle) {
  const Exploration exploration = ExploreToy(Cycle(1000));
  EXPECT_TRUE(exploration.ok());
  EXPECT_EQ(exploration.states, 1000u);
  EXPECT_EQ(exploration.transitions, 1000u);
  EXPECT_EQ(exploration.depth, 999u);
  EXPECT_EQ(exploration.limit, "");
  EXPECT_EQ(exploration.worst_ms, std::nullopt);
  EXPECT_EQ(exploration.steps_to_end, std::nullopt);
}

TEST(ExplorerTest, AStateAloneWithoutALetter) {
  ToySpace space = Cycle(1);
  space.letters.clear();
  const Exploration exploration = ExploreToy(space);
  EXPECT_TRUE(exploration.ok());
  EXPECT_EQ(exploration.states, 1u);
  EXPECT_EQ(exploration.transitions, 0u);
  EXPECT_EQ(exploration.depth, 0u);
}

TEST(ExplorerTest, DiamondsMeetAgain) {
  const Exploration exploration = ExploreToy(Diamonds(50));
  EXPECT_TRUE(exploration.ok());
  EXPECT_EQ(exploration.states, 151u);
  EXPECT_EQ(exploration.transitions, 200u);
  EXPECT_EQ(exploration.depth, 100u);
}

TEST(ExplorerTest, AmongEqualWordsTheFirstLetterWins) {
  ToySpace space = Diamonds(3);
  space.is_broken = [](const ToyState& s) { return s[0] == 3; };
  ExpectBroken(ExploreToy(space), "toy_state", {0, 0, 0, 0, 0, 0});
  // The lower side of the last diamond can only be reached by its letter.
  space.is_broken = [](const ToyState& s) { return s == ToyState{2, 2}; };
  ExpectBroken(ExploreToy(space), "toy_state", {0, 0, 0, 0, 1});
}

TEST(ExplorerTest, ACounterWithABugAtAKnownDepth) {
  const Exploration fine = ExploreToy(Counter(100));
  EXPECT_TRUE(fine.ok());
  EXPECT_EQ(fine.states, 101u);
  EXPECT_EQ(fine.transitions, 100u + 96u + 94u);
  ToySpace space = Counter(100);
  space.is_broken = [](const ToyState& s) { return s[0] == 23; };
  // Not with four letters; the first with five is 1 + 1 + 7 + 7 + 7.
  ExpectBroken(ExploreToy(space), "toy_state", {0, 0, 2, 2, 2});
}

TEST(ExplorerTest, ABrokenLetterIsPartOfTheWord) {
  ToySpace space = Counter(100);
  space.breaks = [](const ToyState& s, size_t letter) {
    return s[0] == 19 && letter == 1;
  };
  // 19 = 5 + 7 + 7, and then the 5.
  ExpectBroken(ExploreToy(space), "toy_letter", {1, 2, 2, 1});
}

TEST(ExplorerTest, ABrokenStateOfALevelIsShorterThanALetterFromIt) {
  // Letters from 1, the first state of level 1; the state 7 is its last.
  ToySpace space = Counter(100);
  space.breaks = [](const ToyState& s, size_t) { return s[0] == 1; };
  ExpectBroken(ExploreToy(space), "toy_letter", {0, 0});
  space.is_broken = [](const ToyState& s) { return s[0] == 7; };
  ExpectBroken(ExploreToy(space), "toy_state", {2});
  // So it is across batches: level 5 of these has 32768 states.
  ToySpace wide{.letters = std::vector<LetterFacts>(8)};
  wide.next = [](const ToyState& s, size_t letter) {
    return ToyState{s[0] + 1, s[1] * 8 + static_cast<int32_t>(letter)};
  };
  wide.breaks = [](const ToyState& s, size_t) { return s[0] == 5; };
  ExpectBroken(ExploreToy(wide), "toy_letter", {0, 0, 0, 0, 0, 0});
  wide.is_broken = [](const ToyState& s) { return s[0] == 5 && s[1] >= 32766; };
  ExpectBroken(ExploreToy(wide), "toy_state", {7, 7, 7, 7, 6});
}

TEST(ExplorerTest, TheFirstStateMayBeBroken) {
  ToySpace space = Cycle(3);
  space.is_broken = [](const ToyState&) { return true; };
  const Exploration exploration = ExploreToy(space);
  ExpectBroken(exploration, "toy_state", {});
  EXPECT_EQ(exploration.transitions, 0u);
  EXPECT_FALSE(exploration.is_closed_off);
}

TEST(ExplorerTest, TwoProcesses) {
  const Exploration fine = ExploreToy(Peterson(false));
  EXPECT_TRUE(fine.ok());
  EXPECT_EQ(fine.states, 20u);
  EXPECT_EQ(fine.transitions, 34u);
  EXPECT_EQ(fine.depth, 6u);
  // The first gives the turn, the second runs through, the first as well.
  ExpectBroken(ExploreToy(Peterson(true)), "toy_state", {0, 1, 1, 1, 0, 0});
  ToySpace unasked = Peterson(true);
  unasked.is_broken = nullptr;
  const Exploration all = ExploreToy(unasked);
  EXPECT_EQ(all.states, 32u);
  EXPECT_EQ(all.transitions, 60u);
  EXPECT_EQ(all.depth, 7u);
}

TEST(ExplorerTest, ADrainThatEnds) {
  const Exploration exploration = ExploreToy(Drain());
  EXPECT_TRUE(exploration.ok());
  // Open with 0 to 3 queued; closing with as many and 10 to 50 ms left; ended
  // after 0 to 50 ms.
  EXPECT_EQ(exploration.states, 4u + 4u * 5u + 6u);
  EXPECT_EQ(exploration.transitions, 3u + 4u + 2u * 20u);
  EXPECT_EQ(exploration.worst_ms, kDrainMs);
  // Three frames queued and 50 ms left: deliver four times.
  EXPECT_EQ(exploration.steps_to_end, 4u);
}

TEST(ExplorerTest, OnlyLettersOfGoodWillLeadToTheEnd) {
  ToySpace space = Drain();
  space.letters[2] = kHostile;
  EXPECT_EQ(ExploreToy(space).steps_to_end, 5u);  // 10 ms, five times
  space.letters[3] = {.takes_time = true};
  const Exploration exploration = ExploreToy(space);
  ExpectBroken(exploration, "every_obliged_state_can_end", {1});
  EXPECT_EQ(exploration.broken->finding.actual,
            "they do not, from 20 of 20 obliged states");
  EXPECT_TRUE(exploration.is_closed_off);
}

TEST(ExplorerTest, ADeadEnd) {
  // With frames queued when 20 ms are left nothing moves any more.
  ToySpace space = Drain();
  space.next = [next = space.next](const ToyState& s,
                                   size_t letter) -> std::optional<ToyState> {
    if (s[0] == 1 && s[1] > 0 && s[2] == 20) return std::nullopt;
    return next(s, letter);
  };
  const Exploration exploration = ExploreToy(space);
  ExpectBroken(exploration, "every_obliged_state_can_end", {0, 1, 3, 3, 3});
  EXPECT_EQ(exploration.broken->finding.actual,
            "they do not, from 3 of 17 obliged states");
}

TEST(ExplorerTest, APingPongOfGoodWillDoesNotEnd) {
  // 1 and 2 answer each other; what would end it, a reset, is not good will.
  ToySpace space{.letters = {kHostile, kGoodWill, kHostile}};
  space.next = [](const ToyState& s, size_t letter) -> std::optional<ToyState> {
    if (s[0] == 0 && letter == 0) return ToyState{1};
    if (letter == 1 && (s[0] == 1 || s[0] == 2)) return ToyState{3 - s[0]};
    if (letter == 2 && s[0] == 2) return ToyState{3};
    return std::nullopt;
  };
  space.facts = [](const ToyState& s) {
    return StateFacts{s[0] == 1 || s[0] == 2, s[0] == 3, 0};
  };
  const Exploration exploration = ExploreToy(space);
  EXPECT_EQ(exploration.states, 4u);
  EXPECT_EQ(exploration.transitions, 4u);
  ExpectBroken(exploration, "every_obliged_state_can_end", {0});
  space.letters[2] = kGoodWill;
  EXPECT_EQ(ExploreToy(space).steps_to_end, 2u);
}

TEST(ExplorerTest, GoodWillThatLeavesTheObligationIsNoWayToAnEnd) {
  // 0 obliged, 1 neither, 2 ended.
  ToySpace space{.letters = {kGoodWill}};
  space.next = [](const ToyState& s, size_t) -> std::optional<ToyState> {
    if (s[0] == 2) return std::nullopt;
    return ToyState{s[0] + 1};
  };
  space.facts = [](const ToyState& s) {
    return StateFacts{s[0] == 0, s[0] == 2, 0};
  };
  ExpectBroken(ExploreToy(space), "every_obliged_state_can_end", {});
}

TEST(ExplorerTest, ATimerThatIsArmedAgain) {
  ToySpace space = Drain();
  space.next = [next = space.next](const ToyState& s,
                                   size_t letter) -> std::optional<ToyState> {
    if (s[0] == 1 && letter == 2 && s[1] > 0) {
      return ToyState{1, s[1] - 1, kDrainMs};
    }
    return next(s, letter);
  };
  // Queue, close, 10 ms, and the frame that is delivered arms it again.
  const Exploration exploration = ExploreToy(space);
  ExpectBroken(exploration, "time_left_never_grows", {0, 1, 3, 2});
  EXPECT_EQ(exploration.broken->finding.expected, "at most 40 ms left");
  EXPECT_EQ(exploration.broken->finding.actual, "50 ms left");
}

TEST(ExplorerTest, TimeThatStandsStill) {
  ToySpace space = Drain();
  space.next = [next = space.next](const ToyState& s,
                                   size_t letter) -> std::optional<ToyState> {
    if (s[0] == 1 && letter == 3 && s[1] == 2 && s[2] == 40) return s;
    return next(s, letter);
  };
  const Exploration exploration = ExploreToy(space);
  ExpectBroken(exploration, "time_takes_time", {0, 0, 1, 3, 3});
  EXPECT_EQ(exploration.broken->finding.expected, "less than 40 ms left");
  EXPECT_EQ(exploration.broken->finding.actual, "still 40 ms left");
  // A letter that takes no time may leave the time as it is.
  space.letters[3] = kGoodWill;
  EXPECT_TRUE(ExploreToy(space).ok());
}

TEST(ExplorerTest, AnEndThatIsNone) {
  for (const bool is_obliged_again : {true, false}) {
    ToySpace space = Drain();
    space.next = [next = space.next, is_obliged_again](
                     const ToyState& s,
                     size_t letter) -> std::optional<ToyState> {
      if (s == ToyState{2, 0, 20} && letter == 0) {
        return is_obliged_again ? ToyState{1, 0, 10} : ToyState{3};
      }
      return next(s, letter);
    };
    const Exploration exploration = ExploreToy(space);
    ExpectBroken(exploration, "an_end_stays_an_end", {1, 3, 3, 2, 0});
    EXPECT_EQ(exploration.broken->finding.actual,
              is_obliged_again ? "it is obliged again" : "it is not");
  }
}

TEST(ExplorerTest, EveryStateIsInspectedOnce) {
  for (const size_t threads : {size_t{1}, size_t{3}}) {
    ToySpace space = Grid(40);
    space.inspections = std::make_shared<std::atomic<uint64_t>>(0);
    EXPECT_TRUE(Explore(ToyModel(space), {.threads = threads}).ok());
    EXPECT_EQ(space.inspections->load(), 64'000u);
  }
}

}  // namespace
}  // namespace wsdrain
