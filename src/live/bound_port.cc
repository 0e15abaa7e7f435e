// Asks the system, which has chosen it if it was to be free.
#include "live/bound_port.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace wsdrain {

uint16_t BoundPort(int socket) {
  sockaddr_storage bytes = {};
  socklen_t size = sizeof bytes;
  getsockname(socket, reinterpret_cast<sockaddr*>(&bytes), &size);
  if (bytes.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<sockaddr_in6*>(&bytes)->sin6_port);
  }
  return ntohs(reinterpret_cast<sockaddr_in*>(&bytes)->sin_port);
}

}  // namespace wsdrain
