// Plays a scenario's text to our endpoint and records the run.
#ifndef WSDRAIN_TESTS_REPORT_RECORDED_RUN_H_
#define WSDRAIN_TESTS_REPORT_RECORDED_RUN_H_

#include <gtest/gtest.h>

#include <string_view>

#include "check/check.h"
#include "endpoints/reference.h"
#include "report/trace.h"
#include "scenario/runner.h"
#include "scenario/scenario_text.h"

namespace wsdrain {

inline Scenario Parsed(std::string_view text) {
  const auto scenario = ScenarioFromText("test", text);
  EXPECT_TRUE(scenario.ok()) << scenario.status();
  return scenario.ok() ? *scenario : Scenario{};
}

// Players point to it.
inline const EndpointKind& Ours() {
  static const EndpointKind kind = Reference();
  return kind;
}

// Of the first of the scenario's castings.
inline Players FirstPlayers(const Scenario& scenario) {
  return CastingsOf(scenario, Ours(), Ours()).front().players;
}

inline Trace Recorded(const Scenario& scenario) {
  Trace trace;
  RunScenario(scenario, FirstPlayers(scenario), {}, Ending::kSilent, trace);
  return trace;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_REPORT_RECORDED_RUN_H_
