// Fuzzes an endpoint of one's own, and mutates by whole steps.
#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"
#include "props/all.h"
#include "scenario_mode.h"

const wsdrain::Mode wsdrain::kScenarioMode = wsdrain::Mode::kSolo;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const wsdrain::Scenario scenario = wsdrain::ScenarioFromBytes(
      {reinterpret_cast<const char*>(data), size}, wsdrain::kScenarioMode);
  wsdrain::CheckOrDie(wsdrain::AllProperties(), scenario, wsdrain::Reference());
  return 0;
}
