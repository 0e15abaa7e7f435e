// Steps drawn and changed at random, close to the borders that matter.
#ifndef WSDRAIN_ENGINES_FUZZING_RANDOM_STEP_H_
#define WSDRAIN_ENGINES_FUZZING_RANDOM_STEP_H_

#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "engines/draw/random.h"
#include "frame/close_code.h"
#include "scenario/scenario_bytes.h"
#include "scenario/step.h"

namespace wsdrain {

using Verbs = absl::InlinedVector<Verb, kVerbs>;

// The verbs that `mode` has, and that `swarm` lets in: 0 all of them, another
// number a subset of its own, never empty.
Verbs VerbsOf(Mode mode, uint8_t swarm);

// A step of `verb`. `timeout_ms` is the scenario's, to wait close to it.
Step RandomStep(Verb verb, Mode mode, int64_t timeout_ms, Random& random);

// Draws one field of `step` anew.
void ChangeField(Step& step, Mode mode, int64_t timeout_ms, Random& random);

// 7.4: the codes at the borders of the ranges.
CloseCode RandomCode(Random& random);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_RANDOM_STEP_H_
