// The version, which CMakeLists.txt gives.
#include "commands/main.h"

namespace wsdrain {

const char* const kVersion = WSDRAIN_VERSION;

}  // namespace wsdrain
