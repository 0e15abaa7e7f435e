// The kinds of steps that are drawn, and how often.
#ifndef WSDRAIN_ENGINES_RAPIDCHECK_LETTERS_H_
#define WSDRAIN_ENGINES_RAPIDCHECK_LETTERS_H_

#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "scenario/scenario_bytes.h"
#include "scenario/step.h"

namespace wsdrain {

// RapidCheck's source of randomness, asked for small choices.
class Dice {
 public:
  explicit Dice(const rc::Random& random) : random_(random) {}

  size_t Below(size_t n) { return static_cast<size_t>(random_.next() % n); }
  bool OneIn(size_t n) { return Below(n) == 0; }
  template <typename T>
  T Pick(std::initializer_list<T> list) {
    return *(list.begin() + Below(list.size()));
  }

 private:
  rc::Random random_;
};

// A kind of step. `draw` gives one for solo mode; in pair mode its side is
// drawn as well.
struct Letter {
  int weight;
  Step (*draw)(Dice& dice, int64_t timeout_ms);
};

std::span<const Letter> LettersOf(Mode mode);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_RAPIDCHECK_LETTERS_H_
