// The header lines of scenario text: parsed and printed.
#ifndef WSDRAIN_SCENARIO_SCENARIO_TEXT_HEADER_H_
#define WSDRAIN_SCENARIO_SCENARIO_TEXT_HEADER_H_

#include <array>
#include <string>

#include "scenario/scenario.h"
#include "scenario/scenario_options.h"
#include "scenario/scenario_text_cursor.h"

namespace wsdrain {

// What the header lines so far have set: nothing is set twice.
struct HeadersSeen {
  bool role = false;
  bool timeout = false;
  bool keys = false;
  std::array<std::array<bool, 2>, kOptionCount> options = {};  // by side
};

// Parses the header at the cursor, to the end of the line, into `scenario`.
// `text` becomes its canonical form. False if no header begins here; the
// cursor then knows which could.
bool TryHeader(LineCursor& cursor, HeadersSeen& seen, Scenario& scenario,
               std::string& text);

// All header lines after `scn 1` that `scenario` needs: none for defaults.
std::string HeadersToText(const Scenario& scenario);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_TEXT_HEADER_H_
