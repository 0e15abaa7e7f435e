// One `expect` line of scenario text, parsed.
#ifndef WSDRAIN_SCENARIO_SCENARIO_TEXT_EXPECTATION_H_
#define WSDRAIN_SCENARIO_SCENARIO_TEXT_EXPECTATION_H_

#include <cstddef>

#include "scenario/expectation.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text_cursor.h"

namespace wsdrain {

// Parses what follows `expect`, to the end of the line. Payloads are written
// out, in at most `bytes_max` bytes.
Expectation ParseExpectation(LineCursor& cursor, Cast cast, size_t bytes_max);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_TEXT_EXPECTATION_H_
