// Sec-WebSocket-Key and the answer to it (RFC 6455 4.1, 4.2.2).
#ifndef WSDRAIN_LIVE_OPENING_KEY_H_
#define WSDRAIN_LIVE_OPENING_KEY_H_

#include <string>
#include <string_view>

namespace wsdrain {

// 16 random bytes, in base64.
std::string NewOpeningKey();

// Whether `key` is the base64 of 16 bytes.
bool IsOpeningKey(std::string_view key);

// The Sec-WebSocket-Accept that belongs to `key`.
std::string AcceptFor(std::string_view key);

// Whether `wanted` is among the comma-separated tokens of `list`, in whatever
// case.
bool HasToken(std::string_view list, std::string_view wanted);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_OPENING_KEY_H_
