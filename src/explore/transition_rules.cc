// What the explorer itself asks of a transition, in words.
#include "explore/transition_rules.h"

#include <string>

namespace wsdrain {
namespace {

std::string Left(int64_t ms) { return std::to_string(ms) + " ms left"; }

}  // namespace

std::optional<Finding> BrokenBy(const LetterFacts& letter,
                                const StateFacts& before,
                                const StateFacts& after) {
  if (before.is_ended && !after.is_ended) {
    return Finding{
        .property = "an_end_stays_an_end",
        .expected = "the state after an end is an end",
        .actual = after.is_obliged ? "it is obliged again" : "it is not"};
  }
  if (!before.is_obliged || !after.is_obliged) return std::nullopt;
  if (after.ms > before.ms) {
    return Finding{.property = "time_left_never_grows",
                   .expected = "at most " + Left(before.ms),
                   .actual = Left(after.ms)};
  }
  if (letter.takes_time && after.ms == before.ms) {
    return Finding{.property = "time_takes_time",
                   .expected = "less than " + Left(before.ms),
                   .actual = "still " + Left(after.ms)};
  }
  return std::nullopt;
}

}  // namespace wsdrain
