// `wsdrain endpoints`: what can be tested.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "commands/commands.h"
#include "commands/json.h"
#include "commands/session.h"

namespace wsdrain {
namespace {

constexpr const char* kEndpointsFooter =
    "A step that an endpoint cannot do, and an event that it does not have,\n"
    "make properties unreached, never broken.\n"
    "\n"
    "Examples:\n"
    "  wsdrain endpoints\n"
    "  wsdrain endpoints --json | jq -r '.endpoints[].name'";

using Flag = std::pair<const char*, bool>;

std::vector<Flag> Flags(const Capabilities& capabilities) {
  return {{"virtual_time", capabilities.has_virtual_time},
          {"codes", capabilities.reports_codes},
          {"reasons", capabilities.reports_reasons},
          {"pings", capabilities.reports_pings},
          {"pongs", capabilities.reports_pongs},
          {"given_keys", capabilities.uses_given_keys},
          {"settings", capabilities.follows_settings},
          {"ours", capabilities.is_ours}};
}

const char* DataAfterCloseName(DataAfterClose value) {
  return value == DataAfterClose::kDelivers   ? "deliver"
         : value == DataAfterClose::kDiscards ? "discard"
                                              : "unknown";
}

std::vector<const char*> RolesOf(const EndpointKind& kind) {
  std::vector<const char*> roles;
  if (kind.has_client) roles.push_back("client");
  if (kind.has_server) roles.push_back("server");
  return roles;
}

void PrintJson(const Session& session) {
  Json list = Json::array();
  for (const EndpointKind& kind : session.endpoints) {
    Json json;
    json["name"] = kind.name;
    json["roles"] = RolesOf(kind);
    for (const auto& [name, is_so] : Flags(kind.capabilities)) {
      json["capabilities"][name] = is_so;
    }
    json["capabilities"]["data_after_close"] =
        DataAfterCloseName(kind.capabilities.data_after_close);
    list.push_back(std::move(json));
  }
  Json document = NewDocument("endpoints");
  document["endpoints"] = std::move(list);
  PrintDocument(document, session.out);
}

void PrintTable(const Session& session) {
  size_t columns = 4;
  for (const EndpointKind& kind : session.endpoints) {
    columns = std::max(columns, kind.name.size());
  }
  const int width = static_cast<int>(columns) + 2;
  session.out << std::left << std::setw(width) << "name" << std::setw(16)
              << "roles"
              << "capabilities\n";
  for (const EndpointKind& kind : session.endpoints) {
    std::string roles;
    for (const char* role : RolesOf(kind)) roles += std::string(role) + " ";
    session.out << std::left << std::setw(width) << kind.name << std::setw(16)
                << roles;
    for (const auto& [name, is_so] : Flags(kind.capabilities)) {
      if (is_so) session.out << name << " ";
    }
    session.out << "data_after_close="
                << DataAfterCloseName(kind.capabilities.data_after_close)
                << "\n";
  }
}

}  // namespace

void AddEndpoints(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("endpoints", "List what can be tested");
  command->footer(kEndpointsFooter);
  auto is_json = std::make_shared<bool>(false);
  command->add_flag("--json", *is_json, "Print one JSON document");
  command->callback([is_json, &session] {
    *is_json ? PrintJson(session) : PrintTable(session);
  });
}

}  // namespace wsdrain
