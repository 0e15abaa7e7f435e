// One step of scenario text, parsed.
#ifndef WSDRAIN_SCENARIO_SCENARIO_TEXT_STEP_H_
#define WSDRAIN_SCENARIO_SCENARIO_TEXT_STEP_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "frame/opcode.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/step.h"

namespace wsdrain {

// Parses the step at the cursor, to the end of the line. `times_max`: what is
// left of kPlayedStepsMax, 1 at least. False if no step begins here; the
// cursor then knows what would.
bool TryStep(LineCursor& cursor, Cast cast, uint32_t times_max, Step& step);

// The words that parser and printer share.

// The calls of the local application.
enum class CallShape : uint8_t { kPayload, kFragment, kClose, kBare };
struct CallWord {
  std::string_view word;
  Verb verb;
  Opcode opcode;  // kSend
  CallShape shape;
};
inline constexpr std::array<CallWord, 11> kCallWords = {{
    {"text", Verb::kSend, Opcode::kText, CallShape::kPayload},
    {"binary", Verb::kSend, Opcode::kBinary, CallShape::kPayload},
    {"fragment", Verb::kFragment, {}, CallShape::kFragment},
    {"continue", Verb::kContinue, {}, CallShape::kPayload},
    {"finish", Verb::kFinish, {}, CallShape::kPayload},
    {"ping", Verb::kPing, {}, CallShape::kPayload},
    {"pong", Verb::kPong, {}, CallShape::kPayload},
    {"close", Verb::kClose, {}, CallShape::kClose},
    {"pause", Verb::kPause, {}, CallShape::kBare},
    {"resume", Verb::kResume, {}, CallShape::kBare},
    {"abort", Verb::kAbort, {}, CallShape::kBare},
}};

inline constexpr std::array<std::string_view, 4> kHookWords = {
    "", "message", "ping", "closed"};
inline constexpr std::array<std::string_view, 3> kMaskWords = {"", "none",
                                                               "wrong"};
inline constexpr std::array<Opcode, 6> kRemoteOpcodes = {
    Opcode::kText, Opcode::kBinary, Opcode::kContinuation,
    Opcode::kPing, Opcode::kPong,   Opcode::kClose};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_TEXT_STEP_H_
