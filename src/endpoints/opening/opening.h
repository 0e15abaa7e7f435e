// The other side's bytes of an opening handshake (4.1, 4.2.2), for stacks that
// insist on one. The hash of the key each of them brings itself.
#ifndef WSDRAIN_ENDPOINTS_OPENING_OPENING_H_
#define WSDRAIN_ENDPOINTS_OPENING_OPENING_H_

#include <string>
#include <string_view>

namespace wsdrain {

// With the key of the example in 1.3.
inline constexpr std::string_view kOpeningRequest =
    "GET / HTTP/1.1\r\nHost: wsdrain\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

inline std::string OpeningAnswer(std::string_view accept) {
  std::string answer =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Accept: ";
  answer += accept;
  answer += "\r\n\r\n";
  return answer;
}

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_OPENING_OPENING_H_
