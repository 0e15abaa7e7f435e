// The scenarios of corpus/scenarios, compiled in.
#ifndef WSDRAIN_COMMANDS_BUILT_IN_SCENARIOS_H_
#define WSDRAIN_COMMANDS_BUILT_IN_SCENARIOS_H_

#include <span>
#include <string_view>

namespace wsdrain {

struct BuiltInScenario {
  std::string_view file;  // under corpus/scenarios: "draining/late.scn"
  std::string_view text;
};

// In the order of their files.
std::span<const BuiltInScenario> BuiltInScenarios();

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_BUILT_IN_SCENARIOS_H_
