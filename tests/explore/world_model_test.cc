// What the explorer plays with is what is played elsewhere: canonical worlds
// behave as raw ones, and states say all.
#include "explore/world_model.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "check/check.h"
#include "endpoints/reference.h"
#include "explore/explorer.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// All that a stranger sees, but for the bytes that are read: their masks are
// the remote's, and what is ignored is not kept.
class Recorder : public ObservationSink {
 public:
  void OnObservation(const Ledger& before, const Observation& now) override {
    if (now.kind == Seen::kInput || now.kind == Seen::kStep) return;
    absl::StrAppend(
        &seen, static_cast<int>(before.role), " ", static_cast<int>(now.kind),
        " ", absl::BytesToHexString(std::string(now.bytes)), " ", now.is_text,
        " ", absl::BytesToHexString(std::string(now.payload)), " ",
        static_cast<int>(now.result), " ", static_cast<int>(now.tcp), " ",
        now.output_after);
    if (now.closed != nullptr) {
      absl::StrAppend(&seen, " ", now.closed->is_clean, " ",
                      now.closed->code.value_or(0), " ", now.closed->reason);
    }
    absl::StrAppend(&seen, "\n");
  }
  std::string seen;
};

struct Played {
  const EndpointKind kind = Reference();
  Players players;
  explicit Played(const Space& space) : players(PlayersOf(space, kind)) {}
};

// A word of `length` letters at most, each of which can be played.
std::vector<size_t> RandomWord(const Space& space, const Players& players,
                               size_t length, std::mt19937& random) {
  WorldModel model(space, players, AllProperties());
  std::vector<size_t> word;
  std::string state;
  model.AppendFirst(state);
  while (word.size() < length) {
    const size_t letter = random() % space.letters.size();
    std::string next;
    model.Enter(state);
    const Outcome outcome = model.Play(letter, next);
    EXPECT_NE(outcome, Outcome::kBroken) << model.finding().property;
    if (outcome != Outcome::kMoved) continue;
    word.push_back(letter);
    state = next;
  }
  return word;
}

std::string Trace(const Scenario& scenario, const Players& players,
                  Ending ending, bool is_canonical) {
  Recorder recorder;
  World world(scenario, players, std::numeric_limits<size_t>::max(), recorder);
  for (const Step& step : scenario.steps) {
    world.Play(step);
    if (!is_canonical) continue;
    world.Canonicalize();
    std::string state;
    EXPECT_TRUE(world.Save(state));
    EXPECT_TRUE(world.Load(state));
    std::string again;
    EXPECT_TRUE(world.Save(again));
    EXPECT_EQ(state, again);
  }
  world.End(ending);
  return recorder.seen;
}

class SpaceTest : public testing::TestWithParam<size_t> {
 protected:
  const Space space_ = AllSpaces(/*is_large=*/true, 1)[GetParam()];
  const Played played_ = Played(space_);
};

TEST_P(SpaceTest, CanonicalAndRawWorldsGiveTheSameTrace) {
  std::mt19937 random(20261122);
  for (int i = 0; i < 400; ++i) {
    const auto word = RandomWord(space_, played_.players, 1 + i % 24, random);
    const Scenario scenario = ScenarioOf(space_, word);
    for (const Ending ending : {Ending::kSilent, Ending::kCooperative}) {
      ASSERT_EQ(Trace(scenario, played_.players, ending, false),
                Trace(scenario, played_.players, ending, true))
          << ScenarioToText(scenario);
    }
  }
}

TEST_P(SpaceTest, WordsAreScenariosThatHold) {
  std::mt19937 random(7);
  for (int i = 0; i < 100; ++i) {
    const auto word = RandomWord(space_, played_.players, 1 + i % 24, random);
    const Scenario scenario = ScenarioOf(space_, word);
    const auto parsed = ScenarioFromText("word", ScenarioToText(scenario));
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, scenario);
    const Report report = Check(AllProperties(), *parsed, played_.players);
    ASSERT_EQ(report.FirstFailure(Level::kNote), nullptr)
        << ScenarioToText(scenario);
  }
}

std::string NameOf(const testing::TestParamInfo<size_t>& test) {
  const Space space = AllSpaces(/*is_large=*/true, 1)[test.param];
  constexpr const char* kCasts[] = {"Client", "Server", "Both", "Pair"};
  std::string name = kCasts[static_cast<size_t>(space.scenario.cast)];
  for (const char c : space.name) name += c == '-' ? '_' : c;
  return absl::StrCat(name, "_", test.param);
}

INSTANTIATE_TEST_SUITE_P(All, SpaceTest, testing::Range<size_t>(0, 18), NameOf);

TEST(AllSpacesTest, AreAllTested) {
  EXPECT_EQ(AllSpaces(/*is_large=*/true, 1).size(), 18u);
}

// The question's first version: it reads once after its Close.
TEST(WorldModelTest, AFaultIsFoundByAShortestWordThatCanBeReplayed) {
  Table broken = kTable;
  Row& row = broken.rows[static_cast<size_t>(State::kCloseSent) * kEvents +
                         static_cast<size_t>(Event::kDataFrame)];
  row.to = State::kClosed;
  row.action = Action::kAbandon;
  const EndpointKind kind = Reference(nullptr, &broken);
  const Space space = OutputCuts(Role::kClient);
  const Players players = {.client = &kind};
  const Exploration found =
      Explore(WorldModel(space, players, AllProperties()), {});
  ASSERT_TRUE(found.broken.has_value());
  EXPECT_EQ(found.broken->letters.size(), 2u) << "close, then a message";
  const Scenario scenario = ScenarioOf(space, found.broken->letters);
  const Report report = Check(AllProperties(), scenario, players);
  const Verdict* failure = report.FirstFailure(Level::kNote);
  ASSERT_NE(failure, nullptr);
  EXPECT_EQ(failure->property->name, found.broken->finding.property);
  const Played ours(space);
  EXPECT_EQ(
      Check(AllProperties(), scenario, ours.players).FirstFailure(Level::kNote),
      nullptr);
}

}  // namespace
}  // namespace wsdrain
