// Case 7 of the Autobahn test suite: the closing handshake (RFC 6455 5.5.1,
// 7.1, 7.4).
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/live/autobahn.h"

namespace wsdrain::autobahn {
namespace {

const std::string kGreeting = "Hello World!";
const std::string kBadText =
    "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80"
    "edited";

// `before`, the client's Close 1000, and `behind`, which finds nobody.
Case CloseAnd(const std::string& before, const std::string& behind) {
  return {.writes = {{before + ClientClose(1000)}, {behind}},
          .closing = Closing::kWritten};
}

// 7.1.6. The suite allows that the Close overtakes the messages; ours keeps
// their order.
Case CloseBehindALongMessage() {
  std::string payload;
  while (payload.size() < size_t{256} << 10) payload += "BAsd7&jh23";
  payload.resize(size_t{256} << 10);
  return {.writes = {{Frame(kText, payload)},
                     {Frame(kText, kGreeting)},
                     {ClientClose(1000)},
                     {Frame(kPing)}},
          .answers = {{kText, payload}, {kText, kGreeting}},
          .closing = Closing::kWritten};
}

std::vector<Case> Closes() {
  return {
      {.writes = {{Frame(kText, kGreeting)}}, .answers = {{kText, kGreeting}}},
      CloseAnd("", Frame(kClose)),
      CloseAnd("", Frame(kPing)),
      CloseAnd("", Frame(kText, kGreeting)),
      CloseAnd(Frame(kText, "fragment1", /*is_final=*/false),
               Frame(kContinuation, "fragment2")),
      CloseBehindALongMessage()};
}

// The same body comes back.
Case EchoedClose(const std::string& body) {
  return {.writes = {{Frame(kClose, body)}},
          .closing = Closing::kWritten,
          .close_body = body};
}

Case BadClose(const std::string& body, unsigned code = 1002) {
  return Fails({{Frame(kClose, body)}}, {}, code);
}

std::vector<Case> Bodies() {
  return {EchoedClose(""),
          BadClose("a"),
          EchoedClose(CloseBody(1000)),
          EchoedClose(CloseBody(1000, kGreeting)),
          EchoedClose(CloseBody(1000, std::string(123, '*'))),
          BadClose(CloseBody(1000, std::string(124, '*')))};
}

std::vector<Case> ForCodes(const std::vector<unsigned>& codes,
                           Case (*make)(const std::string& body)) {
  std::vector<Case> cases;
  for (const unsigned code : codes) cases.push_back(make(CloseBody(code)));
  return cases;
}

std::vector<Case> CloseCases() {
  const auto bad = [](const std::string& body) { return BadClose(body); };
  std::vector<Case> cases;
  AddNumbered("7.1", Closes(), cases);
  AddNumbered("7.3", Bodies(), cases);
  AddNumbered("7.5", {BadClose(CloseBody(1000, kBadText), 1007)}, cases);
  AddNumbered("7.7",
              ForCodes({1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011,
                        3000, 3999, 4000, 4999},
                       EchoedClose),
              cases);
  AddNumbered("7.9",
              ForCodes({0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999}, bad),
              cases);
  // For the suite these are informational.
  AddNumbered("7.13", ForCodes({5000, 65535}, bad), cases);
  return cases;
}

class AutobahnCloseTest : public testing::TestWithParam<Case> {};

TEST_P(AutobahnCloseTest, IsAnsweredStrictly) { Play(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Autobahn, AutobahnCloseTest,
                         testing::ValuesIn(CloseCases()), NameOf);

TEST(AutobahnTest, HasEveryCaseOfClosing) {
  EXPECT_EQ(CloseCases().size(), 6 + 6 + 1 + 13 + 9 + 2);
}

}  // namespace
}  // namespace wsdrain::autobahn
