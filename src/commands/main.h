// The wsdrain program as a library: every command, for any endpoints.
#ifndef WSDRAIN_COMMANDS_MAIN_H_
#define WSDRAIN_COMMANDS_MAIN_H_

#include <vector>

#include "scenario/endpoint.h"

namespace wsdrain {

extern const char* const kVersion;  // "MAJOR.MINOR.PATCH"

// The `main` of a program that tests `endpoints` besides our own, which is
// always the first and is called "reference". Returns the exit code: 0 all
// hold, 1 a property is broken, 2 bad usage or input, 3 the system failed.
int Main(int argc, char** argv, std::vector<EndpointKind> endpoints = {});

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_MAIN_H_
