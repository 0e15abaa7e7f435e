// What of a scenario can be played to a live peer, whose application is its
// own.
#ifndef WSDRAIN_ENDPOINTS_TCP_TAILOR_H_
#define WSDRAIN_ENDPOINTS_TCP_TAILOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "frame/role.h"
#include "scenario/scenario.h"

namespace wsdrain {

struct Tailoring {
  Role peer = Role::kServer;
  int64_t timeout_ms = 35'000;
  // A frame that is not legal stands where the peer was to start the close: it
  // ends the connection, too.
  bool closes_by_violation = true;
  bool echoes = false;  // its application sends every message back
  // Goes instead of the text of whole messages; none: as the scenario says.
  std::optional<std::string> message;
  std::vector<Step> prologue;  // goes first
};

// The scenario without what only a simulated wire, or an application that does
// what it is called to, could do; none: nothing is left, or it is not for that
// role.
std::optional<Scenario> Tailored(const Scenario& scenario,
                                 const Tailoring& tailoring);

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_TCP_TAILOR_H_
