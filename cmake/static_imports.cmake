# Makes imported targets that name a shared library name the archive beside it.
#
# Debian's Abseil has both, and its CMake package names the shared ones.
get_property(imported DIRECTORY PROPERTY IMPORTED_TARGETS)
foreach(target ${imported})
  get_target_property(configurations ${target} IMPORTED_CONFIGURATIONS)
  foreach(configuration ${configurations})
    set(property IMPORTED_LOCATION_${configuration})
    get_target_property(shared ${target} ${property})
    if(NOT shared MATCHES "\\.so[.0-9]*$")
      continue()
    endif()
    string(REGEX REPLACE "\\.so[.0-9]*$" ".a" archive ${shared})
    if(NOT EXISTS ${archive})
      message(FATAL_ERROR
        "WSDRAIN_STATIC: found ${shared}, wanted ${archive} beside it")
    endif()
    set_target_properties(${target} PROPERTIES ${property} ${archive})
  endforeach()
endforeach()
