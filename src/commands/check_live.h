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

#include "absl/status/statusor.h"
#include "check/check.h"
#include "commands/input.h"
#include "commands/play.h"
#include "commands/run_queue.h"
#include "endpoints/tcp/tailor.h"
#include "endpoints/tcp/tcp_endpoint.h"
#include "report/trace.h"

namespace wsdrain {

struct LiveCheck {
  std::string name;  // of the peer, in findings
  Tailoring tailoring;
  TcpOptions tcp;
  const PropertySet* properties = nullptr;
  size_t connections = 1;  // side by side
  // Makes the connection of a run.
  std::function<absl::StatusOr<TcpConnection>(LiveRun)> connect;
  // Who chooses the next run, and waits for it: the peer. None: it is done.
  // Empty: we do.
  std::function<std::optional<LiveRun>()> wait_for_run;
  // After each run: how many are done, of how many. From any thread.
  std::function<void(size_t, size_t)> progress;
};

// A scenario played to both endings and, if it fails, once more: what does not
// show again is no failure.
struct LivePlay {
  const Input* input = nullptr;
  Scenario scenario;  // as it was played
  EndpointKind kind;
  Play play;                      // `scenario` and `kind` are what it points to
  Trace cooperative;              // of the other ending
  std::vector<bool> is_race;      // by verdict: the two were not alike
  std::vector<Ending> ending;     // by verdict: where it fails
  std::vector<std::string> once;  // properties that one of the two broke
  TcpNotes notes;                 // the longest time, and the first error
  std::string story;     // of what is no scenario: what happened, line by line
  bool is_done = false;  // false: the peer was gone before
};

// What was found of a peer beside the scenarios, as a play of its own: it is
// `verdict`, and `input` names it.
std::unique_ptr<LivePlay> PlayOfVerdict(const std::string& name,
                                        const Input& input, Verdict verdict);

// What a server's opening handshake has accepted.
std::unique_ptr<LivePlay> PlayOfOpening(const std::string& name,
                                        const std::string& extensions);

// What of `inputs` can be played, in their order; of several that come to the
// same steps the first. They are not played yet.
std::vector<std::unique_ptr<LivePlay>> PlayableTo(
    const std::vector<Input>& inputs, const LiveCheck& check);

// Plays them.
void PlayLive(const LiveCheck& check,
              std::vector<std::unique_ptr<LivePlay>>& plays);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHECK_LIVE_H_
