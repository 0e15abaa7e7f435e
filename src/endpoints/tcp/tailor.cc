// Leaves steps out, and scenarios that make no sense without them.
#include "endpoints/tcp/tailor.h"

#include <algorithm>
#include <utility>

#include "frame/opcode.h"
#include "scenario/naive_utf8.h"

namespace wsdrain {
namespace {

// 5.2: %x3-7 are reserved.
constexpr uint8_t kReservedOpcode = 3;

bool Needs(const Scenario& scenario, const char* what) {
  return std::count(scenario.needs.begin(), scenario.needs.end(), what) > 0;
}

bool IsForRole(const Scenario& scenario, Role role) {
  switch (scenario.cast) {
    case Cast::kClient:
      return role == Role::kClient;
    case Cast::kServer:
      return role == Role::kServer;
    case Cast::kBoth:
      return true;
    case Cast::kPair:
      return false;
  }
  return false;
}

// Nobody can call a live peer's application, and its kernel takes all output.
bool IsLeftOut(const Step& step) {
  return IsLocal(step.verb) || step.verb == Verb::kHoldOutput ||
         step.verb == Verb::kAccept || step.verb == Verb::kBreakOutput ||
         step.verb == Verb::kLose;
}

bool IsPlayable(const Scenario& scenario, const Tailoring& tailoring) {
  if (!IsForRole(scenario, tailoring.peer)) return false;
  if (Needs(scenario, "echo") && !tailoring.echoes) return false;
  return !Needs(scenario, "virtual_time") && !Needs(scenario, "limits");
}

bool IsWholeText(const Step& step) {
  return step.verb == Verb::kRemoteFrame &&
         step.opcode == static_cast<uint8_t>(Opcode::kText) && step.is_final &&
         step.rsv == 0 && step.mask == MaskForm::kRight &&
         !step.length.has_value() &&
         JudgeText(step.payload.Bytes()).state == TextState::kWhole;
}

Step Violation() {
  Step frame;
  frame.verb = Verb::kRemoteFrame;
  frame.opcode = kReservedOpcode;
  return frame;
}

// The peer's application closes as it likes to.
Step PlainClose() {
  Step close;
  close.verb = Verb::kClose;
  close.code = kNormalClosure;
  return close;
}

}  // namespace

std::optional<Scenario> Tailored(const Scenario& scenario,
                                 const Tailoring& tailoring) {
  if (!IsPlayable(scenario, tailoring)) return std::nullopt;
  Scenario tailored;
  tailored.cast =
      tailoring.peer == Role::kClient ? Cast::kClient : Cast::kServer;
  tailored.timeout_ms = tailoring.timeout_ms;
  tailored.rfc = scenario.rfc;
  tailored.classes = scenario.classes;
  bool has_any = false;
  bool has_close = false;
  for (Step step : scenario.steps) {
    if (step.verb == Verb::kClose && step.hook == Hook::kNone) {
      // A second call would not reach the application.
      if (std::exchange(has_close, true)) continue;
      step = tailoring.closes_by_violation ? Violation() : PlainClose();
    } else if (IsLeftOut(step)) {
      continue;
    } else if (tailoring.message.has_value() && IsWholeText(step)) {
      step.payload = {*tailoring.message, 1};
    }
    has_any = has_any || IsRemote(step.verb) || step.verb == Verb::kClose;
    tailored.steps.push_back(std::move(step));
  }
  if (!has_any) return std::nullopt;
  tailored.steps.insert(tailored.steps.begin(), tailoring.prologue.begin(),
                        tailoring.prologue.end());
  return tailored;
}

}  // namespace wsdrain
