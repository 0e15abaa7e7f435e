// The two ends of a connection: the client masks, the server does not.
#ifndef WSDRAIN_FRAME_ROLE_H_
#define WSDRAIN_FRAME_ROLE_H_

#include <cstdint>
#include <string_view>

namespace wsdrain {

enum class Role : uint8_t { kClient, kServer };

constexpr Role Peer(Role role) {
  return role == Role::kClient ? Role::kServer : Role::kClient;
}

constexpr std::string_view RoleName(Role role) {
  return role == Role::kClient ? "client" : "server";
}

}  // namespace wsdrain

#endif  // WSDRAIN_FRAME_ROLE_H_
