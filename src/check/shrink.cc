// Tries one move after the other until none is taken any more.
#include "check/shrink.h"

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

// Plays candidates and keeps the smallest that fails in the same way.
class Shrinker {
 public:
  Shrinker(const Scenario& failing, const EndpointKind& client,
           const EndpointKind& server, const Verdict& failure)
      : client_(client),
        server_(server),
        failure_(failure),
        only_({failure.property}),
        best_{failing, failure, 0} {}

  ShrinkResult Run() {
    if (!Keep(Plain(best_.scenario, failure_.role))) return std::move(best_);
    const TryScenario try_it = [this](Scenario candidate) {
      return SizeOf(candidate) < SizeOf(best_.scenario) &&
             Keep(std::move(candidate));
    };
    for (bool any = true; any;) {
      any = false;
      for (const Move move : kMoves) {
        while (move(Scenario(best_.scenario), try_it)) any = true;
      }
    }
    return std::move(best_);
  }

 private:
  bool Keep(Scenario candidate) {
    if (best_.plays >= kShrinkPlaysMax) return false;
    ++best_.plays;
    std::optional<Verdict> verdict = SameFailure(candidate);
    if (!verdict.has_value()) return false;
    best_.scenario = std::move(candidate);
    best_.verdict = *std::move(verdict);
    return true;
  }

  std::optional<Verdict> SameFailure(const Scenario& candidate) const {
    CheckOptions options;
    options.asks_relations = failure_.property->relation != Relation::kNone;
    for (const Casting& casting : CastingsOf(candidate, client_, server_)) {
      Report report = Check(only_, candidate, casting.players, options);
      Verdict& verdict = report.verdicts.front();
      if (verdict.result == failure_.result && verdict.role == failure_.role) {
        return std::move(verdict);
      }
    }
    return std::nullopt;
  }

  const EndpointKind& client_;
  const EndpointKind& server_;
  const Verdict& failure_;
  PropertySet only_;  // the others cannot matter
  ShrinkResult best_;
};

}  // namespace

ShrinkResult Shrink(const PropertySet& /*properties*/, const Scenario& failing,
                    const EndpointKind& client, const EndpointKind& server,
                    const Verdict& failure) {
  return Shrinker(failing, client, server, failure).Run();
}

}  // namespace wsdrain
