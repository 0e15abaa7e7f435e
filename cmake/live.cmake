# wsdrain::live, what touches the network, if the libraries that it needs are
# there; without them the program has no command that does.
set(left_out "")
# Who builds an Abseil of his own has none of their packages for that compiler.
if(NOT WSDRAIN_ABSEIL_SOURCE)
  set(OPENSSL_USE_STATIC_LIBS ${WSDRAIN_STATIC})
  set(Boost_USE_STATIC_LIBS ${WSDRAIN_STATIC})
  find_package(OpenSSL 3 QUIET)
  find_package(Boost 1.81 QUIET COMPONENTS url)
  find_path(WSDRAIN_EVENT_INCLUDE event2/event.h)
endif()
if(NOT OpenSSL_FOUND)
  list(APPEND left_out libssl-dev)
endif()
if(NOT Boost_URL_FOUND)
  list(APPEND left_out libboost1.81-dev libboost-url1.81-dev)
endif()
if(NOT WSDRAIN_EVENT_INCLUDE)
  list(APPEND left_out libevent-dev)
endif()
if(left_out)
  list(JOIN left_out ", " left_out)
  message(STATUS "Left out, what touches the network, without: ${left_out}")
else()
  wsdrain_library(live src/live
    wsdrain::closing OpenSSL::SSL Boost::url event_core)
  # As all that includes Asio in one program: see strangers.cmake.
  target_compile_definitions(wsdrain_live PRIVATE BOOST_ASIO_DISABLE_EPOLL)
endif()
