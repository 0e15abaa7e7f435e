// Runs `wsdrain explore`.
#ifndef WSDRAIN_TESTS_COMMANDS_EXPLORED_H_
#define WSDRAIN_TESTS_COMMANDS_EXPLORED_H_

#include <string>
#include <utility>
#include <vector>

#include "tests/commands/command_line.h"

namespace wsdrain {

inline CommandResult Explored(std::vector<std::string> arguments,
                              std::vector<EndpointKind> endpoints = {}) {
  arguments.insert(arguments.begin(), "explore");
  return Wsdrain(std::move(arguments), std::move(endpoints));
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_COMMANDS_EXPLORED_H_
