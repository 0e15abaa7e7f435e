# Writes built_in_scenarios.cc: the texts of corpus/scenarios, compiled in.
#
# Included, it adds the command that writes the file. That command runs it as a
# script, with what it is to read and write in `list`, `folder` and `out`.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(folder ${PROJECT_SOURCE_DIR}/corpus/scenarios)
  file(GLOB_RECURSE scenarios CONFIGURE_DEPENDS ${folder}/*.scn)
  # Changes when a scenario comes or goes.
  set(list ${PROJECT_BINARY_DIR}/generated/built_in_scenarios.txt)
  file(CONFIGURE OUTPUT ${list} @ONLY CONTENT "@scenarios@")
  set(WSDRAIN_BUILT_IN_SCENARIOS
    ${PROJECT_BINARY_DIR}/generated/built_in_scenarios.cc)
  add_custom_command(OUTPUT ${WSDRAIN_BUILT_IN_SCENARIOS}
    COMMAND ${CMAKE_COMMAND} -D list=${list} -D folder=${folder}
      -D out=${WSDRAIN_BUILT_IN_SCENARIOS} -P ${CMAKE_CURRENT_LIST_FILE}
    DEPENDS ${list} ${scenarios} ${CMAKE_CURRENT_LIST_FILE}
    COMMENT "Compiling corpus/scenarios in" VERBATIM)
  return()
endif()

set(entries "")
file(READ ${list} scenarios)
foreach(scenario ${scenarios})
  file(READ ${scenario} text)
  if(text MATCHES "\\)scn\"")
    message(FATAL_ERROR "${scenario}: found )scn\", which ends the C++ string")
  endif()
  file(RELATIVE_PATH name ${folder} ${scenario})
  string(APPEND entries "    {\"${name}\", R\"scn(${text})scn\"},\n")
endforeach()
file(WRITE ${out} "\
// Generated from corpus/scenarios/.
#include \"commands/built_in_scenarios.h\"

namespace wsdrain {

std::span<const BuiltInScenario> BuiltInScenarios() {
  static constexpr BuiltInScenario kAll[] = {
${entries}  };
  return kAll;
}

}  // namespace wsdrain
")
