// The fuzz targets' inputs: what their bytes mean, and what they are asked.
#ifndef WSDRAIN_ENGINES_FUZZING_TARGET_H_
#define WSDRAIN_ENGINES_FUZZING_TARGET_H_

#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "check/check.h"
#include "scenario/scenario_bytes.h"

namespace wsdrain {

// decode(encode(decode(b))) == decode(b) for all bytes b.
struct TargetFormat {
  std::string_view name;   // of the fuzz target
  std::string_view claim;  // what it tries to refute
  // Set: the bytes are a scenario, and the text its canonical form. Not set: a
  // line a record, as in plain_text.h, chosen_scenario.h and text_lines.h.
  std::optional<Mode> scenario_mode;
  // Never fails: every byte string means something.
  std::string (*decode)(std::string_view bytes);
  // Errors: InvalidArgument "FILE:LINE:COLUMN: found ..., allowed: ...".
  absl::StatusOr<std::string> (*encode)(std::string_view file,
                                        std::string_view text);
  // What is wrong with this input, in words; none: the claim holds. Does what
  // the target does, but returns.
  std::optional<std::string> (*run)(std::string_view bytes);
  // The bytes are text themselves: such a file is an input, not a scenario.
  bool takes_text = false;
};

// For the names of tests.
inline std::ostream& operator<<(std::ostream& out, const TargetFormat& target) {
  return out << target.name;
}

// In the order of the targets' names in fuzz/CMakeLists.txt.
std::span<const TargetFormat> Targets();
// Null: there is no such target.
const TargetFormat* FindTarget(std::string_view name);

// The false belief that this project began with: once we have said Close, the
// next thing to be read is the peer's Close. The canary target asks it.
const PropertySet& CanaryProperties();

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_TARGET_H_
