// The options of `wsdrain check`, as they were given, and what they choose.
#ifndef WSDRAIN_COMMANDS_CHECK_OPTIONS_H_
#define WSDRAIN_COMMANDS_CHECK_OPTIONS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "check/property.h"
#include "commands/known.h"
#include "commands/reach.h"
#include "scenario/step.h"

namespace CLI {
class App;
}

namespace wsdrain {

struct CheckCommandOptions {
  ReachOptions reach;
  std::string through;  // a URL: the peer is a proxy between us and us
  std::string listen;   // HOST:PORT: the peer is a client
  std::vector<std::string> command;  // and this starts it; {url}: where to
  std::vector<std::string> paths;
  std::string name = "peer";
  std::string trigger = "violation";
  std::string start;
  std::string message;
  std::string prologue_path;
  std::vector<std::string> only;
  KnownOptions known;
  Level fail_on = Level::kMust;
  size_t connections = 64;
  int64_t bound_ms = 35'000;
  int64_t timeout_ms = 10'000;
  bool is_quick = false;
  bool echoes = false;
  std::string junit_path;
  bool is_json = false;
  bool is_verbose = false;
  bool is_full_set = false;  // nothing is left out

  int64_t EndMs() const {
    return is_quick ? std::min(kQuickMs, bound_ms) : bound_ms;
  }
  static constexpr int64_t kQuickMs = 5'000;
};

void AddCheckOptions(CLI::App& command, CheckCommandOptions& options);

// The properties that --only lets through; all but those that compare runs.
// Errors: InvalidArgument for a section that no property names.
absl::StatusOr<std::vector<const Property*>> ChosenProperties(
    const std::vector<std::string>& only);

// The steps of that file, which are for the remote alone. Errors:
// InvalidArgument, which names the file.
absl::StatusOr<std::vector<Step>> PrologueOf(const std::string& path);

// `HOST:PORT`, `[::1]:PORT` or `PORT`. Errors: InvalidArgument.
struct ListenAddress {
  std::string host = "127.0.0.1";
  uint16_t port = 0;
};
absl::StatusOr<ListenAddress> ParseListenAddress(const std::string& text);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHECK_OPTIONS_H_
