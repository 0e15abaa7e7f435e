// What must cross a proxy, case by case.
#ifndef WSDRAIN_COMMANDS_RELAY_CASES_H_
#define WSDRAIN_COMMANDS_RELAY_CASES_H_

#include <optional>
#include <span>
#include <string_view>

#include "check/property.h"
#include "commands/relay.h"

namespace wsdrain {

struct RelayCase {
  std::string_view name;
  const Property* property;
  Role sender;  // who begins
  // What was lost or changed; none: all has crossed.
  std::optional<Answer::Difference> (*play)(Relay& relay, Role sender);
};

std::span<const RelayCase> RelayCases();

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_RELAY_CASES_H_
