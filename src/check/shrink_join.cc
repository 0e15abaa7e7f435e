// Writes two steps as one.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/shrink_moves.h"
#include "frame/masking.h"
#include "frame/role.h"
#include "scenario/remote_frame.h"

namespace wsdrain {
namespace {

// Nobody reads more bytes than this.
constexpr size_t kJoinedBytesMax = 128;
constexpr MaskingKey kKey = {0x0A, 0x1B, 0x2C, 0x3D};

// What the step puts on the wire, if it is few bytes: raw, or of frames.
std::optional<std::string> BytesOf(const Step& step, Cast cast) {
  const bool is_raw = step.verb == Verb::kRemoteBytes;
  if (!is_raw && step.verb != Verb::kRemoteFrame) return std::nullopt;
  // Before they are made: a scenario in a file may have 128 MiB in a payload.
  if (step.payload.size() * step.times > kJoinedBytesMax) return std::nullopt;
  const Role reader = cast == Cast::kServer ? Role::kServer : Role::kClient;
  const std::string once =
      is_raw ? step.payload.Bytes() : RemoteFrameBytes(step, reader, kKey);
  if (once.size() * step.times > kJoinedBytesMax) return std::nullopt;
  return Payload{once, step.times}.Bytes();
}

}  // namespace

bool JoinRepeats(const Scenario& scenario, const TryScenario& try_it) {
  for (size_t i = 0; i + 1 < scenario.steps.size(); ++i) {
    Step both = scenario.steps[i];
    both.times = scenario.steps[i + 1].times;
    if (both != scenario.steps[i + 1]) continue;
    both.times += scenario.steps[i].times;
    if (both.times > kTimesMax) continue;
    Scenario joined = scenario;
    joined.steps.erase(joined.steps.begin() + static_cast<ptrdiff_t>(i));
    joined.steps[i] = std::move(both);
    if (try_it(std::move(joined))) return true;
  }
  return false;
}

// Two frames read better as two, unless they are held to be read at once.
bool JoinBytes(const Scenario& scenario, const TryScenario& try_it) {
  const std::vector<Step>& steps = scenario.steps;
  const bool is_held =
      std::any_of(steps.begin(), steps.end(),
                  [](const Step& s) { return s.verb == Verb::kHoldInput; });
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    const bool are_frames = steps[i].verb == Verb::kRemoteFrame &&
                            steps[i + 1].verb == Verb::kRemoteFrame;
    if (are_frames && !is_held) continue;
    const auto first = BytesOf(steps[i], scenario.cast);
    if (!first.has_value()) continue;
    const auto second = BytesOf(steps[i + 1], scenario.cast);
    if (!second.has_value()) continue;
    if (first->size() + second->size() > kJoinedBytesMax) continue;
    Scenario joined = scenario;
    joined.steps.erase(joined.steps.begin() + static_cast<ptrdiff_t>(i));
    joined.steps[i] = {.verb = Verb::kRemoteBytes,
                       .payload = {*first + *second, 1}};
    if (try_it(std::move(joined))) return true;
  }
  return false;
}

}  // namespace wsdrain
