// The tables that are wrong in one row, and what becomes of each.
#ifndef WSDRAIN_TESTS_EXPLORE_TABLE_MUTANTS_H_
#define WSDRAIN_TESTS_EXPLORE_TABLE_MUTANTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "closing/table.h"
#include "endpoints/reference.h"
#include "explore/space.h"

namespace wsdrain {

// One row of the RFC's table, changed in its target or in its action.
struct Mutant {
  const Row* row = nullptr;
  State to = State::kOpen;
  Action action = Action::kNone;

  bool changes_target() const { return to != row->to; }
  size_t index() const {
    return static_cast<size_t>(row->from) * kEvents +
           static_cast<size_t>(row->on);
  }
};

// All of a row, or of the table: kRows * (kStates - 1 + kActions - 1).
std::vector<Mutant> MutantsOf(const Row& row);
std::vector<Mutant> AllMutants();

Table MutatedTable(const Mutant& mutant);
// "kOpen x kEof -> kFailed", "kOpen x kEof: kNone"
std::string NameOf(const Mutant& mutant);

enum class Fate : uint8_t {
  kCaught,      // a property is broken
  kEquivalent,  // nobody can tell it from the RFC's table, and it is said why
  kSurvivor,    // it can be told apart, and no property is broken
  kUnsettled,   // a limit stopped the exploration, or no reason is known
};

struct Judgement {
  Mutant mutant;
  Fate fate = Fate::kUnsettled;
  std::string property;  // caught
  std::string reason;    // equivalent: of the closed list; unsettled: why
  std::string why;       // equivalent actions: why nobody sees it
  // Caught, survivor: a shortest word that shows it, where, and what was seen.
  std::string space;
  size_t steps = 0;
  std::string scenario;
  std::string expected;
  std::string actual;
};

// The closed list of reasons.
inline constexpr std::string_view kRowUnreachable = "the row is unreachable";
inline constexpr std::string_view kActionsLookAlike =
    "the two actions cannot be told apart from outside";
inline constexpr std::string_view kTargetBehavesAlike =
    "the target state behaves the same from there on";

// Why an action may stand for the row's own; empty: nothing on the closed list
// says so. That it can, is shown by the explorer; this only says why.
std::string_view WhyAlike(const Mutant& mutant);

// Where mutants are looked for, cheapest first, and the rows that the RFC's
// table reaches there.
struct HuntingGround {
  std::vector<Space> spaces;
  const PropertySet* properties = nullptr;
  RowVisits visits = {};
  std::string fault;  // empty, or what the RFC's table does wrong there
};
// table-rows in both roles and pair, with all properties.
HuntingGround WholeGround();
// `spaces` with `properties`, which outlive it.
HuntingGround Ground(std::vector<Space> spaces, const PropertySet& properties);
// Empty, or a row that is reached and marked unreachable, or neither.
std::string MisjudgedRow(const HuntingGround& ground);

Judgement Judge(const Mutant& mutant, const HuntingGround& ground);

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_EXPLORE_TABLE_MUTANTS_H_
