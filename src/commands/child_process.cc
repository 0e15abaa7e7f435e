// Starts a program in a process group of its own.
#include "commands/child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace wsdrain {
namespace {

constexpr std::chrono::milliseconds kUntilKilled{1'000};

}  // namespace

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildProcess::Start(
    const std::vector<std::string>& command, bool is_heard) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY,
                                   0);
  if (is_heard) {
    posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
  } else {
    for (const int output : {STDOUT_FILENO, STDERR_FILENO}) {
      posix_spawn_file_actions_addopen(&files, output, "/dev/null", O_WRONLY,
                                       0);
    }
  }
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, arguments[0], &files, &attributes,
                                 arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(absl::StrJoin(command, " "), ": ", std::strerror(error)));
  }
  return std::unique_ptr<ChildProcess>(new ChildProcess(pid));
}

ChildProcess::~ChildProcess() {
  const auto killed_at = std::chrono::steady_clock::now() + kUntilKilled;
  if (!HasEnded()) kill(-pid_, SIGTERM);
  while (!HasEnded() && std::chrono::steady_clock::now() < killed_at) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  kill(-pid_, SIGKILL);  // what it has started, too
  if (!has_ended_) waitpid(pid_, nullptr, 0);
}

bool ChildProcess::HasEnded() {
  if (!has_ended_) has_ended_ = waitpid(pid_, nullptr, WNOHANG) == pid_;
  return has_ended_;
}

}  // namespace wsdrain
