// Clamps what bytes say to what the language allows.
#include "scenario/scenario_bytes_bounds.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "frame/frame_writer.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "scenario/scenario_bytes.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

bool IsIn(Mode mode, Verb verb) {
  if (static_cast<size_t>(verb) >= kVerbs) return false;
  return mode == Mode::kPair ? !IsRemote(verb) && verb != Verb::kAwaitMessage
                             : verb != Verb::kLose;
}

bool HasPayload(const Step& step) {
  return (step.verb <= Verb::kPong) || step.verb == Verb::kRemoteFrame ||
         step.verb == Verb::kRemoteBytes || step.verb == Verb::kClose;
}

uint8_t MessageType(uint8_t opcode) {
  const uint8_t binary = static_cast<uint8_t>(Opcode::kBinary);
  return opcode == binary ? binary : static_cast<uint8_t>(Opcode::kText);
}

void CopyFrame(const Step& from, Step& to) {
  to.opcode = from.opcode & 0xF;
  to.is_final = from.is_final;
  to.rsv = from.rsv & 7;
  to.mask = from.mask;
  if (from.mask == MaskForm::kKey) to.key = from.key;
  if (from.length >= MinimalLengthForm(to.payload.size())) {
    to.length = from.length;
  }
}

// `from` with its payload already clamped.
Step Cleaned(const Step& from, Mode mode) {
  Step to = {.verb = from.verb, .times = from.times, .payload = from.payload};
  if (mode == Mode::kPair && from.verb != Verb::kElapse) to.side = from.side;
  if (IsLocal(from.verb)) to.hook = from.hook;
  switch (from.verb) {
    case Verb::kSend:
    case Verb::kFragment:
      to.opcode = MessageType(from.opcode);
      break;
    case Verb::kClose:
      to.code = from.code;
      break;
    case Verb::kRemoteFrame:
      CopyFrame(from, to);
      break;
    case Verb::kDeliver:
    case Verb::kAccept:
      to.amount = from.amount;
      if (to.amount != Amount::kBytes) break;
      to.number = std::clamp<int64_t>(from.number, 0, kAmountMax);
      break;
    case Verb::kElapse:
      to.number = std::clamp<int64_t>(from.number, 0, kElapseMsMax);
      break;
    default:
      break;
  }
  return to;
}

}  // namespace

bool StepBounds::Fit(Step& step) {
  if (!IsIn(mode_, step.verb) || steps_left_ == 0 || played_steps_left_ == 0) {
    return false;
  }
  const uint64_t times_max = std::min<uint64_t>(kTimesMax, played_steps_left_);
  step.times =
      static_cast<uint32_t>(std::clamp<uint64_t>(step.times, 1, times_max));
  FitPayload(step);
  step = Cleaned(step, mode_);
  --steps_left_;
  played_steps_left_ -= step.times;
  return true;
}

void StepBounds::FitPayload(Step& step) {
  Payload& payload = step.payload;
  const uint64_t left = payload_bytes_left_;
  if (!HasPayload(step)) payload.unit.clear();
  payload.unit.resize(
      std::min<uint64_t>({payload.unit.size(), kPayloadUnitBytesMax, left}));
  if (payload.unit.empty()) {
    payload.repeat = 1;
    return;
  }
  const uint64_t most =
      std::min<uint64_t>(kStepPayloadBytesMax, left) / payload.unit.size();
  payload.repeat =
      static_cast<uint32_t>(std::clamp<uint64_t>(payload.repeat, 1, most));
  step.times = static_cast<uint32_t>(
      std::min<uint64_t>(step.times, left / payload.size()));
  payload_bytes_left_ -= payload.size() * step.times;
}

}  // namespace wsdrain
