// The options that say how a live peer is reached.
#ifndef WSDRAIN_COMMANDS_REACH_H_
#define WSDRAIN_COMMANDS_REACH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "live/client_opening.h"
#include "live/dial.h"
#include "live/stream.h"
#include "live/url.h"

namespace CLI {
class App;
}

namespace wsdrain {

struct ReachOptions {
  std::string url;
  std::vector<std::string> headers;
  std::vector<std::string> subprotocols;
  DialOptions dial;
};

void AddReachOptions(CLI::App& command, ReachOptions& options,
                     bool is_required = true);

// The options, understood. Errors: InvalidArgument, which names the option.
struct Reach {
  Url url;
  DialOptions dial;
  OpeningOptions opening;
};
absl::StatusOr<Reach> ReachOf(const ReachOptions& options);

// A connection right after its opening handshake.
struct Reached {
  Stream stream;
  Opened opened;
};

// Errors as Dial and OpenAsClient.
absl::StatusOr<Reached> Connect(const Reach& reach, int64_t timeout_ms);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_REACH_H_
