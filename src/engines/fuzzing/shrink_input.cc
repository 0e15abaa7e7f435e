// Breaks our endpoint in one place, and shrinks what shows it.
#include "engines/fuzzing/shrink_input.h"

#include <array>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "check/check.h"
#include "check/shrink.h"
#include "check/shrink_moves.h"
#include "closing/table.h"
#include "endpoints/reference.h"
#include "engines/fuzzing/check_or_die.h"
#include "engines/fuzzing/chosen_scenario.h"
#include "engines/fuzzing/liar.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// Of each scenario: thousands of its like are played.
constexpr size_t kShrunkStepsMax = 12;
constexpr uint32_t kShrunkTimesMax = 40;
constexpr size_t kShrunkPayloadMax = 2048;
// The play that exceeds kShrinkCostMax costs no more than this: all the payload
// that the format has room for, each two bytes of it a frame.
constexpr size_t kOnePlayMax = 4096;

constexpr std::array<std::string_view, 2> kAsWords = {"ours", "stranger"};

template <size_t kSize, typename T, std::string_view (*kName)(T)>
std::array<std::string_view, kSize> NamesOf() {
  std::array<std::string_view, kSize> names;
  for (size_t i = 0; i < kSize; ++i) names[i] = kName(static_cast<T>(i));
  return names;
}

const ChosenFormat& Format() {
  static const auto kFrom = NamesOf<kStates, State, StateName>();
  static const auto kOn = NamesOf<kEvents, Event, EventName>();
  static const auto kTo = NamesOf<kActions, Action, ActionName>();
  static const std::array<PlainField, 6> kFields = {{{"from", kFrom},
                                                     {"on", kOn},
                                                     {"to", kFrom},
                                                     {"action", kTo},
                                                     {"lie", kLieWords},
                                                     {"as", kAsWords}}};
  static const ChosenFormat kFormat = {{.target = "shrink_fuzzer",
                                        .word = "broken",
                                        .fields = kFields,
                                        .has_bytes = false},
                                       kShrunkStepsMax,
                                       kShrunkTimesMax,
                                       kShrunkPayloadMax};
  return kFormat;
}

// A row that takes in a Close needs an event that brings one.
Action Possible(Event on, Action action) {
  const bool takes_a_close = action == Action::kSendClose ||
                             action == Action::kAnswer ||
                             action == Action::kRecordClose;
  const bool has_one = on == Event::kStartClose || on == Event::kCloseFrame;
  return takes_a_close && !has_one ? Action::kNone : action;
}

Table BrokenTable(const std::vector<uint32_t>& choices) {
  const auto on = static_cast<Event>(choices[1]);
  return WithRow(kTable, static_cast<State>(choices[0]), on,
                 static_cast<State>(choices[2]),
                 Possible(on, static_cast<Action>(choices[3])), "broken");
}

struct Failing {
  Verdict verdict;
  Level fail_on;
};

std::optional<Failing> FirstFailing(const Scenario& scenario,
                                    const EndpointKind& kind) {
  const Level counts = kind.capabilities.is_ours ? Level::kNote : Level::kMust;
  for (const Casting& casting : CastingsOf(scenario, kind, kind)) {
    const Report report = Check(AllProperties(), scenario, casting.players);
    if (const Verdict* failure = report.FirstFailure(counts)) {
      return Failing{*failure, counts};
    }
  }
  return std::nullopt;
}

bool IsSame(const ShrinkResult& a, const ShrinkResult& b) {
  return a.scenario == b.scenario && a.plays == b.plays && a.cost == b.cost &&
         a.verdict.property == b.verdict.property &&
         a.verdict.step == b.verdict.step && a.verdict.role == b.verdict.role;
}

// The failure that `shrunk` tells of is there when its scenario is played.
bool IsShown(const ShrinkResult& shrunk, const EndpointKind& kind) {
  const PropertySet only({shrunk.verdict.property});
  for (const Casting& casting : CastingsOf(shrunk.scenario, kind, kind)) {
    const Report report = Check(only, shrunk.scenario, casting.players);
    const Verdict& verdict = report.verdicts.front();
    if (verdict.result == shrunk.verdict.result &&
        verdict.role == shrunk.verdict.role) {
      return true;
    }
  }
  return false;
}

std::string Told(const char* what, const ShrinkResult& shrunk) {
  return absl::StrCat(what, " (", std::string(shrunk.verdict.property->name),
                      "):\n", ScenarioToText(shrunk.scenario));
}

// What holds of each kind of shrinking.
std::optional<std::string> CheckResult(const Scenario& before,
                                       const ShrinkResult& shrunk,
                                       const EndpointKind& kind) {
  if (shrunk.cost > kShrinkCostMax + kOnePlayMax) {
    return Told("shrinking took too many plays", shrunk);
  }
  if (SizeOf(shrunk.scenario) > SizeOf(before)) {
    return Told("the shrunk scenario is larger", shrunk);
  }
  if (!IsShown(shrunk, kind)) {
    return Told("the shrunk scenario does not show the failure", shrunk);
  }
  const std::string words = Explain(shrunk, kind, kind);
  for (const std::string& due :
       {ScenarioToText(shrunk.scenario),
        std::string(shrunk.verdict.property->name),
        std::string(ResultName(shrunk.verdict.result)), shrunk.verdict.expected,
        shrunk.verdict.actual}) {
    if (words.find(due) == std::string::npos) {
      return Told("the explanation leaves something out", shrunk);
    }
  }
  return std::nullopt;
}

std::optional<std::string> CheckShrinking(const Scenario& scenario,
                                          const EndpointKind& kind,
                                          const Failing& failing) {
  const Verdict& failure = failing.verdict;
  const ShrinkResult shrunk = Shrink(scenario, kind, kind, failure);
  if (auto wrong = CheckResult(scenario, shrunk, kind)) return wrong;
  if (shrunk.verdict.property != failure.property ||
      shrunk.verdict.result != failure.result ||
      shrunk.verdict.role != failure.role) {
    return Told("shrinking went over to another failure", shrunk);
  }
  if (!IsSame(shrunk, Shrink(scenario, kind, kind, failure))) {
    return Told("shrinking again gives another scenario", shrunk);
  }
  // What is not shown is not shrunk.
  Verdict other = failure;
  other.result =
      failure.result == Result::kCrashed ? Result::kStalled : Result::kCrashed;
  if (Shrink(scenario, kind, kind, other).scenario != scenario) {
    return Told("a failure that is not there is shrunk", shrunk);
  }
  const ShrinkResult again =
      Shrink(shrunk.scenario, kind, kind, shrunk.verdict);
  const bool has_ended = shrunk.cost < kShrinkCostMax;
  if (has_ended && SizeOf(again.scenario) != SizeOf(shrunk.scenario)) {
    return Told("the shrunk scenario can be shrunk", again);
  }
  const ShrinkResult shortest = ShrinkToShortest(
      AllProperties(), failing.fail_on, scenario, kind, kind, failure);
  if (auto wrong = CheckResult(scenario, shortest, kind)) return wrong;
  if (shortest.scenario.steps.size() > shrunk.scenario.steps.size()) {
    return Told("the shortest scenario is not the shortest", shortest);
  }
  return std::nullopt;
}

}  // namespace

std::string DecodeShrink(std::string_view bytes) {
  return ChosenToText(Format(), ChosenFromBytes(Format(), bytes));
}

absl::StatusOr<std::string> EncodeShrink(std::string_view file,
                                         std::string_view text) {
  return ChosenToBytes(Format(), file, text);
}

std::optional<std::string> CheckShrink(std::string_view bytes) {
  const ChosenScenario chosen = ChosenFromBytes(Format(), bytes);
  const Table table = BrokenTable(chosen.choices);
  EndpointKind kind =
      Lying(Reference(nullptr, &table), static_cast<Lie>(chosen.choices[4]));
  if (chosen.choices[5] == 1) kind.capabilities.is_ours = false;
  const auto failing = FirstFailing(chosen.scenario, kind);
  if (!failing.has_value()) return std::nullopt;
  return CheckShrinking(chosen.scenario, kind, *failing);
}

}  // namespace wsdrain
