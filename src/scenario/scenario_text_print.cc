// Prints steps as the canonical scenario text: what is default is left out.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "frame/frame_writer.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "frame/utf8.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"
#include "scenario/scenario_text_payload.h"
#include "scenario/scenario_text_step.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

void AppendWord(std::string_view word, std::string& line) {
  if (!line.empty()) line.push_back(' ');
  line.append(word);
}

void AppendPayload(const Payload& payload, std::string& line) {
  if (payload.size() > 0) AppendWord(PayloadText(payload), line);
}

void AppendCall(const Step& step, std::string& line) {
  for (const CallWord& call : kCallWords) {
    if (call.verb != step.verb) continue;
    if (call.shape == CallShape::kPayload && call.verb == Verb::kSend &&
        static_cast<uint8_t>(call.opcode) != step.opcode) {
      continue;
    }
    AppendWord(call.word, line);
    if (call.shape == CallShape::kFragment) {
      AppendWord(OpcodeName(static_cast<Opcode>(step.opcode)), line);
    }
    if (call.shape == CallShape::kClose && step.code.has_value()) {
      AppendWord(std::to_string(*step.code), line);
    }
    if (call.shape != CallShape::kBare) AppendPayload(step.payload, line);
    return;
  }
}

// CODE ["reason"] if the body is that, else hex:..
void AppendCloseBody(const Payload& body, std::string& line) {
  const std::string_view unit = body.unit;
  if (body.repeat != 1 || unit.size() < 2 || !IsUtf8(unit.substr(2))) {
    if (body.size() == 0) return;
    AppendWord("hex:" + HexText(unit) + RepeatText(body.repeat), line);
    return;
  }
  const int code =
      static_cast<uint8_t>(unit[0]) << 8 | static_cast<uint8_t>(unit[1]);
  AppendWord(std::to_string(code), line);
  if (unit.size() == 2) return;
  const Payload reason = Compacted(unit.substr(2));
  AppendWord(QuotedText(reason.unit) + RepeatText(reason.repeat), line);
}

void AppendAttributes(const Step& step, std::string& line) {
  if (!step.is_final) AppendWord("fin=0", line);
  if (step.rsv != 0) AppendWord(absl::StrCat("rsv=", step.rsv), line);
  if (step.mask == MaskForm::kKey) {
    const std::string key(step.key.begin(), step.key.end());
    AppendWord("mask=" + HexText(key), line);
  } else if (step.mask != MaskForm::kRight) {
    AppendWord("mask=", line);
    line.append(kMaskWords[static_cast<size_t>(step.mask)]);
  }
  if (step.length.has_value()) {
    AppendWord(absl::StrCat("length=", static_cast<int>(*step.length)), line);
  }
}

void AppendRemoteFrame(const Step& step, std::string& line) {
  const Opcode opcode = static_cast<Opcode>(step.opcode);
  if (IsKnownOpcode(step.opcode)) {
    AppendWord(OpcodeName(opcode), line);
  } else {
    AppendWord(absl::StrCat("frame opcode=", step.opcode), line);
  }
  if (opcode == Opcode::kClose) {
    AppendCloseBody(step.payload, line);
  } else {
    AppendPayload(step.payload, line);
  }
  AppendAttributes(step, line);
}

void AppendAmount(const Step& step, std::string& line) {
  AppendWord(step.amount == Amount::kFrame ? "frame"
             : step.amount == Amount::kAll ? "all"
                                           : std::to_string(step.number),
             line);
}

// All but the side, the hook and `times`.
void AppendVerb(const Step& step, std::string& line) {
  switch (step.verb) {
    case Verb::kRemoteFrame:
      return AppendRemoteFrame(step, line);
    case Verb::kRemoteBytes:
      AppendWord("bytes", line);
      if (step.payload.size() == 0) return;
      return AppendWord(
          HexText(step.payload.unit) + RepeatText(step.payload.repeat), line);
    case Verb::kRemoteEof:
      return AppendWord("eof", line);
    case Verb::kRemoteReset:
      return AppendWord("reset", line);
    case Verb::kDeliver:
      AppendWord("deliver", line);
      return AppendAmount(step, line);
    case Verb::kAccept:
      AppendWord("accept", line);
      return AppendAmount(step, line);
    case Verb::kHoldInput:
      return AppendWord("hold input", line);
    case Verb::kHoldOutput:
      return AppendWord("hold output", line);
    case Verb::kBreakOutput:
      return AppendWord("break output", line);
    case Verb::kElapse:
      return AppendWord(absl::StrCat("elapse ", step.number), line);
    case Verb::kAwaitMessage:
      return AppendWord("await message", line);
    case Verb::kLose:
      AppendWord("lose", line);
      return AppendWord(RoleName(step.side), line);
    default:
      return AppendCall(step, line);
  }
}

}  // namespace

std::string StepToText(const Step& step, Cast cast) {
  std::string line;
  const bool is_pair = cast == Cast::kPair;
  if (is_pair && step.verb != Verb::kElapse && step.verb != Verb::kLose) {
    AppendWord(RoleName(step.side), line);
  }
  if (step.hook != Hook::kNone) {
    AppendWord("inside", line);
    AppendWord(kHookWords[static_cast<size_t>(step.hook)], line);
  }
  if (!is_pair && IsLocal(step.verb)) AppendWord("local", line);
  if (IsRemote(step.verb)) AppendWord("remote", line);
  AppendVerb(step, line);
  if (step.times != 1) AppendWord(absl::StrCat("times=", step.times), line);
  return line;
}

}  // namespace wsdrain
