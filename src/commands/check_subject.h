// What `wsdrain check` judges: a server, clients that come, or a proxy.
#ifndef WSDRAIN_COMMANDS_CHECK_SUBJECT_H_
#define WSDRAIN_COMMANDS_CHECK_SUBJECT_H_

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "commands/check_live.h"
#include "commands/check_options.h"
#include "frame/role.h"

namespace wsdrain {

using LivePlays = std::vector<std::unique_ptr<LivePlay>>;

class CheckSubject {
 public:
  virtual ~CheckSubject() = default;

  // "server", "client" or "proxy": what findings call its role.
  virtual std::string role() const = 0;
  // Its URL, or where we wait for it.
  virtual std::string where() const = 0;

  // Finds it, or a place to wait for it, which is said to `said`. `check` has
  // all but the connections. Errors: Unavailable, if there is nothing to judge.
  virtual absl::Status Prepare(LiveCheck& check, std::ostream& said) = 0;
  virtual LivePlays Play(const LiveCheck& check) = 0;
};

// By --listen and --through; `inputs` outlive it, and `command` starts a
// client. Errors: InvalidArgument for options that do not go together.
absl::StatusOr<std::unique_ptr<CheckSubject>> SubjectOf(
    const CheckCommandOptions& options, const std::vector<Input>& inputs,
    const std::vector<std::string>& command);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHECK_SUBJECT_H_
