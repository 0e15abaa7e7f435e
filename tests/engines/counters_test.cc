// The counters tell places of the closing handshake apart.
#include "engines/fuzzing/counters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/target.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

uint8_t CountAt(ClosingPhase phase, OutputProgress progress, Verb verb) {
  const size_t place = static_cast<size_t>(phase) * kOutputProgresses +
                       static_cast<size_t>(progress);
  return PlaceCounters()[place * kVerbs + static_cast<size_t>(verb)];
}

class CountersTest : public testing::Test {
 protected:
  CountersTest() { ResetCounters(); }

  void Play(const std::string& steps) {
    const auto scenario =
        ScenarioFromText("test.scn", "scn 1\nrole server\n" + steps);
    ASSERT_TRUE(scenario.ok()) << scenario.status().message();
    const EndpointKind endpoint = Reference(&RowCounters());
    FindFailure(PropertySet({}), *scenario, endpoint, endpoint);
  }
};

TEST_F(CountersTest, CountPhases) {
  Play(
      "remote text \"a\"\nlocal close 1000\nremote text \"b\"\n"
      "remote close 1000\nlocal ping \"\"\nremote eof\nlocal pong \"\"\n");
  const auto empty = OutputProgress::kEmpty;
  EXPECT_EQ(CountAt(ClosingPhase::kOpen, empty, Verb::kRemoteFrame), 1);
  EXPECT_EQ(CountAt(ClosingPhase::kOpen, empty, Verb::kClose), 1);
  EXPECT_EQ(CountAt(ClosingPhase::kCloseSent, empty, Verb::kRemoteFrame), 2);
  EXPECT_EQ(CountAt(ClosingPhase::kBothCloses, empty, Verb::kPing), 1);
  EXPECT_EQ(CountAt(ClosingPhase::kClosed, empty, Verb::kPong), 1);
  EXPECT_EQ(CountAt(ClosingPhase::kOpen, empty, Verb::kAbort), 0);
}

TEST_F(CountersTest, CountProgressOfTheOutput) {
  Play(
      "hold output\nlocal close 1000\nlocal pause\naccept 1\nlocal resume\n"
      "accept all\nlocal ping \"\"\n");
  EXPECT_EQ(CountAt(ClosingPhase::kCloseCalled, OutputProgress::kWaiting,
                    Verb::kPause),
            1);
  EXPECT_EQ(CountAt(ClosingPhase::kCloseCalled, OutputProgress::kPartialFrame,
                    Verb::kResume),
            1);
  EXPECT_EQ(
      CountAt(ClosingPhase::kCloseSent, OutputProgress::kEmpty, Verb::kPing),
      1);
}

TEST_F(CountersTest, CountFaultsAndEofs) {
  Play("hold output\nremote text hex:ff\nlocal ping \"\"\n");
  EXPECT_EQ(
      CountAt(ClosingPhase::kFault, OutputProgress::kWaiting, Verb::kPing), 1);
  ResetCounters();
  Play("hold output\nlocal close\nremote eof\nlocal ping \"\"\n");
  const auto pings = [](ClosingPhase phase) {
    return CountAt(phase, OutputProgress::kEmpty, Verb::kPing) +
           CountAt(phase, OutputProgress::kWaiting, Verb::kPing);
  };
  EXPECT_EQ(pings(ClosingPhase::kEof) + pings(ClosingPhase::kClosed), 1);
}

TEST_F(CountersTest, CountRowsOfTheTable) {
  Play("local close 1000\nremote text \"b\"\n");
  const auto row = [](State state, Event event) {
    return RowCounters()[static_cast<size_t>(state) * kEvents +
                         static_cast<size_t>(event)];
  };
  EXPECT_GT(row(State::kOpen, Event::kStartClose), 0);
  EXPECT_GT(row(State::kCloseSent, Event::kDataFrame), 0);
  EXPECT_EQ(row(State::kOpen, Event::kDataFrame), 0);
}

TEST_F(CountersTest, SaturateAndAreReset) {
  Play("remote pong \"\" times=1000\n");
  EXPECT_EQ(
      CountAt(ClosingPhase::kOpen, OutputProgress::kEmpty, Verb::kRemoteFrame),
      255);
  ResetCounters();
  EXPECT_EQ(std::count(PlaceCounters().begin(), PlaceCounters().end(), 0),
            static_cast<ptrdiff_t>(kPlaces));
  EXPECT_EQ(std::count(RowCounters().begin(), RowCounters().end(), 0),
            static_cast<ptrdiff_t>(kRows));
}

}  // namespace
}  // namespace wsdrain
