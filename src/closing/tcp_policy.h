// Who closes TCP, and when (RFC 6455 5.5.1, 7.1.1; D11, D19).
#ifndef WSDRAIN_CLOSING_TCP_POLICY_H_
#define WSDRAIN_CLOSING_TCP_POLICY_H_

#include <algorithm>
#include <cstdint>

#include "closing/table.h"
#include "frame/role.h"

namespace wsdrain {

// What the connection asks of its transport. It only ever grows.
enum class TcpWish : uint8_t {
  kKeep,           // read and write on
  kShutdownWrite,  // send FIN once the output is written; read on
  kClose,          // close both directions
};

// What `action` alone asks for in `role`.
constexpr TcpWish WishOf(Action action, Role role) {
  switch (action) {
    case Action::kEndTcp:
      // 5.5.1: the server MUST close TCP immediately: it sends its FIN, then
      // reads to the client's, so that unread input causes no RST (7.1.1).
      // The client SHOULD wait for the server's.
      return role == Role::kServer ? TcpWish::kShutdownWrite : TcpWish::kKeep;
    case Action::kShutdownWrite:
      return TcpWish::kShutdownWrite;
    case Action::kFinish:
    case Action::kAbandon:
    case Action::kReport:
      return TcpWish::kClose;
    default:
      return TcpWish::kKeep;
  }
}

// What is asked for after `action`, when `wish` was asked for before.
constexpr TcpWish WishAfter(Action action, Role role, TcpWish wish) {
  return std::max(wish, WishOf(action, role));
}

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_TCP_POLICY_H_
