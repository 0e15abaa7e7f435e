// A function for each property, where a run that breaks it comes to its end.
#ifndef WSDRAIN_ENGINES_FUZZING_BROKEN_PROPERTY_H_
#define WSDRAIN_ENGINES_FUZZING_BROKEN_PROPERTY_H_

#include <span>
#include <string_view>

namespace wsdrain {

// Crash triage (ClusterFuzz) groups by the names of the topmost frames, cut at
// the first parenthesis and with long numbers removed. A template parameter
// would be lost there; so broken_properties.cmake writes a function for each
// name that it finds in props/.
struct BrokenProperty {
  std::string_view name;
  void (*abort)();
};
std::span<const BrokenProperty> BrokenProperties();

// Aborts in the function named `name`, or in one for all that have none.
[[noreturn]] void AbortIn(std::string_view name);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_BROKEN_PROPERTY_H_
