// Who plays a scenario, and in which roles.
#ifndef WSDRAIN_CHECK_CASTING_H_
#define WSDRAIN_CHECK_CASTING_H_

#include <string>
#include <vector>

#include "frame/role.h"
#include "scenario/endpoint.h"
#include "scenario/scenario.h"
#include "scenario/world.h"

namespace wsdrain {

// One role of a scenario that is to be played, and by whom.
struct Casting {
  Role role;  // solo: the role under test; pair: kClient
  Players players;
};

// The runs that the cast of `scenario` asks for: one for each role of solo
// mode that the kind has, or one pair if both have theirs. None for who looks
// at a real clock if the scenario needs virtual time.
std::vector<Casting> CastingsOf(const Scenario& scenario,
                                const EndpointKind& client,
                                const EndpointKind& server);

bool IsPair(const Casting& casting);
// Endpoints of ours alone are at play: those that `expect` lines bind, and that
// are held to every level.
bool IsOurs(const Casting& casting);
// One of them looks at a real clock: no two runs need to be alike.
bool IsInRealTime(const Players& players);

// "client", "server" or "pair", and the endpoint's name, or CLIENT/SERVER if
// they differ: what findings and documents call them.
std::string RoleText(const Casting& casting);
std::string EndpointText(const Casting& casting);

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_CASTING_H_
