// Who plays: the options that choose endpoints and roles.
#ifndef WSDRAIN_COMMANDS_PLAYERS_H_
#define WSDRAIN_COMMANDS_PLAYERS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "check/check.h"
#include "commands/session.h"

namespace CLI {
class App;
}

namespace wsdrain {

struct PlayerOptions {
  bool allows_all = false;
  std::string endpoint;  // empty: ours; "all" (if allowed): each in turn
  std::string client;    // empty: as `endpoint`
  std::string server;
  std::string role;  // client, server, pair; empty: all that a scenario has
};

void AddPlayerOptions(CLI::App& command, PlayerOptions& options,
                      bool allows_all);

// Who takes the client's role and who the server's.
struct Pairing {
  const EndpointKind* client = nullptr;
  const EndpointKind* server = nullptr;
};

// Errors: InvalidArgument for an endpoint that there is not.
absl::StatusOr<std::vector<Pairing>> PairingsOf(const PlayerOptions& options,
                                                const Session& session);

// The castings of `scenario` that --role lets through.
std::vector<Casting> ChosenCastings(const Scenario& scenario,
                                    const Pairing& pairing,
                                    const PlayerOptions& options);

// "client", "server" or "pair", and the endpoint's name or names.
std::string RoleText(const Casting& casting);
std::string EndpointText(const Casting& casting);

bool IsPair(const Casting& casting);
// An endpoint of ours alone is at play: the one that `expect` lines bind.
bool IsOurs(const Casting& casting);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_PLAYERS_H_
