// Tries again where trying again may help.
#include "commands/live_server.h"

#include <chrono>
#include <cstdlib>
#include <thread>

#include "live/time_limit.h"

namespace wsdrain {
namespace {

constexpr int kTries = 3;
constexpr std::chrono::milliseconds kBetweenTries{20};

}  // namespace

absl::StatusOr<Reached> LiveServer::Connect() {
  const TimeLimit limit(timeout_ms_);
  for (int tries = 1;; ++tries) {
    if (absl::Status started = StartIfEnded(); !started.ok()) return started;
    auto reached = wsdrain::Connect(reach_, timeout_ms_);
    const bool is_last = command_.empty() ? tries == kTries : limit.is_over();
    if (reached.ok() || is_last) return reached;
    std::this_thread::sleep_for(kBetweenTries);
  }
}

absl::Status LiveServer::StartIfEnded() {
  if (command_.empty()) return absl::OkStatus();
  const std::scoped_lock lock(mutex_);
  if (process_ != nullptr && !process_->HasEnded()) return absl::OkStatus();
  process_.reset();
  auto started =
      ChildProcess::Start({"sh", "-c", command_}, /*is_heard=*/false);
  if (!started.ok()) return started.status();
  process_ = *std::move(started);
  // For the command of --trigger exec.
  setenv("WSDRAIN_SERVER_PID", std::to_string(process_->pid()).c_str(), 1);
  return absl::OkStatus();
}

}  // namespace wsdrain
