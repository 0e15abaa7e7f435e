// Cases 5 and 10 of the Autobahn test suite: fragmentation (RFC 6455 5.4).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/autobahn.h"

namespace wsdrain::autobahn {
namespace {

// How the suite writes a case of several frames: 5.3 to 5.5 are one case in
// three pieces.
enum class Cut : uint8_t { kFrameAfterFrame, kFrameWise, kOctetWise };

std::vector<Write> InPieces(const std::vector<std::string>& frames, Cut cut) {
  if (cut == Cut::kFrameWise) return FrameWise(frames);
  std::string bytes;
  for (const std::string& frame : frames) bytes += frame;
  return {{bytes, cut == Cut::kOctetWise ? kOctetWise : 0}};
}

std::string First(const std::string& payload) {
  return Frame(kText, payload, /*is_final=*/false);
}
std::string Middle(const std::string& payload) {
  return Frame(kContinuation, payload, /*is_final=*/false);
}
std::string Last(const std::string& payload) {
  return Frame(kContinuation, payload);
}

Case SplitControlFrame(uint8_t opcode) {
  return Fails(
      {{Frame(opcode, "fragment1", /*is_final=*/false)}, {Last("fragment2")}});
}

Case TwoFragments(Cut cut) {
  return {.writes = InPieces({First("fragment1"), Last("fragment2")}, cut),
          .answers = {{kText, "fragment1fragment2"}}};
}

Case PingBetweenFragments(Cut cut) {
  return {.writes = InPieces({First("fragment1"), Frame(kPing, "ping payload"),
                              Last("fragment2")},
                             cut),
          .answers = {{kPong, "ping payload"}, {kText, "fragment1fragment2"}}};
}

Case NothingToContinue(bool is_final, Cut cut) {
  return Fails(
      InPieces({Frame(kContinuation, "non-continuation payload", is_final),
                Frame(kText, "Hello, world!")},
               cut));
}

// 5.16, 5.17.
Case NothingToContinueTwice(bool is_final) {
  const std::string once = Frame(kContinuation, "fragment1", is_final) +
                           First("fragment2") + Last("fragment3");
  return Fails({{once}, {once}});
}

// 5.19, 5.20: the Ping is answered before the message is whole.
Case PauseAfterPing(Cut cut) {
  Case pings{.writes = InPieces({First("fragment1"), Middle("fragment2"),
                                 Frame(kPing, "pongme 1!")},
                                cut)};
  pings.writes.back().answers = 1;
  pings.writes.back().quiet_ms = 50;
  for (Write& write : InPieces({Middle("fragment3"), Middle("fragment4"),
                                Frame(kPing, "pongme 2!"), Last("fragment5")},
                               cut)) {
    pings.writes.push_back(write);
  }
  pings.answers = {{kPong, "pongme 1!"},
                   {kPong, "pongme 2!"},
                   {kText, "fragment1fragment2fragment3fragment4fragment5"}};
  return pings;
}

std::vector<Case> Fragments() {
  std::vector<Case> cases = {SplitControlFrame(kPing),
                             SplitControlFrame(kPong)};
  const auto cuts = {Cut::kFrameAfterFrame, Cut::kFrameWise, Cut::kOctetWise};
  for (const Cut cut : cuts) cases.push_back(TwoFragments(cut));
  for (const Cut cut : cuts) cases.push_back(PingBetweenFragments(cut));
  for (const Cut cut : cuts) cases.push_back(NothingToContinue(true, cut));
  for (const Cut cut : cuts) cases.push_back(NothingToContinue(false, cut));
  cases.push_back(Fails({{First("fragment1")},
                         {Last("fragment2")},
                         {Middle("fragment3")},
                         {Frame(kText, "fragment4")}},
                        {{kText, "fragment1fragment2"}}));
  cases.push_back(NothingToContinueTwice(false));
  cases.push_back(NothingToContinueTwice(true));
  cases.push_back(Fails({{First("fragment1")}, {Frame(kText, "fragment2")}}));
  cases.push_back(PauseAfterPing(Cut::kFrameAfterFrame));
  cases.push_back(PauseAfterPing(Cut::kFrameWise));
  return cases;
}

// A long message in fragments of `bytes_max`.
Case AutoFragmented(const std::string& payload, size_t bytes_max) {
  Case fragmented{.answers = {{kText, payload}}};
  for (size_t at = 0; at < payload.size(); at += bytes_max) {
    const bool is_last = payload.size() - at <= bytes_max;
    fragmented.writes.push_back(
        {Frame(at == 0 ? kText : kContinuation, payload.substr(at, bytes_max),
               is_last)});
  }
  return fragmented;
}

std::vector<Case> FragmentCases() {
  std::vector<Case> cases;
  AddNumbered("5", Fragments(), cases);
  AddNumbered("10.1", {AutoFragmented(std::string(65536, '*'), 1300)}, cases);
  return cases;
}

class AutobahnFragmentsTest : public testing::TestWithParam<Case> {};

TEST_P(AutobahnFragmentsTest, IsAnsweredStrictly) { Play(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Autobahn, AutobahnFragmentsTest,
                         testing::ValuesIn(FragmentCases()), NameOf);

TEST(AutobahnTest, HasEveryCaseOfFragments) {
  EXPECT_EQ(FragmentCases().size(), 20 + 1);
}

}  // namespace
}  // namespace wsdrain::autobahn
