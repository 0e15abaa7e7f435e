// One `expect` line: what a named scenario says of its own outcome.
#ifndef WSDRAIN_SCENARIO_EXPECTATION_H_
#define WSDRAIN_SCENARIO_EXPECTATION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "frame/close_code.h"
#include "frame/role.h"

namespace wsdrain {

// Asked at the end. Several `sent`, and several `delivered`, must be met in
// their order (others may stand between); a negated one by nothing at all.
struct Expectation {
  enum class Kind : uint8_t {
    kDelivered,  // delivered text|binary|ping|pong [PAYLOAD]
    kSent,       // sent text|binary|continuation|ping|pong [PAYLOAD]
                 // sent close [empty | CODE ["reason"]]
    kRefused,    // refused text|binary|fragment|continue|finish|ping|pong|close
    kTcp,        // tcp open|write_shutdown|closed|reset
    kClosed,     // closed [clean|unclean [CODE ["reason"]]]
  };

  Kind kind = Kind::kClosed;
  bool is_negated = false;
  std::optional<Role> side;  // pair mode: whose
  // The word after the kind: "text", "close", "open", "clean", "unclean"; or
  // empty for a bare `closed`.
  std::string what;
  std::optional<std::string>
      payload;                    // none: any. kSent close, kClosed: reason
  std::optional<CloseCode> code;  // kSent close, kClosed
  bool is_empty = false;          // kSent close: the body is empty
  int line = 0;                   // in its file, from 1

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_EXPECTATION_H_
