// Reads one step line of solo or pair mode.
#include "scenario/scenario_text_step.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "frame/close_code.h"
#include "frame/close_payload.h"
#include "frame/frame_writer.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/scenario_text_payload.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

void ParseMessageType(LineCursor& cursor, uint8_t& opcode) {
  for (const Opcode type : {Opcode::kText, Opcode::kBinary}) {
    if (!cursor.Try(OpcodeName(type))) continue;
    opcode = static_cast<uint8_t>(type);
    return;
  }
  cursor.Fail();
}

// [CODE] [PAYLOAD]
void ParseLocalClose(LineCursor& cursor, Step& step) {
  int64_t code = 0;
  if (cursor.TryNumber(0, 0xFFFF, code)) {
    step.code = static_cast<CloseCode>(code);
  }
  TryPayload(cursor, kStepPayloadBytesMax, step.payload);
}

void ParseCall(LineCursor& cursor, Step& step) {
  for (const CallWord& call : kCallWords) {
    if (!cursor.Try(call.word)) continue;
    step.verb = call.verb;
    step.opcode = static_cast<uint8_t>(call.opcode);
    if (call.shape == CallShape::kFragment) {
      ParseMessageType(cursor, step.opcode);
    }
    if (call.shape == CallShape::kClose) {
      ParseLocalClose(cursor, step);
    } else if (call.shape != CallShape::kBare) {
      TryPayload(cursor, kStepPayloadBytesMax, step.payload);
    }
    return;
  }
  cursor.Fail();
}

void ParseHook(LineCursor& cursor, Step& step) {
  for (size_t i = 1; i < kHookWords.size(); ++i) {
    if (!cursor.Try(kHookWords[i])) continue;
    step.hook = static_cast<Hook>(i);
    return;
  }
  cursor.Fail();
}

// N|frame|all
void ParseAmount(LineCursor& cursor, Step& step) {
  if (cursor.TryNumber(0, kAmountMax, step.number)) return;
  if (cursor.Try("frame")) {
    step.amount = Amount::kFrame;
  } else if (cursor.Try("all")) {
    step.amount = Amount::kAll;
  } else {
    cursor.Fail();
  }
}

bool TryWire(LineCursor& cursor, Step& step) {
  const bool is_delivery = cursor.Try("deliver");
  if (is_delivery || cursor.Try("accept")) {
    step.verb = is_delivery ? Verb::kDeliver : Verb::kAccept;
    ParseAmount(cursor, step);
    return true;
  }
  if (cursor.Try("hold")) {
    step.verb = cursor.Try("input") ? Verb::kHoldInput : Verb::kHoldOutput;
    if (step.verb == Verb::kHoldOutput && !cursor.Try("output")) cursor.Fail();
    return true;
  }
  if (!cursor.Try("break")) return false;
  step.verb = Verb::kBreakOutput;
  if (!cursor.Try("output")) cursor.Fail();
  return true;
}

// [CODE ["reason"]] or any other body as hex:..
void ParseRemoteClose(LineCursor& cursor, Step& step) {
  int64_t code = 0;
  if (!cursor.TryNumber(0, 0xFFFF, code)) {
    TryHex(cursor, "hex:", kStepPayloadBytesMax, step.payload);
    return;
  }
  Payload reason;
  TryQuoted(cursor, kPayloadUnitBytesMax - 2, reason);
  step.payload.unit = EncodeClosePayload(
      {.code = static_cast<CloseCode>(code), .reason = reason.Bytes()});
}

void ParseRemoteFrameStart(LineCursor& cursor, Step& step) {
  step.verb = Verb::kRemoteFrame;
  for (const Opcode opcode : kRemoteOpcodes) {
    if (!cursor.Try(OpcodeName(opcode))) continue;
    step.opcode = static_cast<uint8_t>(opcode);
    if (opcode == Opcode::kClose) {
      ParseRemoteClose(cursor, step);
    } else {
      TryPayload(cursor, kStepPayloadBytesMax, step.payload);
    }
    return;
  }
  if (cursor.Try("frame")) {
    int64_t opcode = 0;
    if (!cursor.TryAttribute("opcode", 0, 15, opcode)) cursor.Fail();
    step.opcode = static_cast<uint8_t>(opcode);
    TryPayload(cursor, kStepPayloadBytesMax, step.payload);
    return;
  }
  step.verb = Verb::kRemoteBytes;
}

// mask=none|wrong|HEX8
bool TryMask(LineCursor& cursor, Step& step) {
  for (size_t i = 1; i < kMaskWords.size(); ++i) {
    if (!cursor.Try(absl::StrCat("mask=", std::string(kMaskWords[i]))))
      continue;
    step.mask = static_cast<MaskForm>(i);
    return true;
  }
  if (!TryMaskingKey(cursor, "mask=", step.key)) return false;
  step.mask = MaskForm::kKey;
  return true;
}

// length=7|16|64, where the payload fits
bool TryLength(LineCursor& cursor, Step& step) {
  for (const LengthForm form :
       {LengthForm::k7, LengthForm::k16, LengthForm::k64}) {
    if (form < MinimalLengthForm(step.payload.size())) continue;
    if (!cursor.Try(absl::StrCat("length=", static_cast<int>(form)))) continue;
    step.length = form;
    return true;
  }
  return false;
}

bool TryRsv(LineCursor& cursor, Step& step) {
  int64_t rsv = 0;
  if (!cursor.TryAttribute("rsv", 1, 7, rsv)) return false;
  step.rsv = static_cast<uint8_t>(rsv);
  return true;
}

bool TryFin(LineCursor& cursor, Step& step) {
  if (!cursor.Try("fin=0")) return false;
  step.is_final = false;
  return true;
}

// In any order, each once.
void ParseFrameAttributes(LineCursor& cursor, Step& step) {
  const auto try_one = [&cursor, &step] {
    return (step.is_final && TryFin(cursor, step)) ||
           (step.rsv == 0 && TryRsv(cursor, step)) ||
           (step.mask == MaskForm::kRight && TryMask(cursor, step)) ||
           (!step.length.has_value() && TryLength(cursor, step));
  };
  while (try_one()) {
  }
}

void ParseRemote(LineCursor& cursor, Step& step) {
  ParseRemoteFrameStart(cursor, step);
  if (step.verb == Verb::kRemoteFrame) {
    ParseFrameAttributes(cursor, step);
  } else if (cursor.Try("bytes")) {
    TryHex(cursor, "", kStepPayloadBytesMax, step.payload);
  } else if (cursor.Try("eof")) {
    step.verb = Verb::kRemoteEof;
  } else if (cursor.Try("reset")) {
    step.verb = Verb::kRemoteReset;
  } else {
    cursor.Fail();
  }
}

bool TryElapse(LineCursor& cursor, Step& step) {
  if (!cursor.Try("elapse")) return false;
  step.verb = Verb::kElapse;
  if (!cursor.TryNumber(0, kElapseMsMax, step.number)) cursor.Fail();
  return true;
}

bool TrySide(LineCursor& cursor, Role& side) {
  for (const Role role : {Role::kClient, Role::kServer}) {
    if (!cursor.Try(RoleName(role))) continue;
    side = role;
    return true;
  }
  return false;
}

bool TrySoloStart(LineCursor& cursor, Step& step) {
  if (cursor.Try("local")) {
    ParseCall(cursor, step);
    return true;
  }
  if (cursor.Try("inside")) {
    ParseHook(cursor, step);
    if (!cursor.Try("local")) cursor.Fail();
    ParseCall(cursor, step);
    return true;
  }
  if (cursor.Try("remote")) {
    ParseRemote(cursor, step);
    return true;
  }
  if (TryWire(cursor, step) || TryElapse(cursor, step)) return true;
  if (!cursor.Try("await")) return false;
  step.verb = Verb::kAwaitMessage;
  if (!cursor.Try("message")) cursor.Fail();
  return true;
}

bool TryPairStart(LineCursor& cursor, Step& step) {
  if (TrySide(cursor, step.side)) {
    if (cursor.Try("inside")) {
      ParseHook(cursor, step);
      ParseCall(cursor, step);
    } else if (!TryWire(cursor, step)) {
      ParseCall(cursor, step);
    }
    return true;
  }
  if (TryElapse(cursor, step)) return true;
  if (!cursor.Try("lose")) return false;
  step.verb = Verb::kLose;
  if (!TrySide(cursor, step.side)) cursor.Fail();
  return true;
}

}  // namespace

bool TryStep(LineCursor& cursor, Cast cast, uint32_t times_max, Step& step) {
  step = Step();
  if (!(cast == Cast::kPair ? TryPairStart(cursor, step)
                            : TrySoloStart(cursor, step))) {
    return false;
  }
  int64_t times = 1;
  cursor.TryAttribute("times", 1, std::min(times_max, kTimesMax), times);
  step.times = static_cast<uint32_t>(times);
  if (!cursor.TryEnd()) cursor.Fail();
  return true;
}

}  // namespace wsdrain
