// The mode of the scenarios that a target takes; libFuzzer's hooks need it.
#ifndef WSDRAIN_FUZZ_SCENARIO_MODE_H_
#define WSDRAIN_FUZZ_SCENARIO_MODE_H_

#include "scenario/scenario_bytes.h"

namespace wsdrain {

extern const Mode kScenarioMode;

}  // namespace wsdrain

#endif  // WSDRAIN_FUZZ_SCENARIO_MODE_H_
