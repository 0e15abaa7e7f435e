# WebSocket libraries of others that there are: a library of adapters for each,
# and wsdrain::strangers with all of them. What is not found is left out. They
# are for the program and the tests: none but asio is installed.
option(WSDRAIN_STRANGERS "Build the adapters of the libraries that are found"
  ON)

# wsdrain_stranger(NAME [LIBRARY...]): the adapter in src/endpoints/NAME.
function(wsdrain_stranger name)
  wsdrain_library(${name} src/endpoints/${name} wsdrain::scenario ${ARGN})
  get_property(libraries GLOBAL PROPERTY WSDRAIN_LIBRARIES)
  list(REMOVE_ITEM libraries ${name})
  set_property(GLOBAL PROPERTY WSDRAIN_LIBRARIES ${libraries})
endfunction()

set(strangers "")
set(left_out "")
# Who builds an Abseil of his own has none of their packages for that compiler.
if(WSDRAIN_STRANGERS AND NOT WSDRAIN_ABSEIL_SOURCE)
  set(suffixes ${CMAKE_FIND_LIBRARY_SUFFIXES})
  if(WSDRAIN_STATIC)
    set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
  endif()
  find_path(WSDRAIN_WSLAY_INCLUDE wslay/wslay.h)
  find_library(WSDRAIN_WSLAY_LIBRARY NAMES wslay)
  set(CMAKE_FIND_LIBRARY_SUFFIXES ${suffixes})
  find_package(Boost 1.81)
  find_path(WSDRAIN_WEBSOCKETPP_INCLUDE websocketpp/server.hpp)
endif()

if(WSDRAIN_WSLAY_INCLUDE AND WSDRAIN_WSLAY_LIBRARY)
  wsdrain_stranger(wslay ${WSDRAIN_WSLAY_LIBRARY})
  target_include_directories(wsdrain_wslay SYSTEM PRIVATE
    ${WSDRAIN_WSLAY_INCLUDE})
  list(APPEND strangers wslay)
else()
  list(APPEND left_out "wslay (libwslay-dev)")
endif()

wsdrain_stranger(opening)

# Asio's timers ask steady_clock what time it is only when epoll does not tell
# them; all that includes Asio in one program must be compiled alike.
if(Boost_FOUND)
  wsdrain_library(asio src/endpoints/asio wsdrain::scenario Boost::headers)
  target_compile_definitions(wsdrain_asio PUBLIC BOOST_ASIO_DISABLE_EPOLL)
  target_link_options(wsdrain_asio INTERFACE
    "LINKER:--wrap=_ZNSt6chrono3_V212steady_clock3nowEv")
  wsdrain_stranger(beast wsdrain::asio wsdrain::opening)
  list(APPEND strangers beast)
else()
  list(APPEND left_out "beast (libboost1.81-dev)")
endif()

# Its headers are C++17: constructors there repeat the template's arguments.
if(WSDRAIN_WEBSOCKETPP_INCLUDE)
  wsdrain_stranger(websocketpp wsdrain::opening)
  target_include_directories(wsdrain_websocketpp SYSTEM PRIVATE
    ${WSDRAIN_WEBSOCKETPP_INCLUDE})
  set_source_files_properties(src/endpoints/websocketpp/websocketpp.cc
    PROPERTIES COMPILE_OPTIONS "-std=c++17")
  list(APPEND strangers websocketpp)
else()
  list(APPEND left_out "websocketpp (libwebsocketpp-dev)")
endif()

list(TRANSFORM strangers PREPEND wsdrain:: OUTPUT_VARIABLE adapters)
wsdrain_stranger(strangers ${adapters})
foreach(stranger ${strangers})
  string(TOUPPER ${stranger} upper)
  target_compile_definitions(wsdrain_strangers PRIVATE WSDRAIN_HAS_${upper})
endforeach()
if(left_out)
  list(JOIN left_out ", " left_out)
  set(why "as their packages are not there")
  if(NOT WSDRAIN_STRANGERS)
    set(why "as WSDRAIN_STRANGERS is off")
  endif()
  message(STATUS "Left out, ${why}: ${left_out}")
endif()
