# What `cmake --install` gives: the program, the libraries, and a CMake package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(headers ${CMAKE_INSTALL_INCLUDEDIR}/wsdrain)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/wsdrain)
set(data ${CMAKE_INSTALL_DATADIR}/wsdrain)

# libFuzzer's hooks: compiled by who links them, with the target's own flags.
add_library(wsdrain_mutate_scenarios INTERFACE)
set_target_properties(wsdrain_mutate_scenarios PROPERTIES
  EXPORT_NAME mutate_scenarios)
target_sources(wsdrain_mutate_scenarios INTERFACE
  $<INSTALL_INTERFACE:$<INSTALL_PREFIX>/${data}/fuzz/mutate_scenarios.cc>)
target_include_directories(wsdrain_mutate_scenarios INTERFACE
  $<INSTALL_INTERFACE:${data}/fuzz>)
target_link_libraries(wsdrain_mutate_scenarios INTERFACE wsdrain_fuzzing)
install(TARGETS wsdrain_mutate_scenarios EXPORT wsdrain)
install(FILES fuzz/mutate_scenarios.cc fuzz/scenario_mode.h
  DESTINATION ${data}/fuzz)

# Includes read as they do here: "scenario/endpoint.h", "props/all.h".
get_property(libraries GLOBAL PROPERTY WSDRAIN_LIBRARIES)
foreach(library ${libraries})
  # Their users alone must have RapidCheck, Boost or OpenSSL, so each has an
  # export of its own.
  set(export wsdrain)
  if(library MATCHES "^(rapidcheck|asio|live|main)$")
    set(export wsdrain-${library})
  elseif(library STREQUAL tcp)
    set(export wsdrain-live)
  endif()
  install(TARGETS wsdrain_${library} EXPORT ${export}
    INCLUDES DESTINATION ${headers})
  if(library STREQUAL main)
    install(FILES src/commands/main.h DESTINATION ${headers}/commands)
    install(TARGETS wsdrain)
  else()
    get_target_property(folder wsdrain_${library} WSDRAIN_FOLDER)
    string(REGEX REPLACE "^src/" "" below ${folder})
    install(DIRECTORY ${folder}/ DESTINATION ${headers}/${below}
      FILES_MATCHING PATTERN "*.h")
  endif()
endforeach()
install(DIRECTORY corpus/scenarios DESTINATION ${data})
install(FILES LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT wsdrain NAMESPACE wsdrain:: DESTINATION ${package}
  FILE wsdrain-targets.cmake)
foreach(library rapidcheck asio live main)
  if(library IN_LIST libraries)
    install(EXPORT wsdrain-${library} NAMESPACE wsdrain::
      DESTINATION ${package} FILE wsdrain-${library}-targets.cmake)
  endif()
endforeach()
list(JOIN libraries " " WSDRAIN_COMPONENTS)
configure_file(cmake/wsdrainConfig.cmake.in wsdrainConfig.cmake @ONLY)
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/wsdrainConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES cmake/wsdrainKnown.cmake
  ${PROJECT_BINARY_DIR}/wsdrainConfig.cmake
  ${PROJECT_BINARY_DIR}/wsdrainConfigVersion.cmake DESTINATION ${package})
