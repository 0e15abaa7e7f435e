// Plays, shrinks, explains and aborts.
#include "engines/fuzzing/check_or_die.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "check/property.h"
#include "check/shrink_moves.h"
#include "check/verdict.h"
#include "engines/fuzzing/broken_property.h"
#include "engines/fuzzing/counters.h"
#include "report/explain.h"

namespace wsdrain {
namespace {

// The line has the form of a failed assert, which crash triage understands.
void PrintAssertion(std::string_view claim) {
  std::fprintf(stderr, "wsdrain: Assertion `%.*s' failed.\n",
               static_cast<int>(claim.size()), claim.data());
}

// Comparing runs takes three more of them: more is found by asking a quarter of
// the scenarios, chosen by what they are.
bool AsksRelations(const Scenario& scenario) {
  const ScenarioSize size = SizeOf(scenario);
  return (size[0] + size[2]) % 4 == 0;
}

// Lets the counters see the run that is asked about.
Report Ask(const PropertySet& properties, const Scenario& scenario,
           const Players& players) {
  PlaceCounting counting;
  return Check(
      properties, scenario, players,
      {.asks_relations = AsksRelations(scenario), .watcher = &counting});
}

}  // namespace

std::optional<ShrinkResult> FindFailure(const PropertySet& properties,
                                        const Scenario& scenario,
                                        const EndpointKind& client,
                                        const EndpointKind& server,
                                        KnownFailures known) {
  for (const Casting& casting : CastingsOf(scenario, client, server)) {
    const Report report = Ask(properties, scenario, casting.players);
    auto failure = ShrinkUnknown(scenario, casting, report, known);
    if (failure.has_value()) return failure;
  }
  return std::nullopt;
}

std::string Explain(const ShrinkResult& failure, const EndpointKind& client,
                    const EndpointKind& server) {
  // A shrunk scenario has one casting: one role, or one pair.
  const auto castings = CastingsOf(failure.scenario, client, server);
  return ExplainFailure(failure.scenario, castings.front().players,
                        failure.verdict);
}

void CheckOrDie(const PropertySet& properties, const Scenario& scenario,
                const EndpointKind& client, const EndpointKind& server,
                KnownFailures known) {
  const std::optional<ShrinkResult> failure =
      FindFailure(properties, scenario, client, server, known);
  if (!failure.has_value()) return;
  std::fputs(Explain(*failure, client, server).c_str(), stderr);
  const std::string_view name = failure->verdict.property->name;
  PrintAssertion(name);
  AbortIn(name);
}

void DieOf(const std::optional<std::string>& failure) {
  if (!failure.has_value()) return;
  std::fprintf(stderr, "%s\n", failure->c_str());
  std::abort();
}

}  // namespace wsdrain
