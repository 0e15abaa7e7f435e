// One step of the binary format.
#ifndef WSDRAIN_SCENARIO_SCENARIO_BYTES_STEP_H_
#define WSDRAIN_SCENARIO_SCENARIO_BYTES_STEP_H_

#include <string>

#include "scenario/scenario_bytes_codec.h"
#include "scenario/step.h"

namespace wsdrain {

// The step at the reader, as it is written: StepBounds are not kept. False,
// with one byte read, for a verb that is unknown.
bool ReadStep(ByteReader& reader, Step& step);

// `step` keeps StepBounds.
void AppendStep(const Step& step, std::string& out);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_BYTES_STEP_H_
