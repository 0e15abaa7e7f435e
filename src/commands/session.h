// What all commands share: the endpoints, the streams, and the exit codes.
#ifndef WSDRAIN_COMMANDS_SESSION_H_
#define WSDRAIN_COMMANDS_SESSION_H_

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "scenario/endpoint.h"

namespace wsdrain {

enum class ExitCode : int {
  kAllHold = 0,
  kBroken = 1,        // a property, or an expectation
  kBadInput = 2,      // bad usage or input
  kSystemFailed = 3,  // before anything was tested
};

struct Session {
  std::vector<EndpointKind> endpoints;  // ours first
  // Behind `--`: a program that a command is to start.
  std::vector<std::string> child_command;
  std::ostream& out;
  std::ostream& err;
  bool has_colour = false;    // on `out`
  bool has_progress = false;  // on `err`
  ExitCode exit_code = ExitCode::kAllHold;

  // Says what is wrong, and ends with the exit code that fits: bad input, but
  // for what the system refuses (kInternal, kResourceExhausted, kUnavailable).
  void Refuse(const absl::Status& status);

  const EndpointKind* Find(std::string_view name) const;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_SESSION_H_
