// The corpus says every word of the scenario language at least once.
#include <gtest/gtest.h>

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "replay/corpus.h"
#include "scenario/scenario_options.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

struct Said {
  std::bitset<kVerbs> verbs;
  std::bitset<4> hooks;
  std::bitset<4> masks;
  std::bitset<3> amounts;
  std::bitset<16> opcodes;
  std::bitset<8> rsv;
  std::set<LengthForm> lengths;
  bool fin_0 = false;
  bool times = false;
  bool repeats = false;
};

void Note(const Step& step, Said& said) {
  said.verbs.set(static_cast<size_t>(step.verb));
  said.hooks.set(static_cast<size_t>(step.hook));
  said.masks.set(static_cast<size_t>(step.mask));
  said.rsv.set(step.rsv);
  if (step.verb == Verb::kRemoteFrame) said.opcodes.set(step.opcode);
  if (step.verb == Verb::kDeliver || step.verb == Verb::kAccept) {
    said.amounts.set(static_cast<size_t>(step.amount));
  }
  if (step.length.has_value()) said.lengths.insert(*step.length);
  said.fin_0 = said.fin_0 || !step.is_final;
  said.times = said.times || step.times > 1;
  said.repeats = said.repeats || step.payload.repeat > 1;
}

Said EverythingSaid() {
  Said said;
  for (const CorpusFile& file : Corpus()) {
    for (const Step& step : file.scenario.steps) Note(step, said);
  }
  return said;
}

TEST(LanguageTest, EveryVerbHookAndAmountIsUsed) {
  const Said said = EverythingSaid();
  EXPECT_TRUE(said.verbs.all()) << said.verbs;
  EXPECT_TRUE(said.hooks.all()) << said.hooks;
  EXPECT_TRUE(said.amounts.all()) << said.amounts;
}

TEST(LanguageTest, EveryFormOfARemoteFrameIsUsed) {
  const Said said = EverythingSaid();
  EXPECT_TRUE(said.masks.all()) << said.masks;
  EXPECT_EQ(said.lengths.size(), 3u);
  for (const int rsv : {0, 1, 2, 4, 7}) EXPECT_TRUE(said.rsv[rsv]) << rsv;
  for (const int opcode : {0, 1, 2, 3, 7, 8, 9, 10, 11, 15}) {
    EXPECT_TRUE(said.opcodes[opcode]) << opcode;
  }
  EXPECT_TRUE(said.fin_0);
  EXPECT_TRUE(said.times);
  EXPECT_TRUE(said.repeats);
}

TEST(LanguageTest, EveryHeaderIsUsed) {
  std::bitset<4> casts;
  std::bitset<kOptionCount> options;
  bool is_set_for_one_side = false;
  bool has_keys = false;
  bool has_timeout = false;
  std::set<std::string> needs;
  for (const CorpusFile& file : Corpus()) {
    const Scenario& scenario = file.scenario;
    casts.set(static_cast<size_t>(scenario.cast));
    has_keys = has_keys || !scenario.keys.empty();
    has_timeout = has_timeout || scenario.timeout_ms != kDefaultTimeoutMs;
    needs.insert(scenario.needs.begin(), scenario.needs.end());
    for (size_t i = 0; i < kOptionCount; ++i) {
      const int64_t client = OptionValue(scenario, i, Role::kClient);
      const int64_t server = OptionValue(scenario, i, Role::kServer);
      if (client != DefaultOptionValue(i)) options.set(i);
      if (client != server) is_set_for_one_side = true;
    }
  }
  EXPECT_TRUE(casts.all()) << casts;
  EXPECT_TRUE(options.all()) << options;
  EXPECT_TRUE(is_set_for_one_side);
  EXPECT_TRUE(has_keys);
  EXPECT_TRUE(has_timeout);
  for (const char* need : kNeeds) EXPECT_EQ(needs.count(need), 1u) << need;
}

TEST(LanguageTest, EveryExpectationIsUsed) {
  std::set<std::string> said;
  for (const CorpusFile& file : Corpus()) {
    for (const Expectation& expectation : file.scenario.expects) {
      const std::string kind =
          std::to_string(static_cast<int>(expectation.kind));
      said.insert(kind + " " + expectation.what);
      if (expectation.is_negated) said.insert(kind + " not");
      if (expectation.is_empty) said.insert("empty");
    }
  }
  // delivered 4, sent 6, refused 8, tcp 4, closed 3; `not` 5, but for refused,
  // which is said by what is sent instead; and `empty`.
  EXPECT_EQ(said.size(), 4u + 6u + 8u + 4u + 3u + 4u + 1u);
}

TEST(LanguageTest, PairModeIsAtHome) {
  const auto pairs = std::count_if(
      Corpus().begin(), Corpus().end(),
      [](const auto& file) { return file.scenario.cast == Cast::kPair; });
  EXPECT_GE(pairs, 15);
}

}  // namespace
}  // namespace wsdrain
