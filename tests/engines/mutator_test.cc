// The mutator makes scenarios of all kinds, and keeps to its swarm.
#include "engines/fuzzing/mutator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engines/draw/random.h"
#include "engines/fuzzing/random_step.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr size_t kBytesMax = 256;

class MutatorTest : public testing::TestWithParam<Mode> {
 protected:
  // What comes of mutating the result again and again.
  std::vector<std::string> Chain(size_t length, std::string bytes = "") {
    std::vector<std::string> chain;
    for (size_t i = 0; i < length; ++i) {
      bytes = MutateScenario(bytes, GetParam(), kBytesMax,
                             static_cast<uint32_t>(i), nullptr);
      chain.push_back(bytes);
    }
    return chain;
  }
};

TEST_P(MutatorTest, GivesScenariosThatReadBack) {
  for (const std::string& bytes : Chain(3000)) {
    ASSERT_LE(bytes.size(), kBytesMax);
    const Scenario scenario = ScenarioFromBytes(bytes, GetParam());
    EXPECT_EQ(scenario.cast == Cast::kPair, GetParam() == Mode::kPair);
    std::string again = ScenarioToBytes(scenario);
    again[kSwarmByte] = bytes[kSwarmByte];
    EXPECT_EQ(again, bytes);
    const std::string text = ScenarioToText(scenario);
    const auto parsed = ScenarioFromText("mutated.scn", text);
    ASSERT_TRUE(parsed.ok()) << parsed.status().message() << "\n" << text;
    EXPECT_EQ(*parsed, scenario);
  }
}

TEST_P(MutatorTest, ReachesEveryVerbOfItsMode) {
  std::set<Verb> verbs;
  for (const std::string& bytes : Chain(3000)) {
    const Scenario scenario = ScenarioFromBytes(bytes, GetParam());
    for (const Step& step : scenario.steps) verbs.insert(step.verb);
  }
  EXPECT_EQ(verbs.size(), VerbsOf(GetParam(), 0).size());
}

TEST_P(MutatorTest, IsAFunctionOfItsSeed) {
  EXPECT_EQ(Chain(200), Chain(200));
  const std::string bytes = Chain(50).back();
  std::set<std::string> mutants;
  for (uint32_t seed = 0; seed < 100; ++seed) {
    mutants.insert(MutateScenario(bytes, GetParam(), kBytesMax, seed, nullptr));
  }
  EXPECT_GT(mutants.size(), 80u);
}

TEST_P(MutatorTest, InsertsFromItsSwarmOnly) {
  for (int swarm = 0; swarm < 256; ++swarm) {
    const uint8_t byte = static_cast<uint8_t>(swarm);
    const Verbs allowed = VerbsOf(GetParam(), byte);
    const std::string empty = {0, static_cast<char>(byte), 0, 0};
    for (uint32_t seed = 0; seed < 50; ++seed) {
      const std::string bytes =
          MutateScenario(empty, GetParam(), kBytesMax, seed, nullptr);
      if (bytes[kSwarmByte] != empty[kSwarmByte]) continue;  // drawn anew
      for (const Step& step : ScenarioFromBytes(bytes, GetParam()).steps) {
        const bool is_hold =
            step.verb == Verb::kHoldInput || step.verb == Verb::kHoldOutput;
        const bool is_release =
            step.verb == Verb::kDeliver || step.verb == Verb::kAccept;
        if (is_hold || is_release) continue;  // splitting adds these
        EXPECT_EQ(std::count(allowed.begin(), allowed.end(), step.verb), 1)
            << "swarm " << swarm << ", seed " << seed;
      }
    }
  }
}

TEST_P(MutatorTest, DrawsWholeScenariosAnewNowAndThen) {
  Scenario ten;
  if (GetParam() == Mode::kPair) ten.cast = Cast::kPair;
  for (int64_t ms = 101; ms <= 110; ++ms) {
    ten.steps.push_back({.verb = Verb::kElapse, .number = ms});
  }
  const std::string bytes = ScenarioToBytes(ten);
  size_t renewed = 0;
  for (uint32_t seed = 0; seed < 1000; ++seed) {
    const Scenario mutant = ScenarioFromBytes(
        MutateScenario(bytes, GetParam(), kBytesMax, seed, nullptr),
        GetParam());
    const bool has_kept =
        std::any_of(mutant.steps.begin(), mutant.steps.end(), [&](auto& step) {
          return std::find(ten.steps.begin(), ten.steps.end(), step) !=
                 ten.steps.end();
        });
    if (!has_kept) ++renewed;
  }
  EXPECT_GT(renewed, 60u);
  EXPECT_LT(renewed, 250u);
}

// 23 bytes in three messages that are called, or come: no limit that is drawn
// from a list is near.
TEST_P(MutatorTest, DrawsLimitsThatTheStepsJustMeet) {
  const bool is_pair = GetParam() == Mode::kPair;
  Scenario three;
  if (is_pair) three.cast = Cast::kPair;
  for (const uint32_t size : {9u, 7u, 7u}) {
    three.steps.push_back({.verb = is_pair ? Verb::kSend : Verb::kRemoteFrame,
                           .payload = {"x", size}});
  }
  const std::string bytes = ScenarioToBytes(three);
  std::set<int64_t> limits;
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    const Scenario mutant = ScenarioFromBytes(
        MutateScenario(bytes, GetParam(), kBytesMax, seed, nullptr),
        GetParam());
    for (const Settings& settings : mutant.settings) {
      limits.insert(settings.message_bytes_max);
    }
  }
  for (const int64_t limit : {6, 7, 13, 14, 22, 23}) {
    EXPECT_EQ(limits.count(limit), 1u) << limit;
  }
}

TEST_P(MutatorTest, DrawsItsSwarmAnewNowAndThen) {
  std::set<char> swarms;
  for (const std::string& bytes : Chain(2000)) swarms.insert(bytes[kSwarmByte]);
  EXPECT_GT(swarms.size(), 50u);
}

TEST_P(MutatorTest, SwarmsAreSubsetsOfManySizes) {
  std::set<size_t> sizes;
  std::set<Verbs> subsets;
  for (int swarm = 1; swarm < 256; ++swarm) {
    const auto verbs = VerbsOf(GetParam(), static_cast<uint8_t>(swarm));
    EXPECT_FALSE(verbs.empty());
    sizes.insert(verbs.size());
    subsets.insert(verbs);
  }
  EXPECT_GT(sizes.size(), 6u);
  EXPECT_GT(subsets.size(), 200u);
}

size_t WriteStars(uint8_t* data, size_t, size_t size_max, uint32_t) {
  std::fill(data, data + size_max, static_cast<uint8_t>('*'));
  return size_max;
}

TEST_P(MutatorTest, AsksForPlainBytesNowAndThen) {
  size_t asked = 0;
  for (uint32_t seed = 0; seed < 1000; ++seed) {
    const std::string bytes =
        MutateScenario("abc", GetParam(), 8, seed, WriteStars);
    if (bytes == "********") ++asked;
  }
  EXPECT_GT(asked, 20u);
  EXPECT_LT(asked, 200u);
}

TEST_P(MutatorTest, KeepsToTheSizeItIsGiven) {
  const std::string longest = Chain(500).back();
  for (size_t size = 0; size < 64; ++size) {
    EXPECT_LE(MutateScenario(longest, GetParam(), size, 1, nullptr).size(),
              size);
    EXPECT_LE(CrossScenarios(longest, longest, GetParam(), size, 1).size(),
              size);
  }
}

TEST_P(MutatorTest, CrossesAtTheBordersOfSteps) {
  const std::vector<std::string> chain = Chain(400);
  for (uint32_t seed = 0; seed < 200; ++seed) {
    const std::string& first = chain[seed];
    const std::string& second = chain[seed + 200];
    std::vector<Step> known = ScenarioFromBytes(first, GetParam()).steps;
    for (const Step& step : ScenarioFromBytes(second, GetParam()).steps) {
      known.push_back(step);
    }
    const std::string crossed =
        CrossScenarios(first, second, GetParam(), kBytesMax, seed);
    for (const Step& step : ScenarioFromBytes(crossed, GetParam()).steps) {
      EXPECT_GE(std::count(known.begin(), known.end(), step), 1);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, MutatorTest,
                         testing::Values(Mode::kSolo, Mode::kPair),
                         [](const auto& param) {
                           return param.param == Mode::kSolo ? "Solo" : "Pair";
                         });

}  // namespace
}  // namespace wsdrain
