// Draws steps such that interesting closings are frequent.
#include "engines/draw/letters.h"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "frame/close_payload.h"
#include "frame/frame_writer.h"
#include "frame/opcode.h"
#include "frame/role.h"

namespace wsdrain {
namespace {

Step Of(Verb verb) {
  Step step;
  step.verb = verb;
  return step;
}

template <Verb kVerb>
Step Bare(Random&, int64_t) {
  return Of(kVerb);
}

Payload Text(Random& random) {
  Payload payload;
  payload.unit = random.Pick<const char*>({"", "a", "late", "\xC3\xA9"});
  if (random.OneIn(8)) payload = {"x", random.Pick({124u, 125u, 126u, 127u})};
  if (random.OneIn(64)) payload = {"x", random.Pick({32768u, 65535u, 65536u})};
  return payload;
}

// 5.5.1: a reason has at most 123 bytes, and is UTF-8. The last ones break one
// of the two.
Payload Reason(Random& random) {
  if (random.OneIn(2)) return {"bye", 1};
  return random.Pick<Payload>({{"x", 123},
                               {"\xE2\x82\xAC", 41},
                               {"\xC3\xA9", 1},
                               {"x", 124},
                               {"\xC3\xA9", 62},
                               {"\xFF", 1},
                               {"\xE2\x82", 1}});
}

Payload AnyBytes(Random& random) {
  if (!random.OneIn(4)) return Text(random);
  return {random.Pick<const char*>({"\xFF", "\xC3", "\xA9", "\xED\xA0"}), 1};
}

CloseCode Code(Random& random) {
  if (!random.OneIn(3)) return kNormalClosure;
  return random.Pick<CloseCode>({1001, 1002, 1003, 1004,  1005, 1006, 1007,
                                 1008, 1009, 1010, 1011,  1012, 1013, 1014,
                                 1015, 1016, 999,  2999,  3000, 3999, 4000,
                                 4999, 5000, 0,    33768, 65535});
}

Step Call(Verb verb, Random& random) {
  Step step = Of(verb);
  if (random.OneIn(6)) {
    step.hook = random.Pick({Hook::kMessage, Hook::kPing, Hook::kClosed});
  }
  return step;
}

Step LocalMessage(Random& random, int64_t) {
  Step step = Call(Verb::kSend, random);
  step.opcode = random.Pick<uint8_t>({1, 1, 2});
  step.payload = AnyBytes(random);
  return step;
}

Step LocalFragment(Random& random, int64_t) {
  Step step = Call(random.Pick({Verb::kFragment, Verb::kFragment,
                                Verb::kContinue, Verb::kFinish, Verb::kFinish}),
                   random);
  if (step.verb == Verb::kFragment) step.opcode = random.Pick<uint8_t>({1, 2});
  step.payload = AnyBytes(random);
  return step;
}

Step LocalPing(Random& random, int64_t) {
  Step step =
      Call(random.Pick({Verb::kPing, Verb::kPing, Verb::kPong}), random);
  step.payload = Text(random);
  return step;
}

Step LocalClose(Random& random, int64_t) {
  Step step = Call(Verb::kClose, random);
  if (random.OneIn(5)) {
    if (random.OneIn(8))
      step.payload = Reason(random);  // refused without a code
    return step;
  }
  step.code = Code(random);
  if (random.OneIn(3)) step.payload = Reason(random);
  return step;
}

Step LocalPause(Random& random, int64_t) {
  return Call(random.Pick({Verb::kPause, Verb::kPause, Verb::kResume}), random);
}

Step LocalAbort(Random& random, int64_t) { return Call(Verb::kAbort, random); }

Step RemoteFrame(Opcode opcode, Payload payload) {
  Step step = Of(Verb::kRemoteFrame);
  step.opcode = static_cast<uint8_t>(opcode);
  step.payload = std::move(payload);
  return step;
}

// Around the default of what may wait, and of the limits that are drawn.
void RepeatSometimes(Step& step, Random& random, size_t rarity = 8) {
  if (random.OneIn(rarity)) step.times = random.Pick({2u, 3u, 16u, 17u});
}

Step RemoteMessage(Random& random, int64_t) {
  Step step = random.OneIn(3) ? RemoteFrame(Opcode::kBinary, AnyBytes(random))
                              : RemoteFrame(Opcode::kText, Text(random));
  if (step.payload.size() < 8) RepeatSometimes(step, random);
  return step;
}

Step RemoteFragment(Random& random, int64_t) {
  Step step =
      RemoteFrame(random.Pick({Opcode::kText, Opcode::kBinary,
                               Opcode::kContinuation, Opcode::kContinuation}),
                  // Half of them of one byte: short limits are met in steps.
                  random.OneIn(2) ? Payload{"a", 1} : AnyBytes(random));
  step.is_final = step.opcode == static_cast<uint8_t>(Opcode::kContinuation) &&
                  random.OneIn(2);
  if (step.payload.size() < 8) RepeatSometimes(step, random, 3);
  return step;
}

Step RemotePing(Random& random, int64_t) {
  Step step =
      RemoteFrame(random.Pick({Opcode::kPing, Opcode::kPing, Opcode::kPong}),
                  {random.Pick<const char*>({"", "p", "q"}), 1});
  if (random.OneIn(8)) step.payload = {"x", 125};
  RepeatSometimes(step, random);
  return step;
}

// The same code as a local close mostly has, another, or none.
Step RemoteClose(Random& random, int64_t) {
  ClosePayload body;
  if (!random.OneIn(4)) body.code = Code(random);
  if (body.code.has_value() && random.OneIn(3)) {
    body.reason = Reason(random).Bytes();
  }
  return RemoteFrame(Opcode::kClose, {EncodeClosePayload(body), 1});
}

// A frame that breaks one rule of section 5 or 8.1.
Step RemoteViolation(Random& random, int64_t timeout_ms) {
  const auto draw = random.Pick({RemoteMessage, RemoteClose, RemotePing});
  Step step = draw(random, timeout_ms);
  switch (random.Below(8)) {
    case 0:
      step.rsv = random.Pick<uint8_t>({1, 2, 4});
      break;
    case 1:
      step.opcode = random.Pick<uint8_t>({3, 4, 5, 6, 7, 11, 12, 13, 14, 15});
      break;
    case 2:
      step.mask = MaskForm::kWrong;
      break;
    case 3:
      step.is_final = false;
      break;
    case 4:
      step.length = random.Pick({LengthForm::k16, LengthForm::k64});
      break;
    case 5:
      step.payload = {random.Pick<const char*>({"\xFF", "\x03", "\xED\xA0"}),
                      1};
      break;
    case 6:
      return RemoteFrame(Opcode::kPing, {"x", 126});
    default:
      step = RemoteFrame(Opcode::kContinuation, {"a", 1});
      break;
  }
  return step;
}

// Less than a frame: the start of a header, or a payload that is not whole.
// Two frames in one read; a length that has its top bit set, or wraps around.
Step RemoteBytes(Random& random, int64_t) {
  Step step = Of(Verb::kRemoteBytes);
  const char* hex = random.Pick<const char*>(
      {"81", "8105", "880203", "8882", "89850102", "82fe", "817f", "81ff7f",
       "827e400061", "82fe400001020304", "817f80", "81ff80",
       "827f0000000100000001", "82ff000000010000000100000000",
       "827fffffffffffffffff", "8101618800", "810161810162",
       "8181010203046088800a0b0c0d", "8181010203046089800a0b0c0d"});
  step.payload = {
      absl::HexStringToBytes(hex) + random.Pick<const char*>({"", "a", "bcd"}),
      1};
  return step;
}

Step Move(Verb verb, Random& random) {
  Step step = Of(verb);
  step.amount = random.Pick({Amount::kBytes, Amount::kFrame, Amount::kAll});
  if (step.amount == Amount::kBytes) {
    step.number = random.Pick<int64_t>({1, 1, 2, 3, 4, 6, 10});
  }
  return step;
}

Step Deliver(Random& random, int64_t) { return Move(Verb::kDeliver, random); }
Step Accept(Random& random, int64_t) { return Move(Verb::kAccept, random); }

Step Elapse(Random& random, int64_t timeout_ms) {
  Step step = Of(Verb::kElapse);
  step.number = random.Pick(
      {int64_t{1}, timeout_ms / 2, timeout_ms - 1, timeout_ms, timeout_ms + 1});
  return step;
}

constexpr std::array<Letter, 21> kSolo = {{
    {6, LocalClose},
    {3, LocalMessage},
    {2, LocalFragment},
    {2, LocalPing},
    {2, LocalPause},
    {1, LocalAbort},
    {6, RemoteClose},
    {4, RemoteMessage},
    {2, RemoteFragment},
    {3, RemotePing},
    {2, RemoteViolation},
    {1, RemoteBytes},
    {2, Bare<Verb::kRemoteEof>},
    {1, Bare<Verb::kRemoteReset>},
    {2, Bare<Verb::kHoldInput>},
    {3, Deliver},
    {2, Bare<Verb::kHoldOutput>},
    {4, Accept},
    {1, Bare<Verb::kBreakOutput>},
    {3, Elapse},
    {1, Bare<Verb::kAwaitMessage>},
}};

constexpr std::array<Letter, 13> kPair = {{
    {6, LocalClose},
    {4, LocalMessage},
    {2, LocalFragment},
    {3, LocalPing},
    {1, LocalPause},
    {1, LocalAbort},
    {3, Bare<Verb::kHoldInput>},
    {5, Deliver},
    {3, Bare<Verb::kHoldOutput>},
    {5, Accept},
    {1, Bare<Verb::kBreakOutput>},
    {3, Elapse},
    {1, Bare<Verb::kLose>},
}};

}  // namespace

std::span<const Letter> LettersOf(Mode mode) {
  if (mode == Mode::kPair) return kPair;
  return kSolo;
}

Step DrawStep(std::span<const Letter> letters, Mode mode, int64_t timeout_ms,
              Random& random) {
  size_t weights = 0;
  for (const Letter& letter : letters) weights += letter.weight;
  size_t at = random.Below(weights);
  const Letter* letter = letters.data();
  for (; at >= letter->weight; ++letter) at -= letter->weight;
  Step step = letter->draw(random, timeout_ms);
  if (mode == Mode::kPair && step.verb != Verb::kElapse && random.OneIn(2)) {
    step.side = Role::kServer;
  }
  return step;
}

}  // namespace wsdrain
