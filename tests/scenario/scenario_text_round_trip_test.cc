// What the parser reads it prints again, and what it cannot read it refuses.
#include <gtest/gtest.h>
// RapidCheck's GoogleTest header needs the one above.
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "frame/close_code.h"
#include "frame/role.h"
#include "scenario/expectation.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// Uniform: RapidCheck would start with the least, and its range is open.
int64_t Draw(int64_t least, int64_t most) {
  return *rc::gen::resize(rc::kNominalSize,
                          rc::gen::inRange<int64_t>(least, most + 1));
}

bool Flip() { return Draw(0, 1) == 1; }

// Some of it repeats itself.
std::string DrawBytes() {
  const std::string unit = *rc::gen::arbitrary<std::string>();
  std::string bytes;
  for (int64_t i = Flip() ? 1 : Draw(0, 50); i > 0; --i) bytes += unit;
  return bytes;
}

Expectation DrawExpectation(bool is_pair) {
  using Kind = Expectation::Kind;
  Expectation expect{.kind = static_cast<Kind>(Draw(0, 4)),
                     .is_negated = Flip()};
  if (is_pair) expect.side = Flip() ? Role::kClient : Role::kServer;
  switch (expect.kind) {
    case Kind::kDelivered:
      expect.what = *rc::gen::element<std::string>("text", "binary", "pong");
      if (Flip()) expect.payload = DrawBytes();
      break;
    case Kind::kSent:
      expect.what = *rc::gen::element<std::string>("continuation", "close");
      if (expect.what == "close") {
        if (Flip())
          expect.code = static_cast<CloseCode>(Draw(0, 0xFFFF));
        else
          expect.is_empty = Flip();
      }
      if ((expect.what != "close" || expect.code.has_value()) && Flip()) {
        expect.payload = DrawBytes();
      }
      break;
    case Kind::kRefused:
      expect.what = *rc::gen::element<std::string>("fragment", "continue");
      break;
    case Kind::kTcp:
      expect.what = *rc::gen::element<std::string>("open", "write_shutdown");
      break;
    case Kind::kClosed:
      expect.what = *rc::gen::element<std::string>("", "clean", "unclean");
      if (expect.what.empty() || Flip()) break;
      expect.code = static_cast<CloseCode>(Draw(0, 0xFFFF));
      if (Flip()) expect.payload = DrawBytes();
      break;
  }
  return expect;
}

RC_GTEST_PROP(ScenarioRoundTripTest, AnyExpectation, ()) {
  Scenario scenario{.cast = Flip() ? Cast::kPair : Cast::kBoth};
  const bool is_pair = scenario.cast == Cast::kPair;
  int line = is_pair ? 3 : 2;
  for (int64_t i = Draw(0, 6); i > 0; --i) {
    scenario.expects.push_back(DrawExpectation(is_pair));
    scenario.expects.back().line = line++;
  }
  const std::string text = ScenarioToText(scenario);
  RC_LOG() << text;
  const absl::StatusOr<Scenario> parsed = ScenarioFromText("f.scn", text);
  RC_ASSERT(parsed.ok());
  RC_ASSERT(*parsed == scenario);
}

// The parser fails with an error, whatever it is given.
RC_GTEST_PROP(ScenarioRoundTripTest, AnyTextIsReadOrRefused, ()) {
  std::string text = "scn 1\n";
  for (int64_t i = Draw(0, 20); i > 0; --i) {
    text += *rc::gen::element<std::string>(
        "remote", "close", "text", "\"", "\\x", "hex:", "0", "*",
        "times=", "inside", "local", "1000", "mask=", "bytes", "expect", "sent",
        "#");
    text += *rc::gen::element<std::string>("", " ", " ", "\n");
    if (Draw(0, 9) == 0) text += *rc::gen::arbitrary<std::string>();
  }
  const absl::StatusOr<Scenario> scenario = ScenarioFromText("f", text);
  if (!scenario.ok()) return;
  const absl::StatusOr<Scenario> again =
      ScenarioFromText("f", ScenarioToText(*scenario));
  RC_ASSERT(again.ok());
  RC_ASSERT(again->steps == scenario->steps);
}

}  // namespace
}  // namespace wsdrain
