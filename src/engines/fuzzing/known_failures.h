// The known findings that are compiled into a fuzz target.
//
// libFuzzer takes no flags of ours, so `wsdrain_known(TARGET FILE)` of CMake
// makes them a part of the target, which passes them on:
//
//   CheckOrDie(AllProperties(), scenario, Mine(), CompiledInFailures());
#ifndef WSDRAIN_ENGINES_FUZZING_KNOWN_FAILURES_H_
#define WSDRAIN_ENGINES_FUZZING_KNOWN_FAILURES_H_

#include "check/known.h"

namespace wsdrain {

// Defined by what wsdrain_known generates.
KnownFailures CompiledInFailures();

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_KNOWN_FAILURES_H_
