// Finds the roles that a scenario has and an endpoint can take.
#include "check/casting.h"

#include <algorithm>

namespace wsdrain {
namespace {

// Other needs are of single steps, which an endpoint may refuse.
bool HasTheNeeded(const Scenario& scenario, const EndpointKind& kind) {
  const auto& needs = scenario.needs;
  return kind.capabilities.has_virtual_time ||
         std::find(needs.begin(), needs.end(), "virtual_time") == needs.end();
}

}  // namespace

std::vector<Casting> CastingsOf(const Scenario& scenario,
                                const EndpointKind& client,
                                const EndpointKind& server) {
  const bool has_client = client.has_client && HasTheNeeded(scenario, client);
  const bool has_server = server.has_server && HasTheNeeded(scenario, server);
  std::vector<Casting> castings;
  if (scenario.cast == Cast::kPair) {
    if (has_client && has_server) {
      castings.push_back(
          {Role::kClient, {.client = &client, .server = &server}});
    }
    return castings;
  }
  if (scenario.cast != Cast::kServer && has_client) {
    castings.push_back({Role::kClient, {.client = &client}});
  }
  if (scenario.cast != Cast::kClient && has_server) {
    castings.push_back({Role::kServer, {.server = &server}});
  }
  return castings;
}

bool IsPair(const Casting& casting) {
  return casting.players.client != nullptr && casting.players.server != nullptr;
}

bool IsOurs(const Casting& casting) {
  const auto is_ours = [](const EndpointKind* kind) {
    return kind == nullptr || kind->capabilities.is_ours;
  };
  return is_ours(casting.players.client) && is_ours(casting.players.server);
}

bool IsInRealTime(const Players& players) {
  const auto is_in_real_time = [](const EndpointKind* kind) {
    return kind != nullptr && !kind->capabilities.has_virtual_time;
  };
  return is_in_real_time(players.client) || is_in_real_time(players.server);
}

std::string RoleText(const Casting& casting) {
  return IsPair(casting) ? "pair" : std::string(RoleName(casting.role));
}

std::string EndpointText(const Casting& casting) {
  const Players& players = casting.players;
  if (players.client == nullptr) return players.server->name;
  if (players.server == nullptr || players.server == players.client) {
    return players.client->name;
  }
  return players.client->name + "/" + players.server->name;
}

}  // namespace wsdrain
