// Moves on whole scenarios; those on single steps are in shrink_steps.cc.
#include "check/shrink_moves.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "frame/opcode.h"
#include "scenario/scenario_options.h"

namespace wsdrain {
namespace {

// More steps than this are not looked at two by two.
constexpr size_t kPairedStepsMax = 24;
constexpr std::array<uint32_t, 6> kTimesToTry = {1, 8, 64, 512, 4096, 32768};

Scenario Without(const Scenario& scenario, size_t first, size_t count) {
  Scenario fewer = scenario;
  const auto begin = fewer.steps.begin() + static_cast<ptrdiff_t>(first);
  fewer.steps.erase(begin, begin + static_cast<ptrdiff_t>(count));
  return fewer;
}

bool IsUsual(const Scenario& scenario, size_t option, Role side) {
  return OptionValue(scenario, option, side) == DefaultOptionValue(option);
}

// Waits up to the old deadline, and just before it, stay so.
Scenario WithDefaultTimeout(const Scenario& scenario) {
  Scenario usual = scenario;
  usual.timeout_ms = kDefaultTimeoutMs;
  for (Step& step : usual.steps) {
    if (step.verb != Verb::kElapse) continue;
    if (step.number >= scenario.timeout_ms) {
      step.number = kDefaultTimeoutMs;
    } else if (step.number == scenario.timeout_ms - 1) {
      step.number = kDefaultTimeoutMs - 1;
    }
  }
  return usual;
}

bool IsWire(const Step& step, Verb verb, Role side) {
  return step.verb == verb && step.side == side;
}

// The next fragment that the same side, or the remote, adds to a message.
bool IsNextFragment(const Step& first, const Step& step) {
  if (first.verb == Verb::kRemoteFrame) {
    return step.verb == Verb::kRemoteFrame && step.opcode == 0;
  }
  return (step.verb == Verb::kContinue || step.verb == Verb::kFinish) &&
         step.side == first.side && step.hook == first.hook;
}

bool IsRepeated(const Step& step) {
  return step.times > 1 || step.payload.repeat > 1;
}

bool BeginsFragments(const Step& step) {
  return step.verb == Verb::kFragment ||
         (step.verb == Verb::kRemoteFrame && !step.is_final &&
          !IsControl(static_cast<Opcode>(step.opcode)));
}

}  // namespace

ScenarioSize SizeOf(const Scenario& scenario) {
  ScenarioSize size = {scenario.steps.size(), 0, 0};
  for (size_t option = 0; option < kOptionCount; ++option) {
    for (const Role side : {Role::kClient, Role::kServer}) {
      if (!IsUsual(scenario, option, side)) ++size[1];
    }
  }
  if (scenario.timeout_ms != kDefaultTimeoutMs) ++size[1];
  if (!scenario.keys.empty()) ++size[1];
  if (scenario.cast == Cast::kPair) ++size[1];
  for (const Step& step : scenario.steps) size[2] += OddnessOf(step);
  return size;
}

bool UseDefaults(const Scenario& scenario, const TryScenario& try_it) {
  Scenario usual = WithDefaultTimeout(scenario);
  usual.settings = {};
  usual.reset_discards = true;
  usual.keys.clear();
  if (try_it(std::move(usual))) return true;
  for (size_t option = 0; option < kOptionCount; ++option) {
    for (const Role side : {Role::kClient, Role::kServer}) {
      if (IsUsual(scenario, option, side)) continue;
      usual = scenario;
      SetOption(usual, option, side, DefaultOptionValue(option));
      if (try_it(std::move(usual))) return true;
    }
  }
  usual = scenario;
  usual.keys.clear();
  return try_it(std::move(usual)) || try_it(WithDefaultTimeout(scenario));
}

bool LowerTimes(const Scenario& scenario, const TryScenario& try_it) {
  std::vector<size_t> repeated;
  for (size_t i = 0; i < scenario.steps.size(); ++i) {
    if (IsRepeated(scenario.steps[i])) repeated.push_back(i);
  }
  const auto lower = [&](std::span<const size_t> which) {
    for (const uint32_t most : kTimesToTry) {
      Scenario fewer = scenario;
      for (const size_t i : which) {
        Step& step = fewer.steps[i];
        step.times = std::min(step.times, most);
        step.payload.repeat = std::min(step.payload.repeat, most);
      }
      if (try_it(std::move(fewer))) return true;
    }
    return false;
  };
  const std::span<const size_t> all = repeated;
  if (lower(all)) return true;
  if (all.size() < 2) return false;  // together and alone are the same
  for (size_t k = 0; k < all.size(); ++k) {
    if (lower(all.subspan(k, 1))) return true;
  }
  return false;
}

bool DropRuns(const Scenario& scenario, const TryScenario& try_it) {
  const size_t steps = scenario.steps.size();
  for (size_t count = steps; count > 0; count /= 2) {
    // From the end: what comes after the failure goes first.
    for (size_t first = steps - count;; first -= std::min(first, count)) {
      if (try_it(Without(scenario, first, count))) return true;
      if (first == 0) break;
    }
  }
  return false;
}

bool DropPairs(const Scenario& scenario, const TryScenario& try_it) {
  const size_t steps = scenario.steps.size();
  if (steps > kPairedStepsMax) return false;
  for (size_t first = 0; first < steps; ++first) {
    for (size_t second = first + 2; second < steps; ++second) {
      if (try_it(Without(Without(scenario, second, 1), first, 1))) return true;
    }
  }
  return false;
}

bool ReleaseHeld(const Scenario& scenario, const TryScenario& try_it) {
  constexpr std::array<std::pair<Verb, Verb>, 2> kHolds = {
      {{Verb::kHoldInput, Verb::kDeliver}, {Verb::kHoldOutput, Verb::kAccept}}};
  for (const auto& pair : kHolds) {
    // No structured binding: clang 14 does not let a lambda capture it.
    const Verb hold = pair.first;
    const Verb release = pair.second;
    for (const Role side : {Role::kClient, Role::kServer}) {
      Scenario free = scenario;
      std::erase_if(free.steps, [&](const Step& step) {
        return IsWire(step, hold, side) || IsWire(step, release, side);
      });
      if (try_it(std::move(free))) return true;
    }
    // Neighbours that release become one that releases all.
    for (size_t i = 0; i + 1 < scenario.steps.size(); ++i) {
      const Role side = scenario.steps[i].side;
      if (!IsWire(scenario.steps[i], release, side) ||
          !IsWire(scenario.steps[i + 1], release, side)) {
        continue;
      }
      Scenario merged = Without(scenario, i, 1);
      Step& step = merged.steps[i];
      if (step.amount == Amount::kBytes &&
          scenario.steps[i].amount == Amount::kBytes) {
        step.number += scenario.steps[i].number;
        if (try_it(merged)) return true;
      }
      step.amount = Amount::kAll;
      step.number = 0;
      if (try_it(std::move(merged))) return true;
    }
  }
  return false;
}

bool JoinFragments(const Scenario& scenario, const TryScenario& try_it) {
  for (size_t i = 0; i < scenario.steps.size(); ++i) {
    const Step& first = scenario.steps[i];
    if (!BeginsFragments(first)) continue;
    Scenario joined = scenario;
    std::string bytes = first.payload.Bytes();
    for (size_t next = i + 1; next < joined.steps.size();) {
      const Step step = joined.steps[next];
      if (!IsNextFragment(first, step)) {
        ++next;
        continue;
      }
      bytes += step.payload.Bytes();
      joined = Without(joined, next, 1);
      if (step.verb == Verb::kFinish ||
          (step.verb == Verb::kRemoteFrame && step.is_final)) {
        break;
      }
    }
    Step& message = joined.steps[i];
    if (message.verb == Verb::kFragment) message.verb = Verb::kSend;
    message.is_final = true;
    message.payload = {std::move(bytes), 1};
    if (try_it(std::move(joined))) return true;
  }
  return false;
}

bool ReplaceSteps(const Scenario& scenario, const TryScenario& try_it) {
  for (size_t i = 0; i < scenario.steps.size(); ++i) {
    for (Step& simpler : SimplerSteps(scenario.steps[i], scenario.timeout_ms)) {
      Scenario candidate = scenario;
      candidate.steps[i] = std::move(simpler);
      if (try_it(std::move(candidate))) return true;
    }
  }
  return false;
}

bool SwapThenDrop(const Scenario& scenario, const TryScenario& try_it) {
  const size_t steps = scenario.steps.size();
  if (steps > kPairedStepsMax) return false;
  for (size_t i = 0; i + 1 < steps; ++i) {
    if (scenario.steps[i] == scenario.steps[i + 1]) continue;
    Scenario swapped = scenario;
    std::swap(swapped.steps[i], swapped.steps[i + 1]);
    for (size_t drop = 0; drop < steps; ++drop) {
      if (drop == i || drop == i + 1) continue;  // no different from dropping
      if (try_it(Without(swapped, drop, 1))) return true;
    }
  }
  return false;
}

}  // namespace wsdrain
