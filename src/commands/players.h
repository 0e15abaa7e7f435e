// Who plays: the options that choose endpoints and roles.
#ifndef WSDRAIN_COMMANDS_PLAYERS_H_
#define WSDRAIN_COMMANDS_PLAYERS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "check/casting.h"
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

// --endpoint, --client and --server.
void AddEndpointOptions(CLI::App& command, PlayerOptions& options,
                        bool allows_all = false);
// And --role.
void AddPlayerOptions(CLI::App& command, PlayerOptions& options,
                      bool allows_all);

// Who takes the client's role and who the server's.
struct Pairing {
  const EndpointKind* client = nullptr;
  const EndpointKind* server = nullptr;
};

// "NAME", or "CLIENT/SERVER" if they differ.
std::string NameOf(const Pairing& pairing);

// Errors: InvalidArgument for an endpoint that there is not.
absl::StatusOr<std::vector<Pairing>> PairingsOf(const PlayerOptions& options,
                                                const Session& session);

// The castings of `scenario` that --role lets through.
std::vector<Casting> ChosenCastings(const Scenario& scenario,
                                    const Pairing& pairing,
                                    const PlayerOptions& options);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_PLAYERS_H_
