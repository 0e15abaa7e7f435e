// The kinds of steps that are drawn, and how often.
#ifndef WSDRAIN_ENGINES_DRAW_LETTERS_H_
#define WSDRAIN_ENGINES_DRAW_LETTERS_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "engines/draw/random.h"
#include "scenario/scenario_bytes.h"
#include "scenario/step.h"

namespace wsdrain {

// A kind of step. `draw` gives one for solo mode; in pair mode its side is
// drawn as well.
struct Letter {
  size_t weight;
  Step (*draw)(Random& random, int64_t timeout_ms);
};

std::span<const Letter> LettersOf(Mode mode);

// One of `letters`, of which there is at least one. `timeout_ms` is the
// scenario's.
Step DrawStep(std::span<const Letter> letters, Mode mode, int64_t timeout_ms,
              Random& random);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_DRAW_LETTERS_H_
