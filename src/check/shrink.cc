// Tries one move after the other until none is taken any more.
#include "check/shrink.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "check/property.h"
#include "check/shrink_moves.h"

namespace wsdrain {
namespace {

// Only what is played, and in one role.
Scenario Plain(Scenario scenario, Role role) {
  scenario.rfc.clear();
  scenario.classes.clear();
  scenario.needs.clear();
  scenario.expects.clear();
  if (scenario.cast == Cast::kBoth) {
    scenario.cast = role == Role::kClient ? Cast::kClient : Cast::kServer;
  }
  return scenario;
}

// The failure that a scenario shows, if it is one that counts.
using Judge = std::function<std::optional<Verdict>(const Scenario&)>;

// What `pick` finds in the report of the first casting where it finds anything.
template <typename Pick>
std::optional<Verdict> FirstPicked(const PropertySet& properties,
                                   const Scenario& scenario,
                                   const EndpointKind& client,
                                   const EndpointKind& server,
                                   bool asks_relations, Pick pick) {
  CheckOptions options;
  options.asks_relations = asks_relations;
  for (const Casting& casting : CastingsOf(scenario, client, server)) {
    const Report report = Check(properties, scenario, casting.players, options);
    if (const Verdict* verdict = pick(report)) return *verdict;
  }
  return std::nullopt;
}

// The failure of the same property, result and role.
Judge SameFailure(const EndpointKind& client, const EndpointKind& server,
                  const Verdict& failure) {
  const bool is_relation = failure.property->relation != Relation::kNone;
  return [&client, &server, is_relation, only = PropertySet({failure.property}),
          result = failure.result,
          role = failure.role](const Scenario& scenario) {
    return FirstPicked(only, scenario, client, server, is_relation,
                       [result, role](const Report& report) {
                         const Verdict& verdict = report.verdicts.front();
                         return verdict.result == result && verdict.role == role
                                    ? &verdict
                                    : nullptr;
                       });
  };
}

// Any failure but of a relation: those take three more plays each.
Judge AnyFailure(const PropertySet& properties, Level fail_on,
                 const EndpointKind& client, const EndpointKind& server) {
  return [&properties, fail_on, &client, &server](const Scenario& scenario) {
    return FirstPicked(properties, scenario, client, server,
                       /*asks_relations=*/false,
                       [fail_on](const Report& report) {
                         return report.FirstFailure(fail_on);
                       });
  };
}

size_t CostOf(const Scenario& scenario) {
  constexpr size_t kBytes = 4096;
  constexpr size_t kFrames = 128;
  size_t bytes = 0;
  size_t frames = 0;
  for (const Step& step : scenario.steps) {
    const size_t size = step.payload.size();
    bytes += size * step.times;
    frames += (step.verb == Verb::kRemoteBytes ? 1 + size / 2 : 1) * step.times;
  }
  return 1 + bytes / kBytes + frames / kFrames;
}

// Plays `candidate`, and keeps it in `best` if it shows a failure.
bool Keep(const Judge& judge, Scenario candidate, ShrinkResult& best) {
  if (best.cost >= kShrinkCostMax) return false;
  best.cost += CostOf(candidate);
  ++best.plays;
  std::optional<Verdict> verdict = judge(candidate);
  if (!verdict.has_value()) return false;
  best.scenario = std::move(candidate);
  best.verdict = *std::move(verdict);
  return true;
}

void ShrinkFurther(const Judge& judge, ShrinkResult& best) {
  const TryScenario try_it = [&judge, &best](Scenario candidate) {
    return SizeOf(candidate) < SizeOf(best.scenario) &&
           Keep(judge, std::move(candidate), best);
  };
  const auto lower_times = [&] {
    while (LowerTimes(Scenario(best.scenario), try_it)) {
    }
  };
  lower_times();
  for (bool any = true; any;) {
    any = false;
    for (const Move move : kMoves) {
      while (move(Scenario(best.scenario), try_it)) {
        any = true;
        lower_times();
      }
    }
  }
}

// Returns true if `best` has become one with fewer steps.
bool GoOver(const Judge& judge, ShrinkResult& best) {
  const TryScenario try_it = [&judge, &best](Scenario candidate) {
    return candidate.steps.size() < best.scenario.steps.size() &&
           Keep(judge, std::move(candidate), best);
  };
  return std::any_of(kMoves.begin(), kMoves.end(),
                     [&](const Move move) {
                       return move(Scenario(best.scenario), try_it);
                     }) ||
         SayInFewWords(Scenario(best.scenario), try_it);
}

}  // namespace

ShrinkResult Shrink(const Scenario& failing, const EndpointKind& client,
                    const EndpointKind& server, const Verdict& failure) {
  const Judge judge = SameFailure(client, server, failure);
  ShrinkResult best{failing, failure};
  if (Keep(judge, Plain(failing, failure.role), best)) {
    ShrinkFurther(judge, best);
  }
  return best;
}

ShrinkResult ShrinkToShortest(const PropertySet& properties, Level fail_on,
                              const Scenario& failing,
                              const EndpointKind& client,
                              const EndpointKind& server,
                              const Verdict& failure) {
  ShrinkResult best = Shrink(failing, client, server, failure);
  const Judge any = AnyFailure(properties, fail_on, client, server);
  while (GoOver(any, best)) {
    const Verdict other = best.verdict;
    ShrinkFurther(SameFailure(client, server, other), best);
  }
  return best;
}

}  // namespace wsdrain
