# wsdrain_known(TARGET FILE...): compiles known findings into a fuzz target.
#
# FILE is what `wsdrain run --known` reads; engines/fuzzing/known_failures.h
# tells how the target asks for it. An error of FILE ends the configuration.
function(wsdrain_known target)
  set(entries "")
  foreach(file IN LISTS ARGN)
    wsdrain_known_entries(${file} entries)
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${target}.known.cc)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[
// Generated: what is known to be broken.
#include <vector>

#include "engines/fuzzing/known_failures.h"

namespace wsdrain {

KnownFailures CompiledInFailures() {
  static const std::vector<KnownFailure> kAll = {
@entries@  };
  return kAll;
}

}  // namespace wsdrain
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()

# Appends a line of C++ for each finding of `file` to the variable `list`.
function(wsdrain_known_entries file list)
  cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} json)
  string(JSON type ERROR_VARIABLE error TYPE "${json}")
  if(NOT type STREQUAL "ARRAY")
    message(FATAL_ERROR "${file}: found ${type}, allowed: a list of findings")
  endif()
  string(JSON count LENGTH "${json}")
  set(entries "${${list}}")
  set(number 0)
  while(number LESS count)
    string(APPEND entries "      {")
    foreach(key endpoint role property)
      string(JSON value ERROR_VARIABLE error GET "${json}" ${number} ${key})
      if(NOT error STREQUAL "NOTFOUND")
        math(EXPR number "${number} + 1")
        message(FATAL_ERROR "${file}: finding ${number}: found no ${key}, "
          "allowed: an object with endpoint, role, property, scenario and "
          "reason")
      endif()
      string(APPEND entries "R\"=(${value})=\", ")
    endforeach()
    string(APPEND entries "},\n")
    math(EXPR number "${number} + 1")
  endwhile()
  set(${list} "${entries}" PARENT_SCOPE)
endfunction()
