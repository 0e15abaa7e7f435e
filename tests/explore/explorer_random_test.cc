// On random small graphs the explorer agrees with a naive search.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "explore/explorer.h"
#include "explore/toy_models.h"

namespace wsdrain {
namespace {

// A graph of numbered states, and rules that hold by chance.
struct RandomGraph {
  size_t letters = 0;
  std::vector<std::vector<std::optional<int32_t>>> next;  // by state, letter
  std::vector<StateFacts> facts;
  std::vector<bool> is_broken;
  std::vector<std::vector<bool>> breaks;
  std::vector<LetterFacts> letter_facts;
};

RandomGraph Draw(std::mt19937& random) {
  const auto one_in = [&random](uint32_t n) { return random() % n == 0; };
  const size_t states = 2 + random() % 60;
  // Some are sound, or most would be broken near the start.
  const bool is_sound = !one_in(3);
  RandomGraph graph{.letters = 1 + random() % 5};
  for (size_t letter = 0; letter < graph.letters; ++letter) {
    graph.letter_facts.push_back(
        {.takes_time = one_in(4), .is_good_will = !one_in(3)});
  }
  for (size_t s = 0; s < states; ++s) {
    const uint32_t kind = random() % 4;  // half of them are obliged
    graph.facts.push_back(
        {kind >= 2, kind == 1, static_cast<int64_t>(random() % 4)});
    if (is_sound && kind >= 2) graph.facts.back().ms = 3;
    graph.is_broken.push_back(!is_sound && one_in(40));
    graph.next.emplace_back();
    graph.breaks.emplace_back();
    for (size_t letter = 0; letter < graph.letters; ++letter) {
      std::optional<int32_t> to;
      if (!one_in(3) && !(is_sound && kind == 1)) {
        to = static_cast<int32_t>(random() % states);
      }
      graph.next.back().push_back(to);
      graph.breaks.back().push_back(!is_sound && one_in(60));
    }
  }
  if (is_sound) {
    for (LetterFacts& facts : graph.letter_facts) facts.takes_time = false;
  }
  return graph;
}

ToySpace SpaceOf(const RandomGraph& graph) {
  ToySpace space{.letters = graph.letter_facts};
  space.next = [&graph](const ToyState& s,
                        size_t letter) -> std::optional<ToyState> {
    const std::optional<int32_t> to =
        graph.next[static_cast<size_t>(s[0])][letter];
    if (!to.has_value()) return std::nullopt;
    return ToyState{*to};
  };
  space.facts = [&graph](const ToyState& s) {
    return graph.facts[static_cast<size_t>(s[0])];
  };
  space.is_broken = [&graph](const ToyState& s) {
    return static_cast<bool>(graph.is_broken[static_cast<size_t>(s[0])]);
  };
  space.breaks = [&graph](const ToyState& s, size_t letter) {
    return static_cast<bool>(graph.breaks[static_cast<size_t>(s[0])][letter]);
  };
  return space;
}

// The name of what a transition breaks; empty: nothing.
std::string BrokenName(const RandomGraph& graph, size_t from, size_t letter) {
  if (graph.breaks[from][letter]) return "toy_letter";
  const StateFacts& before = graph.facts[from];
  const StateFacts& after =
      graph.facts[static_cast<size_t>(*graph.next[from][letter])];
  if (before.is_ended && !after.is_ended) return "an_end_stays_an_end";
  if (!before.is_obliged || !after.is_obliged) return "";
  if (after.ms > before.ms) return "time_left_never_grows";
  if (after.ms == before.ms && graph.letter_facts[letter].takes_time) {
    return "time_takes_time";
  }
  return "";
}

struct NaiveResult {
  std::vector<size_t> order;                   // as found
  std::map<size_t, std::vector<size_t>> word;  // of each state
  size_t transitions = 0;
  std::string broken;  // and by which word
  std::vector<size_t> broken_word;
};

// One state after the other; of what is broken the shortest word is kept, and
// among equals the one that was seen first.
NaiveResult Search(const RandomGraph& graph) {
  NaiveResult result{.order = {0}, .word = {{0, {}}}};
  const auto keep = [&result](const std::string& name,
                              const std::vector<size_t>& word) {
    if (name.empty()) return;
    if (!result.broken.empty() && result.broken_word.size() <= word.size()) {
      return;
    }
    result.broken = name;
    result.broken_word = word;
  };
  for (size_t i = 0; i < result.order.size(); ++i) {
    const size_t from = result.order[i];
    if (graph.is_broken[from]) keep("toy_state", result.word[from]);
    for (size_t letter = 0; letter < graph.letters; ++letter) {
      if (!graph.next[from][letter].has_value()) continue;
      ++result.transitions;
      std::vector<size_t> word = result.word[from];
      word.push_back(letter);
      keep(BrokenName(graph, from, letter), word);
      const auto to = static_cast<size_t>(*graph.next[from][letter]);
      if (result.word.try_emplace(to, word).second) result.order.push_back(to);
    }
  }
  return result;
}

constexpr size_t kFar = 1'000'000;

// By state, how many letters of good will its end is away.
std::vector<size_t> StepsToEnd(const RandomGraph& graph) {
  std::vector<size_t> steps(graph.facts.size(), kFar);
  for (size_t s = 0; s < steps.size(); ++s) {
    if (graph.facts[s].is_ended) steps[s] = 0;
  }
  for (size_t round = 0; round < steps.size(); ++round) {
    for (size_t s = 0; s < steps.size(); ++s) {
      if (!graph.facts[s].is_obliged) continue;
      for (size_t letter = 0; letter < graph.letters; ++letter) {
        const std::optional<int32_t> to = graph.next[s][letter];
        if (!to.has_value() || !graph.letter_facts[letter].is_good_will) {
          continue;
        }
        steps[s] = std::min(steps[s], steps[static_cast<size_t>(*to)] + 1);
      }
    }
  }
  return steps;
}

void ExpectSameEnds(const RandomGraph& graph, const NaiveResult& naive,
                    const Exploration& exploration) {
  const std::vector<size_t> steps = StepsToEnd(graph);
  std::optional<int64_t> worst_ms;
  std::optional<size_t> steps_max;
  std::optional<size_t> stuck;
  for (const size_t state : naive.order) {
    const StateFacts& facts = graph.facts[state];
    if (facts.is_ended) {
      worst_ms = std::max(worst_ms.value_or(facts.ms), facts.ms);
    }
    if (!facts.is_obliged) continue;
    if (steps[state] >= kFar && !stuck.has_value()) stuck = state;
    steps_max = std::max(steps_max.value_or(0), steps[state]);
  }
  EXPECT_EQ(exploration.worst_ms, worst_ms);
  ASSERT_EQ(exploration.broken.has_value(), stuck.has_value());
  if (stuck.has_value()) {
    EXPECT_EQ(exploration.broken->finding.property,
              "every_obliged_state_can_end");
    EXPECT_EQ(exploration.broken->letters, naive.word.at(*stuck));
    EXPECT_EQ(exploration.steps_to_end, std::nullopt);
  } else {
    EXPECT_EQ(exploration.steps_to_end, steps_max);
  }
}

TEST(ExplorerRandomTest, AgreesWithANaiveSearch) {
  std::mt19937 random(6455);
  std::map<std::string, int> seen;
  for (int round = 0; round < 3000; ++round) {
    SCOPED_TRACE(round);
    const RandomGraph graph = Draw(random);
    const NaiveResult naive = Search(graph);
    const Exploration exploration = Explore(ToyModel(SpaceOf(graph)), {});
    if (!naive.broken.empty()) {
      ASSERT_TRUE(exploration.broken.has_value());
      EXPECT_EQ(exploration.broken->finding.property, naive.broken);
      EXPECT_EQ(exploration.broken->letters, naive.broken_word);
      EXPECT_FALSE(exploration.is_closed_off);
    } else {
      EXPECT_TRUE(exploration.is_closed_off);
      EXPECT_EQ(exploration.states, naive.order.size());
      EXPECT_EQ(exploration.transitions, naive.transitions);
      EXPECT_EQ(exploration.depth, naive.word.at(naive.order.back()).size());
      ExpectSameEnds(graph, naive, exploration);
    }
    ++seen[exploration.broken.has_value() ? exploration.broken->finding.property
                                          : ""];
    if (HasFailure()) break;
  }
  // Each kind often enough for the agreement to mean something.
  for (const char* name : {"", "toy_state", "toy_letter", "an_end_stays_an_end",
                           "time_left_never_grows", "time_takes_time",
                           "every_obliged_state_can_end"}) {
    EXPECT_GT(seen[name], 10) << name;
  }
}

}  // namespace
}  // namespace wsdrain
