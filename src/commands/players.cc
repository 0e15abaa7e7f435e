// Finds endpoints by name and filters roles.
#include "commands/players.h"

#include <CLI/CLI.hpp>

#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

absl::StatusOr<const EndpointKind*> EndpointNamed(const std::string& option,
                                                  const std::string& name,
                                                  const Session& session,
                                                  bool allows_all = false) {
  if (name.empty()) return &session.endpoints.front();
  const EndpointKind* kind = session.Find(name);
  if (kind != nullptr) return kind;
  std::string allowed;
  for (const EndpointKind& known : session.endpoints) {
    absl::StrAppend(&allowed, allowed.empty() ? "" : ", ", known.name);
  }
  return absl::InvalidArgumentError(absl::StrCat(option, ": found ", name,
                                                 ", allowed: ", allowed,
                                                 allows_all ? ", all" : ""));
}

}  // namespace

void AddEndpointOptions(CLI::App& command, PlayerOptions& options,
                        bool allows_all) {
  options.allows_all = allows_all;
  CLI::Option* endpoint =
      command
          .add_option("--endpoint", options.endpoint,
                      allows_all ? "The endpoint under test, or `all`; ours by "
                                   "default (see `wsdrain endpoints`)"
                                 : "The endpoint under test; ours by default")
          ->type_name("NAME");
  command.add_option("--client", options.client, "Who takes the client's role")
      ->type_name("NAME")
      ->excludes(endpoint);
  command.add_option("--server", options.server, "Who takes the server's role")
      ->type_name("NAME")
      ->excludes(endpoint);
}

void AddPlayerOptions(CLI::App& command, PlayerOptions& options,
                      bool allows_all) {
  AddEndpointOptions(command, options, allows_all);
  command
      .add_option("--role", options.role,
                  "Play only this: client, server or pair")
      ->type_name("ROLE")
      ->check(CLI::IsMember({"client", "server", "pair"}));
}

absl::StatusOr<std::vector<Pairing>> PairingsOf(const PlayerOptions& options,
                                                const Session& session) {
  std::vector<Pairing> pairings;
  if (options.allows_all && options.endpoint == "all" &&
      session.Find("all") == nullptr) {
    for (const EndpointKind& kind : session.endpoints) {
      pairings.push_back({&kind, &kind});
    }
    return pairings;
  }
  if (!options.endpoint.empty()) {
    const auto kind = EndpointNamed("--endpoint", options.endpoint, session,
                                    options.allows_all);
    if (!kind.ok()) return kind.status();
    return std::vector<Pairing>{{*kind, *kind}};
  }
  const auto client = EndpointNamed("--client", options.client, session);
  if (!client.ok()) return client.status();
  const auto server = EndpointNamed("--server", options.server, session);
  if (!server.ok()) return server.status();
  return std::vector<Pairing>{{*client, *server}};
}

std::vector<Casting> ChosenCastings(const Scenario& scenario,
                                    const Pairing& pairing,
                                    const PlayerOptions& options) {
  std::vector<Casting> castings =
      CastingsOf(scenario, *pairing.client, *pairing.server);
  std::erase_if(castings, [&](const Casting& casting) {
    return !options.role.empty() && RoleText(casting) != options.role;
  });
  return castings;
}

std::string NameOf(const Pairing& pairing) {
  return EndpointText({Role::kClient, {pairing.client, pairing.server}});
}

}  // namespace wsdrain
