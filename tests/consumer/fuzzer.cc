// Fuzzes an endpoint of one's own, mutates by whole steps, and goes on past
// what is known.
#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/known_failures.h"
#include "mine.h"
#include "props/all.h"
#include "scenario_mode.h"

const wsdrain::Mode wsdrain::kScenarioMode = wsdrain::Mode::kSolo;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const wsdrain::EndpointKind kMine = Mine();
  const wsdrain::Scenario scenario = wsdrain::ScenarioFromBytes(
      {reinterpret_cast<const char*>(data), size}, wsdrain::kScenarioMode);
  wsdrain::CheckOrDie(wsdrain::AllProperties(), scenario, kMine,
                      wsdrain::CompiledInFailures());
  return 0;
}
