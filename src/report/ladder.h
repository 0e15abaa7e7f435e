// A run as a ladder for people: who did what, at which step.
#ifndef WSDRAIN_REPORT_LADDER_H_
#define WSDRAIN_REPORT_LADDER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/trace.h"
#include "scenario/observation.h"
#include "scenario/scenario.h"

namespace wsdrain {

struct LadderOptions {
  bool has_colour = false;
  Ending ending = Ending::kSilent;  // how the run was ended
  // Steps to point at, from 1; 0: the end.
  std::vector<size_t> marked_steps = {};
};

// One line a thing, the steps of the scenario at the left. Solo mode has one
// lane, the endpoint's: `->` is what it sends to the remote, `<-` what it
// reads, `*` what it tells its application, `~` time. Pair mode has a lane for
// each end, the client's at the left, and arrows point the way that the bytes
// go. What repeats is folded, and what is long is cut.
std::string Ladder(const Scenario& scenario, const Trace& trace,
                   const LadderOptions& options = {});

}  // namespace wsdrain

#endif  // WSDRAIN_REPORT_LADDER_H_
