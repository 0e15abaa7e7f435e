// What the explorer itself asks of a transition: time left, and ends.
#ifndef WSDRAIN_EXPLORE_TRANSITION_RULES_H_
#define WSDRAIN_EXPLORE_TRANSITION_RULES_H_

#include <optional>

#include "explore/model.h"

namespace wsdrain {

// What a letter broke that led from `before` to `after`, if anything:
// time_left_never_grows, time_takes_time or an_end_stays_an_end.
std::optional<Finding> BrokenBy(const LetterFacts& letter,
                                const StateFacts& before,
                                const StateFacts& after);

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_TRANSITION_RULES_H_
