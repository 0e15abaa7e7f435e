// One step as bytes: a kind, flags, and what the verb needs.
#include "scenario/scenario_bytes_step.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "frame/close_code.h"
#include "frame/frame_writer.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "scenario/scenario_bytes_codec.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

// The layout is described in scenario_bytes.cc.
constexpr uint8_t kVerbBits = 0x3F;

// The flags of all verbs.
constexpr uint8_t kServerFlag = 0x01;
constexpr int kHookShift = 1;
constexpr uint8_t kTimesFlag = 0x08;

// Of local calls and kRemoteBytes.
constexpr uint8_t kRepeatFlag = 0x10;
constexpr uint8_t kBinaryFlag = 0x20;  // kSend, kFragment
constexpr uint8_t kCodeFlag = 0x20;    // kClose
constexpr uint8_t kReasonFlag = 0x40;  // kClose

// Of kRemoteFrame, which has neither a side nor a hook.
constexpr uint8_t kNotFinalFlag = 0x01;
constexpr uint8_t kFrameRepeatFlag = 0x02;
constexpr uint8_t kOddFlag = 0x04;
constexpr int kOpcodeShift = 4;
// The byte that kOddFlag announces: RSV, then mask, then length.
constexpr int kMaskShift = 3;
constexpr int kLengthShift = 5;
constexpr std::array<std::optional<LengthForm>, 4> kLengths = {
    std::nullopt, LengthForm::k7, LengthForm::k16, LengthForm::k64};

// Of kDeliver and kAccept.
constexpr int kAmountShift = 4;

// Varints of `times` and of repeats count from two.
constexpr int64_t kCountsFrom = 2;

uint32_t ReadCount(ByteReader& reader, uint8_t flags, uint8_t flag) {
  if ((flags & flag) == 0) return 1;
  return static_cast<uint32_t>(
      std::min<int64_t>(reader.Varint(), kStepPayloadBytesMax) + kCountsFrom);
}

void AppendCount(uint32_t count, std::string& out) {
  if (count > 1) AppendVarint(count - kCountsFrom, out);
}

void ReadPayload(ByteReader& reader, uint8_t flags, uint8_t repeat_flag,
                 Payload& payload) {
  const int64_t size = std::min<int64_t>(reader.Varint(), kPayloadUnitBytesMax);
  payload.unit = std::string(reader.Take(static_cast<size_t>(size)));
  payload.repeat = ReadCount(reader, flags, repeat_flag);
}

void AppendPayload(const Payload& payload, std::string& out) {
  AppendVarint(static_cast<int64_t>(payload.unit.size()), out);
  out.append(payload.unit);
  AppendCount(payload.repeat, out);
}

void ReadClose(ByteReader& reader, uint8_t flags, Step& step) {
  if ((flags & kCodeFlag) != 0) {
    const int high = reader.Byte();
    step.code = static_cast<CloseCode>(high << 8 | reader.Byte());
  }
  if ((flags & kReasonFlag) != 0) {
    ReadPayload(reader, flags, kRepeatFlag, step.payload);
  }
}

void ReadFrame(ByteReader& reader, uint8_t flags, Step& step) {
  step.opcode = flags >> kOpcodeShift;
  step.is_final = (flags & kNotFinalFlag) == 0;
  if ((flags & kOddFlag) != 0) {
    const uint8_t odd = reader.Byte();
    step.rsv = odd & 7;
    step.mask = static_cast<MaskForm>((odd >> kMaskShift) & 3);
    step.length = kLengths[(odd >> kLengthShift) & 3];
  }
  if (step.mask == MaskForm::kKey) {
    for (uint8_t& byte : step.key) byte = reader.Byte();
  }
  ReadPayload(reader, flags, kFrameRepeatFlag, step.payload);
}

void ReadAmount(ByteReader& reader, uint8_t flags, Step& step) {
  const int amount = (flags >> kAmountShift) & 3;
  step.amount = static_cast<Amount>(std::min(amount, 2));
  if (step.amount == Amount::kBytes) step.number = reader.Varint();
}

void ReadArguments(ByteReader& reader, uint8_t flags, Step& step) {
  switch (step.verb) {
    case Verb::kSend:
    case Verb::kFragment:
      step.opcode = static_cast<uint8_t>(
          (flags & kBinaryFlag) != 0 ? Opcode::kBinary : Opcode::kText);
      [[fallthrough]];
    case Verb::kContinue:
    case Verb::kFinish:
    case Verb::kPing:
    case Verb::kPong:
    case Verb::kRemoteBytes:
      return ReadPayload(reader, flags, kRepeatFlag, step.payload);
    case Verb::kClose:
      return ReadClose(reader, flags, step);
    case Verb::kRemoteFrame:
      return ReadFrame(reader, flags, step);
    case Verb::kDeliver:
    case Verb::kAccept:
      return ReadAmount(reader, flags, step);
    case Verb::kElapse:
      step.number = reader.Varint();
      return;
    default:
      return;
  }
}

// RSV, mask and length; 0 if they are as they should be.
uint8_t OddByte(const Step& step) {
  const auto length = std::find(kLengths.begin(), kLengths.end(), step.length);
  return static_cast<uint8_t>(step.rsv |
                              static_cast<int>(step.mask) << kMaskShift |
                              (length - kLengths.begin()) << kLengthShift);
}

uint8_t FrameFlags(const Step& step) {
  return static_cast<uint8_t>((step.is_final ? 0 : kNotFinalFlag) |
                              (step.payload.repeat > 1 ? kFrameRepeatFlag : 0) |
                              (OddByte(step) != 0 ? kOddFlag : 0) |
                              step.opcode << kOpcodeShift);
}

uint8_t Flags(const Step& step) {
  const int times = step.times > 1 ? kTimesFlag : 0;
  if (step.verb == Verb::kRemoteFrame) {
    return static_cast<uint8_t>(FrameFlags(step) | times);
  }
  const bool is_close = step.verb == Verb::kClose;
  const bool is_binary = step.opcode == static_cast<uint8_t>(Opcode::kBinary);
  return static_cast<uint8_t>(
      times | (step.side == Role::kServer ? kServerFlag : 0) |
      static_cast<int>(step.hook) << kHookShift |
      static_cast<int>(step.amount) << kAmountShift |
      (step.payload.repeat > 1 ? kRepeatFlag : 0) |
      (is_binary ? kBinaryFlag : 0) | (step.code.has_value() ? kCodeFlag : 0) |
      (is_close && step.payload.size() > 0 ? kReasonFlag : 0));
}

void AppendFrame(const Step& step, std::string& out) {
  const uint8_t odd = OddByte(step);
  if (odd != 0) out.push_back(static_cast<char>(odd));
  if (step.mask == MaskForm::kKey) out.append(step.key.begin(), step.key.end());
  AppendPayload(step.payload, out);
}

}  // namespace

bool ReadStep(ByteReader& reader, Step& step) {
  const size_t verb = reader.Byte() & kVerbBits;
  if (verb >= kVerbs) return false;
  step = Step();
  step.verb = static_cast<Verb>(verb);
  const uint8_t flags = reader.Byte();
  step.side = (flags & kServerFlag) != 0 ? Role::kServer : Role::kClient;
  step.hook = static_cast<Hook>((flags >> kHookShift) & 3);
  step.times = ReadCount(reader, flags, kTimesFlag);
  ReadArguments(reader, flags, step);
  return true;
}

void AppendStep(const Step& step, std::string& out) {
  out.push_back(static_cast<char>(step.verb));
  out.push_back(static_cast<char>(Flags(step)));
  AppendCount(step.times, out);
  if (step.verb == Verb::kRemoteFrame) return AppendFrame(step, out);
  if (step.verb == Verb::kClose) {
    if (step.code.has_value()) {
      out.push_back(static_cast<char>(*step.code >> 8));
      out.push_back(static_cast<char>(*step.code & 0xFF));
    }
    if (step.payload.size() > 0) AppendPayload(step.payload, out);
  } else if (step.verb <= Verb::kPong || step.verb == Verb::kRemoteBytes) {
    AppendPayload(step.payload, out);
  } else if (step.verb == Verb::kElapse ||
             ((step.verb == Verb::kDeliver || step.verb == Verb::kAccept) &&
              step.amount == Amount::kBytes)) {
    AppendVarint(step.number, out);
  }
}

}  // namespace wsdrain
