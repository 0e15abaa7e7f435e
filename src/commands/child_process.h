// A program that is started for a test, and does not outlive it.
#ifndef WSDRAIN_COMMANDS_CHILD_PROCESS_H_
#define WSDRAIN_COMMANDS_CHILD_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace wsdrain {

class ChildProcess {
 public:
  // `command`: the program, as the shell finds it, and its arguments. It has
  // nothing to read, and what it prints goes to our standard error, or nowhere.
  // Errors: InvalidArgument, if it cannot be started.
  static absl::StatusOr<std::unique_ptr<ChildProcess>> Start(
      const std::vector<std::string>& command, bool is_heard);

  // Ends it, and what it has started: first by SIGTERM, soon by SIGKILL.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  bool HasEnded();
  pid_t pid() const { return pid_; }

 private:
  explicit ChildProcess(pid_t pid) : pid_(pid) {}

  pid_t pid_;  // and that of its process group
  bool has_ended_ = false;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHILD_PROCESS_H_
