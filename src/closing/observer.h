// What a connection tells its application, as it happens.
#ifndef WSDRAIN_CLOSING_OBSERVER_H_
#define WSDRAIN_CLOSING_OBSERVER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "closing/table.h"
#include "frame/close_code.h"
#include "frame/violation.h"

namespace wsdrain {

enum class MessageType : uint8_t { kText, kBinary };

// The end of a connection, reported exactly once (7.1.4 to 7.1.6).
struct Closed {
  bool is_clean = false;  // the peer's Close came, and ours was wholly written
  CloseCode code = kAbnormalClosure;     // the peer's, 1005, or 1006
  std::string reason;                    // the peer's
  std::optional<ViolationKind> failure;  // why we failed the connection (7.1.7)
};

class ConnectionObserver {
 public:
  virtual ~ConnectionObserver() = default;
  virtual void OnMessage(MessageType type, std::string_view payload) = 0;
  virtual void OnPing(std::string_view payload) = 0;
  virtual void OnPong(std::string_view payload) = 0;
  virtual void OnClosed(const Closed& closed) = 0;

  // A row of the table was obeyed. For coverage and for people.
  virtual void OnRow(const Row& /*row*/) {}
};

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_OBSERVER_H_
