// Draws steps field by field.
#include "engines/fuzzing/random_step.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "frame/close_payload.h"
#include "frame/frame_writer.h"
#include "frame/masking.h"
#include "frame/opcode.h"
#include "frame/role.h"

namespace wsdrain {
namespace {

using std::string_view_literals::operator""sv;

constexpr size_t kSwarmVerbsMin = 4;

// Frames by how often they are drawn: Close and data are what it is about.
constexpr std::array<uint8_t, 18> kOpcodes = {1, 1, 1, 2, 0,  0,  8, 8, 8,
                                              8, 9, 9, 9, 10, 10, 3, 7, 11};

constexpr std::array<std::string_view, 12> kUnits = {
    "a"sv,    "bye"sv,      "\xC3\xA9"sv, "\xC3"sv,
    "\xA9"sv, "\xFF"sv,     "\xED\xA0"sv, "\xF0\x9F"sv,
    "\0"sv,   "\xE2\x82"sv, "\xF4\x90"sv, "late"sv};

// What `remote bytes` likes to begin with, for both directions: headers whole
// and cut, lengths with the top bit or that wrap around, two frames in one
// read.
constexpr std::array<std::string_view, 22> kWireBytes = {
    "\x81"sv,
    "\x81\x05"sv,
    "\x88\x02\x03"sv,
    "\x88\x82"sv,
    "\x81\x7E\x00"sv,
    "\x82\x7E\x40\x00\x61"sv,
    "\x82\xFE\x40\x00\x01\x02\x03\x04\x61"sv,
    "\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00"sv,
    "\x82\x7F\x00\x00\x00\x01\x00\x00\x00\x01"sv,
    "\x82\xFF\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00"sv,
    "\x82\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"sv,
    "\x82\x7F\x80"sv,
    "\x81\x7F\x7F"sv,
    "\x81\xFF\x7F"sv,
    "\x89\x00"sv,
    "\x88\x00"sv,
    "\x88\x80\x00\x00\x00\x00"sv,
    "\x81\x81\x00\x00\x00\x00"sv,
    "\x81\x01\x61\x89\x00"sv,
    "\x81\x81\x01\x02\x03\x04\x60\x89\x80\x0A\x0B\x0C\x0D"sv,
    "\x81\x81\x01\x02\x03\x04\x60\x88\x80\x0A\x0B\x0C\x0D"sv,
    "\x00"sv};

Payload RandomPayload(Random& random) {
  Payload payload;
  switch (random.Below(8)) {
    case 0:
    case 1:
      return payload;
    case 2:  // the borders of the length forms and of control frames
      payload.unit = "x";
      payload.repeat = random.Pick({1u, 122u, 123u, 124u, 125u, 126u, 127u});
      if (random.OneIn(16))
        payload.repeat = random.Pick({32768u, 65535u, 65536u});
      return payload;
    case 3:
      for (size_t n = 1 + random.Below(6); n > 0; --n) {
        payload.unit.push_back(static_cast<char>(random.Next()));
      }
      return payload;
    case 4:
      payload.unit = std::string(random.Pick(kUnits));
      payload.unit += random.Pick(kUnits);
      return payload;
    default:
      payload.unit = std::string(random.Pick(kUnits));
      return payload;
  }
}

Payload RandomCloseBody(Random& random) {
  if (random.OneIn(4)) return {};
  if (random.OneIn(16)) return {"\x03", 1};
  const Payload reason = random.OneIn(2) ? Payload() : RandomPayload(random);
  return {EncodeClosePayload({RandomCode(random), reason.Bytes()}), 1};
}

void DrawPayload(Step& step, Random& random) {
  if (step.verb == Verb::kRemoteFrame &&
      step.opcode == static_cast<uint8_t>(Opcode::kClose)) {
    step.payload = RandomCloseBody(random);
  } else if (step.verb == Verb::kRemoteBytes) {
    step.payload = {std::string(random.Pick(kWireBytes)), 1};
    if (random.OneIn(2)) step.payload.unit += RandomPayload(random).unit;
  } else {
    step.payload = RandomPayload(random);
  }
}

void DrawOpcode(Step& step, Random& random) {
  step.opcode = step.verb == Verb::kRemoteFrame ? random.Pick(kOpcodes)
                                                : random.Pick({1, 1, 2});
  if (step.verb == Verb::kRemoteFrame) DrawPayload(step, random);
}

void DrawCode(Step& step, Random& random) {
  step.code.reset();
  if (!random.OneIn(5)) step.code = RandomCode(random);
}

void DrawOddity(Step& step, Random& random) {
  switch (random.Below(4)) {
    case 0:
      step.is_final = !step.is_final;
      return;
    case 1:
      step.rsv = static_cast<uint8_t>(random.Below(8));
      return;
    case 2:
      step.mask = static_cast<MaskForm>(random.Below(4));
      if (step.mask != MaskForm::kKey) return;
      for (uint8_t& byte : step.key) byte = static_cast<uint8_t>(random.Next());
      return;
    default:
      step.length =
          random.Pick({LengthForm::k7, LengthForm::k16, LengthForm::k64});
      if (random.OneIn(2)) step.length.reset();
      return;
  }
}

void DrawNumber(Step& step, int64_t timeout_ms, Random& random) {
  if (step.verb == Verb::kElapse) {
    step.number = random.Pick({int64_t{0}, int64_t{1}, timeout_ms / 2,
                               timeout_ms - 1, timeout_ms, timeout_ms + 1});
    return;
  }
  step.amount = static_cast<Amount>(random.Below(3));
  if (step.amount == Amount::kBytes) {
    step.number = random.Pick({0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 10, 124, 130});
  }
}

void DrawTimes(Step& step, Random& random) {
  step.times = random.Pick({1u, 1u, 2u, 3u, 15u, 16u, 17u, 18u});
}

}  // namespace

Verbs VerbsOf(Mode mode, uint8_t swarm) {
  Verbs verbs;
  for (size_t i = 0; i < kVerbs; ++i) {
    const Verb verb = static_cast<Verb>(i);
    const bool is_of_mode = mode == Mode::kPair
                                ? !IsRemote(verb) && verb != Verb::kAwaitMessage
                                : verb != Verb::kLose;
    if (is_of_mode) verbs.push_back(verb);
  }
  if (swarm == 0) return verbs;
  Random random(swarm);
  Verbs chosen;
  while (chosen.size() < kSwarmVerbsMin) {
    chosen.clear();
    for (const Verb verb : verbs) {
      if (random.OneIn(2)) chosen.push_back(verb);
    }
  }
  return chosen;
}

CloseCode RandomCode(Random& random) {
  if (random.OneIn(3)) return kNormalClosure;
  if (random.OneIn(2)) return static_cast<CloseCode>(999 + random.Below(18));
  return random.Pick<CloseCode>({0, 2999, 3000, 3999, 4000, 4999, 5000, 65535});
}

Step RandomStep(Verb verb, Mode mode, int64_t timeout_ms, Random& random) {
  Step step;
  step.verb = verb;
  if (mode == Mode::kPair && random.OneIn(2)) step.side = Role::kServer;
  if (IsLocal(verb) && random.OneIn(8)) {
    step.hook = static_cast<Hook>(1 + random.Below(3));
  }
  if (random.OneIn(16)) DrawTimes(step, random);
  DrawOpcode(step, random);
  DrawPayload(step, random);
  if (verb == Verb::kClose) DrawCode(step, random);
  if (verb == Verb::kRemoteFrame && random.OneIn(4)) DrawOddity(step, random);
  DrawNumber(step, timeout_ms, random);
  return step;
}

void ChangeField(Step& step, Mode mode, int64_t timeout_ms, Random& random) {
  switch (random.Below(8)) {
    case 0:
      DrawTimes(step, random);
      return;
    case 1:
      if (mode == Mode::kPair) {
        step.side = Peer(step.side);
        return;
      }
      [[fallthrough]];
    case 2:
      step.hook = static_cast<Hook>(random.Below(4));
      if (IsLocal(step.verb)) return;
      [[fallthrough]];
    case 3:
      DrawNumber(step, timeout_ms, random);
      DrawOddity(step, random);
      return;
    case 4:
      DrawOpcode(step, random);
      DrawCode(step, random);
      return;
    case 5:
      DrawNumber(step, timeout_ms, random);
      DrawCode(step, random);
      return;
    default:
      DrawPayload(step, random);
      return;
  }
}

}  // namespace wsdrain
