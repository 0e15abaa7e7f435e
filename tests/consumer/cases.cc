// Draws scenarios for an endpoint of one's own until a property is broken.
#include <iostream>

#include "engines/rapidcheck/check_with_rapidcheck.h"
#include "mine.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

int main() {
  const wsdrain::EndpointKind mine = Mine();
  const wsdrain::RapidCheckResult result =
      wsdrain::CheckWithRapidCheck(wsdrain::AllProperties(), mine, mine, {});
  if (!result.failure.has_value()) return 0;
  std::cout << result.failure->verdict.property->name << "\n"
            << wsdrain::ScenarioToText(result.failure->scenario);
  return 1;
}
