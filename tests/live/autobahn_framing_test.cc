// Cases 1 to 4 of the Autobahn test suite: framing, pings and pongs, reserved
// bits and opcodes (RFC 6455 5.2, 5.5).
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/live/autobahn.h"

namespace wsdrain::autobahn {
namespace {

const std::string kHello = "Hello, world!";
const std::string kOctets("\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8);

Case Echoed(uint8_t opcode, const std::string& payload, size_t chop_bytes = 0) {
  return {.writes = {{Frame(opcode, payload), chop_bytes}},
          .answers = {{opcode, payload}}};
}

// 1.1 and 1.2: payloads of the lengths at which the header changes.
std::vector<Case> Lengths(uint8_t opcode, char filling) {
  std::vector<Case> cases;
  for (const size_t bytes : {0, 125, 126, 127, 128, 65535, 65536}) {
    cases.push_back(Echoed(opcode, std::string(bytes, filling)));
  }
  cases.push_back(Echoed(opcode, std::string(65536, filling), 997));
  return cases;
}

Case Ponged(const std::string& payload, size_t chop_bytes = 0) {
  return {.writes = {{Frame(kPing, payload), chop_bytes}},
          .answers = {{kPong, payload}}};
}

Case PongIgnored(const std::string& payload) {
  return {.writes = {{Frame(kPong, payload)}, {ClientClose(1000)}},
          .closing = Closing::kWritten};
}

Case TenPings(size_t chop_bytes) {
  Case pings;
  for (int i = 0; i < 10; ++i) {
    const std::string payload = "payload-" + std::to_string(i);
    pings.writes.push_back({Frame(kPing, payload), chop_bytes});
    pings.answers.push_back({kPong, payload});
  }
  return pings;
}

std::vector<Case> Pings() {
  const std::string unsolicited = "unsolicited pong payload";
  return {
      Ponged(""),
      Ponged(kHello),
      Ponged(kOctets),
      Ponged(std::string(125, '\xfe')),
      Fails({{Frame(kPing, std::string(126, '\xfe'))}}),
      Ponged(std::string(125, '\xfe'), kOctetWise),
      PongIgnored(""),
      PongIgnored(unsolicited),
      {.writes = {{Frame(kPong, unsolicited)}, {Frame(kPing, "ping payload")}},
       .answers = {{kPong, "ping payload"}}},
      TenPings(0),
      TenPings(kOctetWise)};
}

// A message, which is echoed; `bad`; and a Ping, which finds nobody.
std::vector<std::string> HelloAnd(const std::string& bad) {
  return {Frame(kText, kHello), bad, Frame(kPing)};
}

std::vector<Write> Chopped(const std::vector<std::string>& frames,
                           size_t chop_bytes) {
  std::vector<Write> writes;
  for (const std::string& frame : frames) writes.push_back({frame, chop_bytes});
  return writes;
}

Case FailsBehindHello(const std::string& bad, size_t chop_bytes = 0) {
  return Fails(Chopped(HelloAnd(bad), chop_bytes), {{kText, kHello}});
}

std::vector<Case> ReservedBits() {
  const auto reserved = [](uint8_t opcode, const std::string& payload,
                           uint8_t rsv) {
    return Frame(opcode, payload, /*is_final=*/true, rsv);
  };
  return {
      Fails({{reserved(kText, kHello, 1)}}),
      FailsBehindHello(reserved(kText, kHello, 2)),
      Fails(FrameWise(HelloAnd(reserved(kText, kHello, 3))), {{kText, kHello}}),
      FailsBehindHello(reserved(kText, kHello, 4), kOctetWise),
      Fails({{reserved(kBinary, kOctets, 5)}}),
      // The suite calls it a Ping, and sends this.
      Fails({{reserved(kBinary, kHello, 6)}}),
      Fails({{reserved(kClose, "", 7)}})};
}

// 4.1 from opcode 3 on, 4.2 from 11 on.
std::vector<Case> ReservedOpcodes(uint8_t first) {
  const auto opcode = [first](unsigned i) {
    return static_cast<uint8_t>(first + i);
  };
  return {Fails({{Frame(opcode(0))}}),
          Fails({{Frame(opcode(1), "reserved opcode payload")}}),
          FailsBehindHello(Frame(opcode(2))),
          FailsBehindHello(Frame(opcode(3), kHello)),
          FailsBehindHello(Frame(opcode(4), kHello), kOctetWise)};
}

std::vector<Case> FramingCases() {
  std::vector<Case> cases;
  AddNumbered("1.1", Lengths(kText, '*'), cases);
  AddNumbered("1.2", Lengths(kBinary, '\xfe'), cases);
  AddNumbered("2", Pings(), cases);
  AddNumbered("3", ReservedBits(), cases);
  AddNumbered("4.1", ReservedOpcodes(3), cases);
  AddNumbered("4.2", ReservedOpcodes(11), cases);
  return cases;
}

class AutobahnFramingTest : public testing::TestWithParam<Case> {};

TEST_P(AutobahnFramingTest, IsAnsweredStrictly) { Play(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Autobahn, AutobahnFramingTest,
                         testing::ValuesIn(FramingCases()), NameOf);

TEST(AutobahnTest, HasEveryFramingCase) {
  EXPECT_EQ(FramingCases().size(), 8 + 8 + 11 + 7 + 5 + 5);
}

}  // namespace
}  // namespace wsdrain::autobahn
