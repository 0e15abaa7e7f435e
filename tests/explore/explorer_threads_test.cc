// Any number of threads gives the same exploration, to the last byte.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/explorer.h"
#include "explore/team.h"
#include "explore/toy_models.h"

namespace wsdrain {
namespace {

// Every field of it, to be compared and read.
std::string Described(const Exploration& exploration) {
  const auto told = [](const auto& optional) {
    return optional.has_value() ? std::to_string(*optional) : "none";
  };
  std::string text =
      "states " + std::to_string(exploration.states) + ", transitions " +
      std::to_string(exploration.transitions) + ", depth " +
      std::to_string(exploration.depth) + ", memory " +
      std::to_string(exploration.memory_bytes) + ", closed off " +
      std::to_string(exploration.is_closed_off) + ", limit <" +
      exploration.limit + ">, worst ms " + told(exploration.worst_ms) +
      ", steps " + told(exploration.steps_to_end);
  if (!exploration.broken.has_value()) return text;
  const Finding& finding = exploration.broken->finding;
  text += ", broken " + finding.property + " <" + finding.expected + "> <" +
          finding.actual + "> " + std::to_string(finding.is_at_the_end) + " by";
  for (const size_t letter : exploration.broken->letters) {
    text += " " + std::to_string(letter);
  }
  return text;
}

std::string ExploredWith(size_t threads, const ToySpace& space,
                         const ExploreLimits& limits) {
  return Described(
      Explore(ToyModel(space), {.limits = limits, .threads = threads}));
}

void ExpectSameForAnyThreads(const ToySpace& space, ExploreLimits limits = {}) {
  const std::string by_one = ExploredWith(1, space, limits);
  EXPECT_EQ(ExploredWith(2, space, limits), by_one);
  EXPECT_EQ(ExploredWith(3, space, limits), by_one);
}

TEST(ExplorerThreadsTest, AMillionStates) {
  const Exploration exploration = Explore(ToyModel(Grid(100)), {.threads = 2});
  EXPECT_TRUE(exploration.ok());
  EXPECT_EQ(exploration.states, 1'000'000u);
  EXPECT_EQ(exploration.transitions,
            3u * 10'000u * (99u + 99u + 93u) + 1'000'000u);
  // 95 = 13 * 7 + 4 = 14 * 7 - 3 is the furthest in each direction: 17 steps.
  EXPECT_EQ(exploration.depth, 3u * 17u);
  ExpectSameForAnyThreads(Grid(100));
}

TEST(ExplorerThreadsTest, SmallSpaces) {
  ExpectSameForAnyThreads(Cycle(100));
  ExpectSameForAnyThreads(Drain());
  ExpectSameForAnyThreads(Peterson(true));
}

TEST(ExplorerThreadsTest, Limits) {
  ExpectSameForAnyThreads(Grid(60), {.states_max = 100'001});
  ExpectSameForAnyThreads(Grid(60), {.memory_bytes_max = 10 << 20});
  ExpectSameForAnyThreads(Grid(60), {.depth_max = 12});
}

TEST(ExplorerThreadsTest, OneOfManyBrokenStates) {
  ToySpace space = Grid(60);
  space.is_broken = [](const ToyState& s) {
    return s[0] + s[1] + s[2] == 97 && s[0] % 2 == 1;
  };
  ExpectSameForAnyThreads(space);
}

TEST(ExplorerThreadsTest, OneOfManyBrokenLetters) {
  ToySpace space = Grid(60);
  space.breaks = [](const ToyState& s, size_t letter) {
    return s[0] + s[1] + s[2] > 90 && letter % 4 == 3;
  };
  ExpectSameForAnyThreads(space);
}

// A grid that owes, up to its last corner.
ToySpace OwingGrid(int32_t side) {
  ToySpace space = Grid(side);
  space.letters.assign(space.letters.size(), kGoodWill);
  const auto is_end = [side](const ToyState& s) {
    return s[0] + s[1] + s[2] == 3 * (side - 1);
  };
  space.next = [next = space.next, is_end](const ToyState& s, size_t letter) {
    return is_end(s) ? std::nullopt : next(s, letter);
  };
  space.facts = [is_end](const ToyState& s) {
    return StateFacts{!is_end(s), is_end(s), 7};
  };
  return space;
}

TEST(ExplorerThreadsTest, Termination) {
  const Exploration exploration =
      Explore(ToyModel(OwingGrid(50)), {.threads = 2});
  EXPECT_TRUE(exploration.ok());
  // 3 + 6 * 7 + 4 = 49: ten steps, in each of three directions.
  EXPECT_EQ(exploration.steps_to_end, 30u);
  ExpectSameForAnyThreads(OwingGrid(50));
}

TEST(ExplorerThreadsTest, TerminationThatFails) {
  ToySpace space = OwingGrid(40);
  space.next = [next = space.next](const ToyState& s,
                                   size_t letter) -> std::optional<ToyState> {
    if (s[0] > 20 && s[1] > 20) return std::nullopt;
    return next(s, letter);
  };
  EXPECT_NE(ExploredWith(2, space, {}).find("every_obliged_state_can_end"),
            std::string::npos);
  ExpectSameForAnyThreads(space);
}

TEST(ExplorerThreadsTest, NoThreadsAreOne) {
  EXPECT_EQ(ExploredWith(0, Drain(), {}), ExploredWith(1, Drain(), {}));
}

TEST(TeamTest, EveryJobIsDoneOnceInEveryRound) {
  for (const size_t workers : {1, 2, 3, 7}) {
    Team team(workers);
    EXPECT_EQ(team.workers(), workers);
    for (size_t jobs = 0; jobs < 200; ++jobs) {
      std::vector<int> done(jobs);
      std::vector<size_t> worker_of(jobs);
      team.Run(jobs, [&done, &worker_of](size_t worker, size_t job) {
        ++done[job];
        worker_of[job] = worker;
      });
      ASSERT_EQ(done, std::vector<int>(jobs, 1));
      for (const size_t worker : worker_of) ASSERT_LT(worker, workers);
    }
  }
}

}  // namespace
}  // namespace wsdrain
