// Plays scenarios to a live peer, on several connections side by side.
#ifndef WSDRAIN_COMMANDS_CHECK_LIVE_H_
#define WSDRAIN_COMMANDS_CHECK_LIVE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "commands/input.h"
#include "commands/play.h"
#include "endpoints/tcp/tailor.h"
#include "endpoints/tcp/tcp_endpoint.h"
#include "report/trace.h"

namespace wsdrain {

struct LiveCheck {
  std::string name;  // of the peer, in findings
  Tailoring tailoring;
  TcpOptions tcp;
  TcpConnector connector;
  const PropertySet* properties = nullptr;
  size_t connections = 1;  // side by side
  // After each run: how many are done, of how many. From any thread.
  std::function<void(size_t, size_t)> progress;
};

// A scenario played twice, in the silent and in the cooperative ending. What
// one of the two has not shown is no failure.
struct LivePlay {
  const Input* input = nullptr;
  Scenario scenario;  // as it was played
  EndpointKind kind;
  Play play;                      // `scenario` and `kind` are what it points to
  Trace cooperative;              // of the other ending
  std::vector<bool> is_race;      // by verdict: the two were not alike
  std::vector<Ending> ending;     // by verdict: where it fails
  std::vector<std::string> once;  // properties that one of the two broke
  std::optional<int64_t> closing_ms;  // the longest
  std::string trigger_error;
  bool is_done = false;  // false: the peer was gone before
};

// What the opening handshake has accepted, as a play of its own.
std::unique_ptr<LivePlay> PlayOfOpening(const std::string& name, Role role,
                                        const std::string& extensions);

// One for each of `inputs` that can be played, in their order; of several that
// come to the same steps the first.
std::vector<std::unique_ptr<LivePlay>> PlayLive(
    const std::vector<Input>& inputs, const LiveCheck& check);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHECK_LIVE_H_
