// Text for the inputs of targets that take text themselves: each line in
// quotes, so that any bytes can be shown, compared and committed.
//
//   TARGET 1
//   line "scn 1"             a line with its newline
//   rest "rolle client"      bytes without one: the last line, or a part
//
// `#` begins a comment; empty lines do not count. Bytes that are no UTF-8 text
// are written hex:00ff.
#ifndef WSDRAIN_ENGINES_FUZZING_TEXT_LINES_H_
#define WSDRAIN_ENGINES_FUZZING_TEXT_LINES_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

std::string LinesToText(std::string_view target, std::string_view bytes);

// Errors: InvalidArgument "FILE:LINE:COLUMN: found ..., allowed: ...".
absl::StatusOr<std::string> LinesFromText(std::string_view target,
                                          std::string_view file,
                                          std::string_view text);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_TEXT_LINES_H_
