// A live server under test: how to reach it and, if we start it, whether it is
// there.
#ifndef WSDRAIN_COMMANDS_LIVE_SERVER_H_
#define WSDRAIN_COMMANDS_LIVE_SERVER_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "commands/child_process.h"
#include "commands/reach.h"

namespace wsdrain {

class LiveServer {
 public:
  // `command` starts it, by the shell; empty: it is there.
  LiveServer(Reach reach, std::string command, int64_t timeout_ms)
      : reach_(std::move(reach)),
        command_(std::move(command)),
        timeout_ms_(timeout_ms) {}

  // Starts it first, if it has ended. A connection that is refused is tried
  // again: at once, or as long as what was started may not listen yet. Errors:
  // as Connect in reach.h. From any thread.
  absl::StatusOr<Reached> Connect();

 private:
  absl::Status StartIfEnded();

  const Reach reach_;
  const std::string command_;
  const int64_t timeout_ms_;
  std::mutex mutex_;
  std::unique_ptr<ChildProcess> process_;  // guarded by mutex_
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_LIVE_SERVER_H_
