// Tells what a pair shows by one of its ends and a scripted remote.
#include <optional>
#include <utility>
#include <vector>

#include "check/shrink_moves.h"
#include "frame/close_payload.h"
#include "frame/opcode.h"
#include "frame/role.h"

namespace wsdrain {
namespace {

Step Frame(const Step& call, Opcode opcode, bool is_final = true) {
  Step frame{
      .verb = Verb::kRemoteFrame, .times = call.times, .payload = call.payload};
  frame.opcode = static_cast<uint8_t>(opcode);
  frame.is_final = is_final;
  return frame;
}

// What a call of the other end puts on the wire, if a remote can say that.
std::optional<Step> AsRemote(const Step& call) {
  if (call.hook != Hook::kNone) return std::nullopt;
  switch (call.verb) {
    case Verb::kSend:
      return Frame(call, static_cast<Opcode>(call.opcode));
    case Verb::kFragment:
      return Frame(call, static_cast<Opcode>(call.opcode), false);
    case Verb::kContinue:
      return Frame(call, Opcode::kContinuation, false);
    case Verb::kFinish:
      return Frame(call, Opcode::kContinuation);
    case Verb::kPing:
      return Frame(call, Opcode::kPing);
    case Verb::kPong:
      return Frame(call, Opcode::kPong);
    case Verb::kClose: {
      Step close = Frame(call, Opcode::kClose);
      close.payload = {EncodeClosePayload({call.code, call.payload.Bytes()}),
                       1};
      return close;
    }
    case Verb::kAbort:
    case Verb::kLose:
      return Step{.verb = Verb::kRemoteReset};
    default:
      return std::nullopt;
  }
}

// What the other end holds back comes when it accepts something, or last.
Scenario Alone(const Scenario& pair, Role role) {
  Scenario alone = pair;
  alone.cast = role == Role::kClient ? Cast::kClient : Cast::kServer;
  alone.steps.clear();
  std::vector<Step> held;
  bool is_held = false;
  const auto release = [&] {
    alone.steps.insert(alone.steps.end(), held.begin(), held.end());
    held.clear();
  };
  for (const Step& step : pair.steps) {
    const bool is_own = step.side == role && step.verb != Verb::kLose;
    if (is_own || step.verb == Verb::kElapse) {
      alone.steps.push_back(step);
      alone.steps.back().side = Role::kClient;
    } else if (auto said = AsRemote(step)) {
      (is_held ? held : alone.steps).push_back(*std::move(said));
    } else if (step.verb == Verb::kHoldOutput) {
      is_held = true;
    } else if (step.verb == Verb::kAccept) {
      release();
    }
  }
  release();
  return alone;
}

}  // namespace

bool PlayAlone(const Scenario& scenario, const TryScenario& try_it) {
  if (scenario.cast != Cast::kPair) return false;
  return try_it(Alone(scenario, Role::kClient)) ||
         try_it(Alone(scenario, Role::kServer));
}

}  // namespace wsdrain
