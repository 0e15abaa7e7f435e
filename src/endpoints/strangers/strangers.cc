// CMake says which of them there are.
#include "endpoints/strangers/strangers.h"

#ifdef WSDRAIN_HAS_BEAST
#include "endpoints/beast/beast.h"
#endif
#ifdef WSDRAIN_HAS_WEBSOCKETPP
#include "endpoints/websocketpp/websocketpp.h"
#endif
#ifdef WSDRAIN_HAS_WSLAY
#include "endpoints/wslay/wslay.h"
#endif

namespace wsdrain {

std::vector<EndpointKind> Strangers() {
  std::vector<EndpointKind> kinds;
#ifdef WSDRAIN_HAS_WSLAY
  kinds.push_back(Wslay());
#endif
#ifdef WSDRAIN_HAS_BEAST
  kinds.push_back(Beast());
#endif
#ifdef WSDRAIN_HAS_WEBSOCKETPP
  kinds.push_back(WebSocketPp());
#endif
  return kinds;
}

}  // namespace wsdrain
