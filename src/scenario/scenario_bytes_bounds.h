// What of a step the binary format lets in: exactly what the text can say.
#ifndef WSDRAIN_SCENARIO_SCENARIO_BYTES_BOUNDS_H_
#define WSDRAIN_SCENARIO_SCENARIO_BYTES_BOUNDS_H_

#include <cstddef>
#include <cstdint>

#include "scenario/scenario_bytes.h"
#include "scenario/step.h"

namespace wsdrain {

// Goes through the steps of one scenario in their order, with what is left of
// its bounds.
class StepBounds {
 public:
  explicit StepBounds(Mode mode) : mode_(mode) {}

  // Clamps `step`, and resets the fields that its verb does not have. False:
  // the mode has no such step, or there is no room for another.
  bool Fit(Step& step);

 private:
  void FitPayload(Step& step);

  Mode mode_;
  size_t steps_left_ = kStepsMax;
  uint64_t played_steps_left_ = kPlayedStepsMax;
  uint64_t payload_bytes_left_ = kEncodedPayloadBytesMax;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_BYTES_BOUNDS_H_
