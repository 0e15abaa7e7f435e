# Writes broken_properties.cc: for each property of props/ a function of its
# name that aborts. See broken_property.h.
file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/props/*.cc)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})

set(functions "")
set(entries "")
foreach(file ${files})
  file(STRINGS ${file} lines REGEX "[{(]\"[a-z0-9_]+\",")
  foreach(line ${lines})
    string(REGEX MATCH "[{(]\"([a-z0-9_]+)\"," match "${line}")
    set(name ${CMAKE_MATCH_1})
    # The number keeps a linker from folding the functions into one.
    string(LENGTH "${entries}" number)
    string(APPEND functions
      "[[gnu::noinline]] void ${name}() {\n"
      "  reason = ${number};\n"
      "  std::abort();\n}\n")
    string(APPEND entries "    {\"${name}\", broken::${name}},\n")
  endforeach()
endforeach()

set(WSDRAIN_BROKEN_PROPERTIES
  ${PROJECT_BINARY_DIR}/generated/broken_properties.cc)
file(CONFIGURE OUTPUT ${WSDRAIN_BROKEN_PROPERTIES}
  @ONLY CONTENT [[
// Generated from props/: where a run that breaks a property comes to its end.
#include <cstdlib>

#include "engines/fuzzing/broken_property.h"

namespace wsdrain {
namespace broken {
volatile int reason = 0;
@functions@}  // namespace broken

std::span<const BrokenProperty> BrokenProperties() {
  static constexpr BrokenProperty kAll[] = {
@entries@  };
  return kAll;
}

}  // namespace wsdrain
]])
