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
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// Whether `name` stands in `list`, between commas.
bool IsIn(std::string_view list, const std::string& name) {
  return ("," + std::string(list) + ",").find("," + name + ",") !=
         std::string::npos;
}

std::vector<EndpointKind> ChosenKinds() {
  const char* chosen = std::getenv("WSDRAIN_ENDPOINTS");
  std::vector<EndpointKind> kinds = {Reference(&RowCounters())};
  for (EndpointKind& kind : Strangers()) {
    if (chosen == nullptr || IsIn(chosen, kind.name)) {
      kinds.push_back(std::move(kind));
    }
  }
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
