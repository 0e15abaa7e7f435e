// A scenario with choices in front of it: what is to be done with it besides
// playing it.
//
// Bytes:  byte 0: bit 0 the mode (solo, pair); a byte for each choice; then a
//         scenario in the binary format (scenario/scenario_bytes.cc).
// Text:   TARGET 1
//         WORD NAME=VALUE ...
//         scn 1
//         ... and the scenario goes on.
#ifndef WSDRAIN_ENGINES_FUZZING_CHOSEN_SCENARIO_H_
#define WSDRAIN_ENGINES_FUZZING_CHOSEN_SCENARIO_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engines/fuzzing/mutator.h"
#include "engines/fuzzing/plain_text.h"
#include "scenario/scenario.h"

namespace wsdrain {

// What is beyond the bounds is left out when bytes are read, and refused in a
// text. Each field of `choices` has words.
struct ChosenFormat {
  PlainFormat choices;
  size_t steps_max = kStepsMax;
  uint32_t times_max = kTimesMax;
  size_t payload_bytes_max = kStepPayloadBytesMax;  // of each step

  size_t head_bytes() const { return 1 + choices.fields.size(); }
};

struct ChosenScenario {
  std::vector<uint32_t> choices;  // by field
  Scenario scenario;
};

ChosenScenario ChosenFromBytes(const ChosenFormat& format,
                               std::string_view bytes);
std::string ChosenToText(const ChosenFormat& format,
                         const ChosenScenario& chosen);
// Errors: InvalidArgument "FILE:LINE:COLUMN: found ..., allowed: ...".
absl::StatusOr<std::string> ChosenToBytes(const ChosenFormat& format,
                                          std::string_view file,
                                          std::string_view text);

// As MutateInPlace and CrossInto, behind `head_bytes` that are mutated as
// bytes, and crossed over by taking those of the first.
size_t MutateChosen(size_t head_bytes, uint8_t* data, size_t size,
                    size_t size_max, uint32_t seed, ByteMutator mutate_bytes);
size_t CrossChosen(size_t head_bytes, std::string_view first,
                   std::string_view second, uint8_t* out, size_t out_max,
                   uint32_t seed);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_CHOSEN_SCENARIO_H_
