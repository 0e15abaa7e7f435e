// The runs of one scenario, and what they say together.
#ifndef WSDRAIN_COMMANDS_LIVE_ATTEMPT_H_
#define WSDRAIN_COMMANDS_LIVE_ATTEMPT_H_

#include <array>
#include <optional>

#include "check/verdict.h"
#include "commands/check_live.h"
#include "commands/run_queue.h"
#include "endpoints/tcp/tcp_endpoint.h"
#include "report/trace.h"

namespace wsdrain {

// A scenario played to one ending.
struct EndedRun {
  Report report;
  Trace trace;
  TcpNotes notes;
};

// By number, LiveRun's.
using LiveRuns = std::array<std::optional<EndedRun>, LiveRun::kPerScenario>;

// Its connections are refused from now on.
bool IsGone(const Report& report);
// It breaks a rule of whatever level.
bool HasFailure(const Report& report);

// What shows in both attempts is noted in `live` as broken, unless the peer was
// gone, which shows once. Where one of two runs is missing `live` is left as it
// is: not played.
void TakeTogether(LiveRuns runs, LivePlay& live);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_LIVE_ATTEMPT_H_
