// Text and bytes are exact inverses, over random bytes and random scenarios.
#include <gtest/gtest.h>
// RapidCheck's GoogleTest header needs the one above.
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "frame/frame_writer.h"
#include "frame/role.h"
#include "scenario/scenario.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_options.h"
#include "scenario/scenario_text.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

// A property is run 100 times; the quick ones draw so many each time.
constexpr int kBatch = 20;

Mode ModeOf(const Scenario& scenario) {
  return scenario.cast == Cast::kPair ? Mode::kPair : Mode::kSolo;
}

void CheckTextRoundTrip(const Scenario& scenario) {
  const std::string text = ScenarioToText(scenario);
  RC_LOG() << text;
  const absl::StatusOr<Scenario> parsed = ScenarioFromText("f.scn", text);
  if (!parsed.ok()) RC_LOG() << parsed.status();
  RC_ASSERT(parsed.ok());
  RC_ASSERT(*parsed == scenario);
  const absl::StatusOr<std::string> formatted =
      FormatScenarioText("f.scn", text);
  RC_ASSERT(formatted.ok());
  RC_ASSERT(*formatted == text);
}

void CheckBytesRoundTrip(const Scenario& scenario) {
  const std::string bytes = ScenarioToBytes(scenario);
  const Scenario decoded = ScenarioFromBytes(bytes, ModeOf(scenario));
  RC_ASSERT(decoded == scenario);
  RC_ASSERT(ScenarioToBytes(decoded) == bytes);
}

// Uniform: RapidCheck would start with the least, and its range is open.
int64_t Draw(int64_t least, int64_t most) {
  return *rc::gen::resize(rc::kNominalSize,
                          rc::gen::inRange<int64_t>(least, most + 1));
}

bool Flip() { return Draw(0, 1) == 1; }

// Random bytes seldom get past the header, or find a verb; these do.
std::string LikelyBytes() {
  std::string bytes = {static_cast<char>(Draw(0, 3)), 0, 0,
                       static_cast<char>(Draw(0, 2))};
  const int64_t size = Draw(0, 200);
  for (int64_t i = 0; i < size; ++i) {
    const int64_t most = Draw(0, 3) == 0 ? 255 : 31;
    bytes.push_back(static_cast<char>(Draw(0, most)));
  }
  return bytes;
}

void CheckDecoded(const std::string& bytes, Mode mode) {
  const Scenario scenario = ScenarioFromBytes(bytes, mode);
  CheckTextRoundTrip(scenario);
  CheckBytesRoundTrip(scenario);
}

RC_GTEST_PROP(ScenarioRoundTripTest, AnyBytes, (const std::string& bytes)) {
  CheckDecoded(bytes, Mode::kSolo);
  CheckDecoded(bytes, Mode::kPair);
}

RC_GTEST_PROP(ScenarioRoundTripTest, LikelyBytes, ()) {
  for (int i = 0; i < kBatch; ++i) {
    const std::string bytes = LikelyBytes();
    CheckDecoded(bytes, Mode::kSolo);
    CheckDecoded(bytes, Mode::kPair);
  }
}

// The generators below know only step.h, not how the formats clamp.

Payload DrawPayload() {
  Payload payload;
  switch (Draw(0, 4)) {
    case 0:
      break;
    case 1:
      payload.unit = *rc::gen::arbitrary<std::string>();
      break;
    case 2:
      payload.unit = std::string(static_cast<size_t>(Draw(120, 130)), 'a');
      break;
    case 3:
      payload.unit = std::string("\x03\xE8", 2) +
                     *rc::gen::container<std::string>(
                         rc::gen::element('a', '"', '\\', '\n', '#', ' '));
      break;
    default:
      payload.unit = *rc::gen::element<std::string>(
          "gr\xC3\xBC\xC3\x9F", "\xFF", "hex:00", "times=2", "#",
          "\xE2\x80\xAE", std::string(2, '\0'));
      break;
  }
  if (!payload.unit.empty() && Flip()) {
    payload.repeat = static_cast<uint32_t>(Draw(2, 20));
  }
  return payload;
}

void DrawFrame(Step& step) {
  step.opcode = static_cast<uint8_t>(Draw(0, 15));
  step.payload = DrawPayload();
  step.is_final = Flip();
  step.rsv = static_cast<uint8_t>(Flip() ? 0 : Draw(0, 7));
  step.mask = static_cast<MaskForm>(Draw(0, 3));
  if (step.mask == MaskForm::kKey) {
    for (uint8_t& byte : step.key) byte = static_cast<uint8_t>(Draw(0, 255));
  }
  const LengthForm length =
      *rc::gen::element(LengthForm::k7, LengthForm::k16, LengthForm::k64);
  if (Flip() && length >= MinimalLengthForm(step.payload.size())) {
    step.length = length;
  }
}

void DrawClose(Step& step) {
  if (Flip()) return;
  step.code = static_cast<CloseCode>(Draw(0, 0xFFFF));
  step.payload = DrawPayload();
}

void DrawAmount(Step& step) {
  step.amount = static_cast<Amount>(Draw(0, 2));
  if (step.amount == Amount::kBytes) step.number = Draw(0, kAmountMax);
}

Verb DrawVerb(bool is_pair) {
  for (;;) {
    const Verb verb = static_cast<Verb>(Draw(0, kVerbs - 1));
    const bool is_solo_only = IsRemote(verb) || verb == Verb::kAwaitMessage;
    if (is_pair ? !is_solo_only : verb != Verb::kLose) return verb;
  }
}

Step DrawStep(bool is_pair) {
  Step step{.verb = DrawVerb(is_pair)};
  if (IsLocal(step.verb)) step.hook = static_cast<Hook>(Draw(0, 3));
  if (is_pair && step.verb != Verb::kElapse && Flip()) {
    step.side = Role::kServer;
  }
  switch (step.verb) {
    case Verb::kSend:
    case Verb::kFragment:
      step.opcode = static_cast<uint8_t>(Draw(1, 2));
      [[fallthrough]];
    case Verb::kContinue:
    case Verb::kFinish:
    case Verb::kPing:
    case Verb::kPong:
    case Verb::kRemoteBytes:
      step.payload = DrawPayload();
      break;
    case Verb::kClose:
      DrawClose(step);
      break;
    case Verb::kRemoteFrame:
      DrawFrame(step);
      break;
    case Verb::kDeliver:
    case Verb::kAccept:
      DrawAmount(step);
      break;
    case Verb::kElapse:
      step.number = Draw(0, kElapseMsMax);
      break;
    default:
      break;
  }
  return step;
}

void DrawOption(Scenario& scenario) {
  const size_t option = static_cast<size_t>(Draw(0, kOptionCount - 1));
  const int64_t value = kOptions[option].is_number()
                            ? Draw(kOptions[option].least, kOptionNumberMax)
                            : Draw(0, 1);
  SetOption(scenario, option, Flip() ? Role::kClient : Role::kServer, value);
}

// So that twelve keep within the bounds of a scenario.
uint32_t DrawTimes(const Step& step) {
  if (Flip()) return 1;
  return static_cast<uint32_t>(Draw(1, step.payload.size() > 0 ? 8 : 300));
}

Scenario DrawScenario() {
  Scenario scenario{.cast = static_cast<Cast>(Draw(0, 3))};
  if (Flip()) scenario.timeout_ms = Draw(1, kTimeoutMsMax);
  for (int64_t i = Draw(0, 6); i > 0; --i) DrawOption(scenario);
  for (int64_t i = Draw(0, 12); i > 0; --i) {
    Step step = DrawStep(scenario.cast == Cast::kPair);
    step.times = DrawTimes(step);
    scenario.steps.push_back(std::move(step));
  }
  return scenario;
}

RC_GTEST_PROP(ScenarioRoundTripTest, AnyScenario, ()) {
  for (int i = 0; i < kBatch; ++i) {
    const Scenario scenario = DrawScenario();
    CheckTextRoundTrip(scenario);
    CheckBytesRoundTrip(scenario);
  }
}

// Whatever the fields hold, what is written can be said.
RC_GTEST_PROP(ScenarioRoundTripTest, AnyFields, ()) {
  Scenario scenario{.cast = static_cast<Cast>(Draw(0, 3)),
                    .timeout_ms = *rc::gen::arbitrary<int64_t>()};
  scenario.settings[0].pongs_max = *rc::gen::arbitrary<int64_t>();
  for (int64_t i = Draw(0, 12); i > 0; --i) {
    Step step = DrawStep(Flip());
    step.verb = DrawVerb(Flip());
    step.times = *rc::gen::arbitrary<uint32_t>();
    step.payload.repeat = *rc::gen::arbitrary<uint32_t>();
    step.opcode = *rc::gen::arbitrary<uint8_t>();
    step.rsv = *rc::gen::arbitrary<uint8_t>();
    step.number = *rc::gen::arbitrary<int64_t>();
    scenario.steps.push_back(std::move(step));
  }
  const std::string bytes = ScenarioToBytes(scenario);
  CheckDecoded(bytes, ModeOf(scenario));
  RC_ASSERT(ScenarioToBytes(ScenarioFromBytes(bytes, ModeOf(scenario))) ==
            bytes);
}

// Whatever the file, formatting what is formatted changes nothing.
RC_GTEST_PROP(ScenarioRoundTripTest, FormattingIsIdempotent, ()) {
  std::string text = "scn 1\n";
  const Scenario scenario = DrawScenario();
  if (scenario.cast == Cast::kPair) text += " role  pair # two\n";
  for (const Step& step : scenario.steps) {
    text += *rc::gen::element<std::string>("", "\n", "\n\n", "#c\n", " # \t\n");
    text += StepToText(step, scenario.cast);
    text += *rc::gen::element<std::string>("\n", "#c\n", "\t # c \r\n");
  }
  const absl::StatusOr<std::string> once = FormatScenarioText("f", text);
  RC_ASSERT(once.ok());
  const absl::StatusOr<std::string> twice = FormatScenarioText("f", *once);
  RC_ASSERT(twice.ok());
  RC_ASSERT(*twice == *once);
  RC_ASSERT(ScenarioFromText("f", *once)->steps == scenario.steps);
}

}  // namespace
}  // namespace wsdrain
