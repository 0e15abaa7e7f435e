// Which broken properties make a command fail.
#ifndef WSDRAIN_COMMANDS_FAIL_ON_H_
#define WSDRAIN_COMMANDS_FAIL_ON_H_

#include "check/property.h"

namespace CLI {
class App;
}

namespace wsdrain {

// --fail-on LEVEL, into `fail_on`, which outlives the command.
void AddFailOnOption(CLI::App& command, Level& fail_on);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_FAIL_ON_H_
