// Our endpoint and those of others make the same of a scenario.
//
// Input:  a solo scenario in the binary format (scenario/scenario_bytes.cc);
//         every input is legal.
// Oracle: FindDisagreement(), which knows by rule where they may differ.
// Seeds:  those of closing_fuzzer.
// WSDRAIN_ENDPOINTS=wslay,beast in the environment: ours and these alone. What
// it finds it prints as a scenario: wsdrain run FILE.scn --endpoint all -v
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "endpoints/reference.h"
#include "endpoints/strangers/strangers.h"
#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/counters.h"
#include "engines/fuzzing/differential.h"
#include "props/all.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"
#include "scenario_mode.h"

namespace wsdrain {

const Mode kScenarioMode = Mode::kSolo;

namespace {

[[noreturn]] void RefuseName(std::string_view name,
                             const std::vector<EndpointKind>& built_in) {
  std::vector<std::string> allowed;
  for (const EndpointKind& kind : built_in) allowed.push_back(kind.name);
  std::cerr << "WSDRAIN_ENDPOINTS: found '" << name << "', allowed: "
            << (allowed.empty() ? "none: this build has no libraries of others"
                                : absl::StrJoin(allowed, ", "))
            << "\n";
  std::_Exit(2);
}

// Ours, and of those of others the ones that the environment asks for. Exits
// with 2 if that asks for one that is not built in.
std::vector<EndpointKind> ChosenKinds() {
  std::vector<EndpointKind> kinds = Strangers();
  if (const char* chosen = std::getenv("WSDRAIN_ENDPOINTS")) {
    std::vector<EndpointKind> asked;
    const std::vector<std::string> names = absl::StrSplit(chosen, ',');
    for (const std::string& name : names) {
      const auto kind = std::find_if(
          kinds.begin(), kinds.end(),
          [&](const EndpointKind& built_in) { return built_in.name == name; });
      if (kind == kinds.end()) RefuseName(name, kinds);
      asked.push_back(*kind);
    }
    kinds = std::move(asked);
  }
  kinds.insert(kinds.begin(), Reference(&RowCounters()));
  return kinds;
}

// What shows only after many steps or bytes is for closing_fuzzer: here so many
// play that short runs are worth more, in one role at a time.
Scenario Shortened(Scenario scenario) {
  constexpr size_t kStepsMax = 8;
  constexpr uint32_t kTimesMax = 2;
  constexpr uint32_t kRepeatMax = 200;
  if (scenario.cast == Cast::kBoth) {
    scenario.cast =
        scenario.steps.size() % 2 == 0 ? Cast::kClient : Cast::kServer;
  }
  if (scenario.steps.size() > kStepsMax) scenario.steps.resize(kStepsMax);
  for (Step& step : scenario.steps) {
    step.times = std::min(step.times, kTimesMax);
    step.payload.repeat = std::min(step.payload.repeat, kRepeatMax);
  }
  return scenario;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::vector<EndpointKind> kKinds = ChosenKinds();
  const Scenario scenario = Shortened(ScenarioFromBytes(
      {reinterpret_cast<const char*>(data), size}, kScenarioMode));
  const auto found = FindDisagreement(AllProperties(), scenario, kKinds);
  if (!found.has_value()) return 0;
  DieOf(ScenarioToText(scenario) + "\n" + DisagreementToText(*found));
  return 0;
}

}  // namespace wsdrain
