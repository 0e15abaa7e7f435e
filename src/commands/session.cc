// Maps errors to messages and exit codes.
#include "commands/session.h"

#include <ostream>

namespace wsdrain {

void Session::Refuse(const absl::Status& status) {
  err << std::string(status.message()) << "\n";
  const bool is_system = absl::IsInternal(status) ||
                         absl::IsResourceExhausted(status) ||
                         absl::IsUnavailable(status);
  exit_code = is_system ? ExitCode::kSystemFailed : ExitCode::kBadInput;
}

const EndpointKind* Session::Find(std::string_view name) const {
  for (const EndpointKind& kind : endpoints) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

}  // namespace wsdrain
