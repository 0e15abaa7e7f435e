// Simpler forms of a single step, for the shrinker.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "check/shrink_moves.h"
#include "frame/frame_writer.h"
#include "frame/opcode.h"
#include "scenario/wire_view.h"

namespace wsdrain {
namespace {

constexpr CloseCode kPlainCode = 1000;
// A payload is cut into so many parts, not more: each costs a play.
constexpr size_t kPartsMax = 64;
constexpr uint8_t kText = static_cast<uint8_t>(Opcode::kText);

// By opcode: a text is the plainest frame, a reserved one the oddest.
uint64_t OpcodeOddness(uint8_t opcode) {
  constexpr std::array<uint8_t, 11> kOddness = {3, 0, 1, 9, 9, 9,
                                                9, 9, 2, 2, 2};
  return opcode < kOddness.size() ? kOddness[opcode] : 9;
}

uint64_t AmountOddness(const Step& step) {
  if (step.amount == Amount::kAll) return 0;
  if (step.amount == Amount::kFrame) return 1;
  return 2 + static_cast<uint64_t>(step.number);
}

bool HasOpcode(const Step& step) {
  return step.verb == Verb::kSend || step.verb == Verb::kFragment ||
         step.verb == Verb::kRemoteFrame;
}

uint64_t PayloadOddness(const Step& step) {
  uint64_t odd = 2 * step.payload.size() + step.payload.repeat - 1;
  for (const char c : step.payload.unit) odd += c == 'a' ? 0 : 1;
  // A frame says more than its bytes.
  return step.verb == Verb::kRemoteBytes ? odd + 30 : odd;
}

// Adds what `change` makes of a copy of `step`.
template <typename Change>
void Add(std::vector<Step>& out, const Step& step, Change change) {
  Step simpler = step;
  change(simpler);
  if (OddnessOf(simpler) < OddnessOf(step)) out.push_back(std::move(simpler));
}

// Smaller numbers: 0, the halves, and so on towards `number`.
template <typename Set>
void AddSmaller(std::vector<Step>& out, const Step& step, int64_t number,
                Set set) {
  for (int64_t less = number; less > 0; less /= 2) {
    Add(out, step, [&](Step& s) { set(s, number - less); });
  }
}

void AddPayloads(std::vector<Step>& out, const Step& step) {
  const Payload& payload = step.payload;
  if (payload.unit.empty()) return;
  Add(out, step, [](Step& s) { s.payload = {}; });
  Add(out, step, [](Step& s) { s.payload = {"a", 1}; });
  Add(out, step, [](Step& s) { s.payload.repeat = 1; });
  AddSmaller(out, step, payload.repeat - 1, [](Step& s, int64_t n) {
    s.payload.repeat = static_cast<uint32_t>(n + 1);
  });
  const size_t size = payload.unit.size();
  for (size_t cut = size; cut > 0 && size / cut <= kPartsMax; cut /= 2) {
    for (size_t at = 0; at + cut <= size; at += cut) {
      Add(out, step, [&](Step& s) { s.payload.unit.erase(at, cut); });
      Add(out, step, [&](Step& s) {
        s.payload.unit.replace(at, cut, std::string(cut, 'a'));
      });
    }
  }
}

// A step that sends the one frame that `bytes` are.
std::optional<Step> FrameStep(const Step& step) {
  const std::string bytes = step.payload.Bytes();
  const std::optional<WireFrame> frame = ReadWireFrame(bytes);
  if (!frame.has_value() || frame->wire_bytes != bytes.size()) {
    return std::nullopt;
  }
  Step typed;
  typed.verb = Verb::kRemoteFrame;
  typed.times = step.times;
  typed.opcode = frame->opcode;
  typed.is_final = frame->fin;
  typed.rsv = frame->rsv;
  typed.mask = frame->is_masked ? MaskForm::kKey : MaskForm::kNone;
  for (int i = 0; frame->is_masked && i < 4; ++i) {
    typed.key[static_cast<size_t>(i)] =
        static_cast<uint8_t>(frame->key >> (24 - 8 * i));
  }
  typed.payload = {frame->payload, 1};
  const LengthForm used = static_cast<LengthForm>(frame->length_bits);
  if (used != MinimalLengthForm(frame->payload.size())) typed.length = used;
  return typed;
}

void AddFrames(std::vector<Step>& out, const Step& step) {
  if (step.verb == Verb::kRemoteBytes) {
    const std::optional<Step> frame = FrameStep(step);
    if (frame.has_value()) Add(out, step, [&](Step& s) { s = *frame; });
    return;
  }
  if (step.verb != Verb::kRemoteFrame) return;
  Add(out, step, [](Step& s) {
    s.is_final = true;
    s.rsv = 0;
    s.mask = MaskForm::kRight;
    s.key = {};
    s.length.reset();
  });
  Add(out, step, [](Step& s) { s.is_final = true; });
  Add(out, step, [](Step& s) { s.rsv = 0; });
  for (const MaskForm mask : {MaskForm::kRight, MaskForm::kNone}) {
    Add(out, step, [mask](Step& s) {
      s.mask = mask;
      s.key = {};
    });
  }
  Add(out, step, [](Step& s) { s.length.reset(); });
}

void AddCodes(std::vector<Step>& out, const Step& step) {
  if (step.verb != Verb::kClose) return;
  Add(out, step, [](Step& s) {
    s.code = kPlainCode;
    s.payload = {};
  });
  Add(out, step, [](Step& s) { s.code = kPlainCode; });
  Add(out, step, [](Step& s) {
    s.code.reset();
    s.payload = {};
  });
}

void AddNumbers(std::vector<Step>& out, const Step& step, int64_t timeout_ms) {
  const auto set = [](Step& s, int64_t n) { s.number = n; };
  if (step.verb == Verb::kDeliver || step.verb == Verb::kAccept) {
    for (const Amount amount : {Amount::kAll, Amount::kFrame}) {
      Add(out, step, [amount](Step& s) {
        s.amount = amount;
        s.number = 0;
      });
    }
    if (step.amount == Amount::kBytes) AddSmaller(out, step, step.number, set);
  }
  if (step.verb == Verb::kElapse) {
    for (const int64_t n : {int64_t{1}, timeout_ms - 1, timeout_ms}) {
      Add(out, step, [n](Step& s) { s.number = n; });
    }
    AddSmaller(out, step, step.number, set);
  }
}

}  // namespace

uint64_t OddnessOf(const Step& step) {
  uint64_t odd = 3 * (step.times - 1);
  if (step.hook != Hook::kNone) odd += 5;
  odd += PayloadOddness(step);
  if (HasOpcode(step)) odd += OpcodeOddness(step.opcode);
  if (step.verb == Verb::kFragment) odd += 4;
  if (step.verb == Verb::kClose && step.code != kPlainCode) {
    odd += step.code.has_value() ? 2 : 1;
  }
  if (!step.is_final) odd += 4;
  if (step.rsv != 0) odd += 4;
  if (step.mask != MaskForm::kRight) {
    odd += step.mask == MaskForm::kKey ? 6 : 4;
  }
  if (step.length.has_value()) odd += 4;
  if (step.verb == Verb::kElapse) odd += static_cast<uint64_t>(step.number);
  if (step.verb == Verb::kDeliver || step.verb == Verb::kAccept) {
    odd += AmountOddness(step);
  }
  return odd;
}

std::vector<Step> SimplerSteps(const Step& step, int64_t timeout_ms) {
  std::vector<Step> out;
  Add(out, step, [](Step& s) { s.times = 1; });
  AddSmaller(out, step, step.times - 1, [](Step& s, int64_t n) {
    s.times = static_cast<uint32_t>(n + 1);
  });
  Add(out, step, [](Step& s) { s.hook = Hook::kNone; });
  if (HasOpcode(step)) Add(out, step, [](Step& s) { s.opcode = kText; });
  if (step.verb == Verb::kFragment) {
    Add(out, step, [](Step& s) { s.verb = Verb::kSend; });
  }
  AddCodes(out, step);
  AddFrames(out, step);
  AddPayloads(out, step);
  AddNumbers(out, step, timeout_ms);
  return out;
}

}  // namespace wsdrain
