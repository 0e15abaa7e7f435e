// Which state spaces `wsdrain explore` explores: the list, and its shards.
#ifndef WSDRAIN_COMMANDS_EXPLORE_PLAN_H_
#define WSDRAIN_COMMANDS_EXPLORE_PLAN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "commands/players.h"
#include "explore/space.h"

namespace wsdrain {

struct ExploreSelection {
  std::vector<std::string> only;  // names; empty: all
  std::string role;               // client, server, pair; empty: all
  std::string shard;              // "I/N": every N-th from the I-th on
  size_t messages = 1;            // that each side of a pair sends
  bool is_large = false;
};

struct PlannedSpace {
  Space space;
  // NAME-ROLE, with a number behind it where that is taken: the file of its
  // counterexample, without .scn.
  std::string stem;
};

// "client", "server" or "pair".
std::string RoleText(const Space& space);

// What is to be explored for `pairing`, in the order of the list: if two
// endpoints take part, what both take part in. An empty shard is possible.
// Errors: InvalidArgument, "OPTION: found ..., allowed: ...", also
// if nothing is left to share out.
absl::StatusOr<std::vector<PlannedSpace>> PlanOf(
    const ExploreSelection& selection, const Pairing& pairing);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_EXPLORE_PLAN_H_
