// What makes the application of a live server start the close: --trigger.
#ifndef WSDRAIN_COMMANDS_TRIGGER_H_
#define WSDRAIN_COMMANDS_TRIGGER_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "endpoints/tcp/tcp_endpoint.h"

namespace wsdrain {

struct TriggerChoice {
  bool is_violation = true;  // nothing does: it is sent what is not legal
  bool is_for_all = false;   // what is done may end other connections as well
  Trigger trigger;
};

// `message:TEXT`, `http:METHOD:URL`, `exec:CMD`, `idle:MS` or `violation`.
// Errors: InvalidArgument.
absl::StatusOr<TriggerChoice> ParseTrigger(const std::string& text);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_TRIGGER_H_
