// First asks whether anybody can tell a mutant from the RFC's table, then
// whether a property is broken, space by space.
#include "explore/table_mutants.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "check/check.h"
#include "explore/equivalence_model.h"
#include "explore/explorer.h"
#include "explore/world_model.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// The RFC's own table has 25,000 states in each space.
constexpr uint64_t kStatesMax = 1'000'000;

std::string SpaceName(const Space& space) {
  constexpr const char* kCasts[] = {", client", ", server", "", ""};
  return space.name + kCasts[static_cast<size_t>(space.scenario.cast)];
}

ExploreOptions OneThread() { return {.limits = {.states_max = kStatesMax}}; }

// It can hardly be reached if its table reads frames in no other state than
// the RFC's: then all is as before, up to the row.
bool IsUnreachable(const Mutant& mutant, const Table& mutated,
                   const HuntingGround& ground) {
  return ground.visits[mutant.index()] == 0 &&
         mutated.Parses(mutant.row->from) == kTable.Parses(mutant.row->from);
}

void Show(const Space& space, const Counterexample& broken,
          Judgement& judgement) {
  judgement.space = SpaceName(space);
  judgement.steps = broken.letters.size();
  judgement.scenario = ScenarioToText(ScenarioOf(space, broken.letters));
  judgement.expected = broken.finding.expected;
  judgement.actual = broken.finding.actual;
}

// The same word, played as a scenario to a world that forgets nothing. What
// the explorer itself asks is no property of a single run.
bool IsReplayed(const Space& space, const Players& players,
                const PropertySet& properties, const Counterexample& broken) {
  bool is_property = false;
  for (const Property* property : properties.list()) {
    is_property = is_property || property->name == broken.finding.property;
  }
  if (!is_property) return true;
  const Report report = Check(properties, ScenarioOf(space, broken.letters),
                              players, {.asks_relations = false});
  return report.FirstFailure(Level::kNote) != nullptr;
}

// True: a property is broken in `space`, or it cannot be told.
bool IsSettledByProperties(const Space& space, const PropertySet& properties,
                           const Table& mutated, Judgement& judgement) {
  const EndpointKind kind = Reference(nullptr, &mutated);
  const Players players = PlayersOf(space, kind);
  const Exploration found =
      Explore(WorldModel(space, players, properties), OneThread());
  if (!found.broken.has_value()) {
    if (found.is_closed_off) return false;
    judgement.reason = absl::StrCat(found.limit, " in ", SpaceName(space));
    return true;
  }
  Show(space, *found.broken, judgement);
  judgement.property = found.broken->finding.property;
  if (IsReplayed(space, players, properties, *found.broken)) {
    judgement.fate = Fate::kCaught;
  } else {
    judgement.reason = "its counterexample does not show it when replayed";
  }
  return true;
}

// A row of which the RFC's table makes no use may still say that frames are
// read. If no frame can come, the mutant makes no use of it either.
bool IsReachedBy(const Mutant& mutant, const Table& mutated,
                 const HuntingGround& ground) {
  RowVisits visits = {};
  const EndpointKind kind = Reference(&visits, &mutated);
  const PropertySet none({});
  for (const Space& space : ground.spaces) {
    Explore(WorldModel(space, PlayersOf(space, kind), none), OneThread());
    if (visits[mutant.index()] > 0) return true;
  }
  return false;
}

// What nobody has told apart.
void Explain(const Table& mutated, const HuntingGround& ground,
             Judgement& judgement) {
  const Mutant& mutant = judgement.mutant;
  judgement.fate = Fate::kEquivalent;
  if (ground.visits[mutant.index()] == 0 &&
      !IsReachedBy(mutant, mutated, ground)) {
    judgement.reason = kRowUnreachable;
  } else if (mutant.changes_target()) {
    judgement.reason = kTargetBehavesAlike;
  } else {
    judgement.why = WhyAlike(mutant);
    judgement.reason = kActionsLookAlike;
  }
  if (judgement.reason != kActionsLookAlike || !judgement.why.empty()) return;
  judgement.fate = Fate::kUnsettled;
  judgement.reason = "it is equivalent, and the list does not say why";
}

}  // namespace

std::vector<Mutant> MutantsOf(const Row& row) {
  std::vector<Mutant> mutants;
  for (size_t to = 0; to < kStates; ++to) {
    if (static_cast<State>(to) == row.to) continue;
    mutants.push_back({&row, static_cast<State>(to), row.action});
  }
  for (size_t action = 0; action < kActions; ++action) {
    if (static_cast<Action>(action) == row.action) continue;
    mutants.push_back({&row, row.to, static_cast<Action>(action)});
  }
  return mutants;
}

std::vector<Mutant> AllMutants() {
  std::vector<Mutant> all;
  for (const Row& row : kTable.rows) {
    const std::vector<Mutant> more = MutantsOf(row);
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

Table MutatedTable(const Mutant& mutant) {
  return WithRow(kTable, mutant.row->from, mutant.row->on, mutant.to,
                 mutant.action, mutant.row->section);
}

std::string NameOf(const Mutant& mutant) {
  return absl::StrCat(
      std::string(StateName(mutant.row->from)), " x ",
      std::string(EventName(mutant.row->on)),
      mutant.changes_target() ? " -> " : ": ",
      std::string(mutant.changes_target() ? StateName(mutant.to)
                                          : ActionName(mutant.action)));
}

HuntingGround Ground(std::vector<Space> spaces, const PropertySet& properties) {
  HuntingGround ground{.spaces = std::move(spaces), .properties = &properties};
  const EndpointKind kind = Reference(&ground.visits);
  for (const Space& space : ground.spaces) {
    const Exploration found = Explore(
        WorldModel(space, PlayersOf(space, kind), properties), OneThread());
    if (found.ok()) continue;
    ground.fault =
        absl::StrCat(SpaceName(space), ": ",
                     found.broken.has_value() ? found.broken->finding.property
                                              : found.limit);
  }
  return ground;
}

HuntingGround WholeGround() {
  return Ground({TableRows(Role::kClient), TableRows(Role::kServer),
                 Pair(/*messages=*/1, /*cuts=*/false)},
                AllProperties());
}

std::string MisjudgedRow(const HuntingGround& ground) {
  for (size_t i = 0; i < kRows; ++i) {
    const Row& row = kTable.rows[i];
    const bool is_reached = ground.visits[i] > 0;
    if (is_reached != (row.action == Action::kUnreachable)) continue;
    return absl::StrCat(std::string(StateName(row.from)), " x ",
                        std::string(EventName(row.on)), " is ",
                        is_reached ? "reached" : "never reached");
  }
  return "";
}

Judgement Judge(const Mutant& mutant, const HuntingGround& ground) {
  Judgement judgement{.mutant = mutant};
  const Table mutated = MutatedTable(mutant);
  if (IsUnreachable(mutant, mutated, ground)) {
    judgement.fate = Fate::kEquivalent;
    judgement.reason = kRowUnreachable;
    return judgement;
  }
  const Space* told_apart = nullptr;
  Counterexample difference;
  for (const Space& space : ground.spaces) {
    const Exploration compared =
        Explore(EquivalenceModel(space, kTable, mutated), OneThread());
    if (compared.broken.has_value()) {
      // Where nobody sees a difference, no property does.
      if (IsSettledByProperties(space, *ground.properties, mutated,
                                judgement)) {
        return judgement;
      }
      if (told_apart == nullptr) {
        told_apart = &space;
        difference = *compared.broken;
      }
    } else if (!compared.is_closed_off) {
      judgement.reason = absl::StrCat(compared.limit, " in ", SpaceName(space));
      return judgement;
    }
  }
  if (told_apart == nullptr) {
    Explain(mutated, ground, judgement);
  } else {
    judgement.fate = Fate::kSurvivor;
    Show(*told_apart, difference, judgement);
  }
  return judgement;
}

}  // namespace wsdrain
