// Edits the list of steps of a scenario.
#include "engines/fuzzing/mutator.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engines/draw/letters.h"
#include "engines/draw/plan.h"
#include "engines/draw/random.h"
#include "engines/fuzzing/random_step.h"
#include "scenario/scenario.h"
#include "scenario/scenario_options.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

// What has been found is not all: a scenario in so many is drawn anew.
constexpr size_t kRenewalRarity = 8;

// What an edit works on.
struct Draft {
  Mode mode;
  uint8_t swarm;
  Scenario scenario;
  Random random;

  std::vector<Step>& steps() { return scenario.steps; }
  // A place between the steps; the end is one.
  auto Border() {
    return steps().begin() +
           static_cast<ptrdiff_t>(random.Below(steps().size() + 1));
  }
  size_t AnyStep() { return random.Below(steps().size()); }
  // As often as not one that is drawn as those of whole scenarios are.
  Step NewStep() {
    const Verbs verbs = VerbsOf(mode, swarm);
    if (random.OneIn(2)) {
      const Step step =
          DrawStep(LettersOf(mode), mode, scenario.timeout_ms, random);
      if (std::find(verbs.begin(), verbs.end(), step.verb) != verbs.end()) {
        return step;
      }
    }
    return RandomStep(random.Pick(verbs), mode, scenario.timeout_ms, random);
  }
};

void Insert(Draft& draft) {
  for (size_t n = 1 + draft.random.Below(3); n > 0; --n) {
    const Step step = draft.NewStep();
    draft.steps().insert(draft.Border(), step);
  }
}

void Append(Draft& draft) { draft.steps().push_back(draft.NewStep()); }

void Delete(Draft& draft) {
  const size_t first = draft.AnyStep();
  const size_t most = std::min<size_t>(draft.steps().size() - first, 4);
  const size_t count =
      1 + (draft.random.OneIn(4) ? draft.random.Below(most) : 0);
  const auto begin = draft.steps().begin() + static_cast<ptrdiff_t>(first);
  draft.steps().erase(begin, begin + static_cast<ptrdiff_t>(count));
}

void Duplicate(Draft& draft) {
  const Step step = draft.steps()[draft.AnyStep()];
  draft.steps().insert(draft.Border(), step);
}

void Move(Draft& draft) {
  const size_t from = draft.AnyStep();
  const Step step = draft.steps()[from];
  draft.steps().erase(draft.steps().begin() + static_cast<ptrdiff_t>(from));
  draft.steps().insert(draft.Border(), step);
}

void SwapNeighbours(Draft& draft) {
  if (draft.steps().size() < 2) return Append(draft);
  const size_t i = draft.random.Below(draft.steps().size() - 1);
  std::swap(draft.steps()[i], draft.steps()[i + 1]);
}

void Replace(Draft& draft) { draft.steps()[draft.AnyStep()] = draft.NewStep(); }

void Change(Draft& draft) {
  ChangeField(draft.steps()[draft.AnyStep()], draft.mode,
              draft.scenario.timeout_ms, draft.random);
}

// A delivery, or an acceptance, in two parts; what was not held is, then.
void Split(Draft& draft) {
  const size_t i = draft.AnyStep();
  const Step step = draft.steps()[i];
  Step part;
  part.side = step.side;
  part.number = 1 + static_cast<int64_t>(draft.random.Below(6));
  std::vector<Step> steps;
  if (step.verb == Verb::kDeliver || step.verb == Verb::kAccept) {
    part.verb = step.verb;
    steps = {part, step};
  } else {
    const bool is_input = IsRemote(step.verb) || draft.random.OneIn(2);
    Step hold = part;
    hold.verb = is_input ? Verb::kHoldInput : Verb::kHoldOutput;
    part.verb = is_input ? Verb::kDeliver : Verb::kAccept;
    Step rest = part;
    rest.amount = Amount::kAll;
    steps = {hold, step, part, rest};
  }
  const auto at =
      draft.steps().erase(draft.steps().begin() + static_cast<ptrdiff_t>(i));
  draft.steps().insert(at, steps.begin(), steps.end());
}

// For both sides, or for one.
void SetSides(Draft& draft, size_t option, int64_t value) {
  const size_t sides = draft.random.Below(3);
  if (sides != 0) SetOption(draft.scenario, option, Role::kClient, value);
  if (sides != 1) SetOption(draft.scenario, option, Role::kServer, value);
}

void ChangeHeader(Draft& draft) {
  Scenario& scenario = draft.scenario;
  Random& random = draft.random;
  switch (random.Below(4)) {
    case 0:
      if (draft.mode == Mode::kSolo) {
        scenario.cast = static_cast<Cast>(random.Below(3));
      }
      return;
    case 1:
      scenario.timeout_ms =
          random.Pick({kDefaultTimeoutMs, kDefaultTimeoutMs, int64_t{1},
                       int64_t{2}, int64_t{60'000}});
      return;
    default: {
      const size_t option = random.Below(kOptionCount);
      const OptionSpec& spec = kOptions[option];
      int64_t value = static_cast<int64_t>(random.Below(2));
      if (spec.is_number()) {
        value = random.Pick({0, 1, 2, 3, 16, 125, 126, 1000});
        value = std::max(value, spec.least);
      }
      if (random.OneIn(3)) value = DefaultOptionValue(option);
      SetSides(draft, option, value);
      return;
    }
  }
}

// A limit that steps of one verb just keep to, or break by one: by the bytes
// that they have from one place on, or by their number.
void MeetLimit(Draft& draft) {
  const size_t first = draft.AnyStep();
  const bool is_counted = draft.random.OneIn(4);
  int64_t amount = 0;
  for (size_t i = first; i < draft.steps().size(); ++i) {
    const Step& step = draft.steps()[i];
    if (step.verb != draft.steps()[first].verb) continue;
    const size_t once = is_counted ? 1 : step.payload.size();
    amount += static_cast<int64_t>(once * step.times);
  }
  size_t option = 0;
  do {
    option = draft.random.Below(kOptionCount);
  } while (!kOptions[option].is_number());
  amount -= static_cast<int64_t>(draft.random.Below(2));
  SetSides(draft, option,
           std::clamp(amount, kOptions[option].least, kOptionNumberMax));
}

// With a plan of its own, and so another swarm.
void Renew(Draft& draft) {
  const size_t steps = 1 + draft.random.Below(kDrawnStepsMax);
  draft.scenario = DrawScenario(draft.mode, steps, draft.random);
  draft.swarm += static_cast<uint8_t>(1 + draft.random.Below(255));
}

using Edit = void (*)(Draft&);
// By how often they are chosen. All but the first three need a step.
constexpr std::array<Edit, 17> kEdits = {
    Insert,  Append, ChangeHeader, Insert, Append,   Insert,
    Delete,  Delete, Duplicate,    Move,   Split,    SwapNeighbours,
    Replace, Change, Change,       Change, MeetLimit};
constexpr size_t kEditsOfNothing = 3;

// Cut at the end until it fits.
std::string Encode(Draft draft, size_t bytes_max) {
  for (;;) {
    std::string bytes = ScenarioToBytes(draft.scenario);
    if (bytes.size() <= bytes_max || draft.steps().empty()) {
      bytes.resize(std::min(bytes.size(), bytes_max));
      if (bytes.size() > kSwarmByte) {
        bytes[kSwarmByte] = static_cast<char>(draft.swarm);
      }
      return bytes;
    }
    draft.steps().pop_back();
  }
}

Draft DraftOf(std::string_view bytes, Mode mode, uint32_t seed) {
  Draft draft{mode, 0, ScenarioFromBytes(bytes, mode), Random(seed)};
  if (bytes.size() > kSwarmByte) {
    draft.swarm = static_cast<uint8_t>(bytes[kSwarmByte]);
  }
  return draft;
}

size_t CopyTo(const std::string& bytes, uint8_t* out) {
  std::copy(bytes.begin(), bytes.end(), out);
  return bytes.size();
}

}  // namespace

std::string MutateScenario(std::string_view bytes, Mode mode, size_t bytes_max,
                           uint32_t seed, ByteMutator mutate_bytes) {
  Draft draft = DraftOf(bytes, mode, seed);
  if (mutate_bytes != nullptr && draft.random.OneIn(16)) {
    std::string raw(bytes.substr(0, bytes_max));
    const size_t size = raw.size();
    raw.resize(bytes_max);
    raw.resize(mutate_bytes(reinterpret_cast<uint8_t*>(raw.data()), size,
                            bytes_max,
                            static_cast<uint32_t>(draft.random.Next())));
    return raw;
  }
  if (draft.random.OneIn(16)) {
    draft.swarm = static_cast<uint8_t>(draft.random.Next());
  }
  if (draft.random.OneIn(kRenewalRarity)) {
    Renew(draft);
    return Encode(std::move(draft), bytes_max);
  }
  for (size_t n = 1 + draft.random.Below(3); n > 0; --n) {
    const size_t choices =
        draft.steps().empty() ? kEditsOfNothing : kEdits.size();
    kEdits[draft.random.Below(choices)](draft);
  }
  return Encode(std::move(draft), bytes_max);
}

std::string CrossScenarios(std::string_view first, std::string_view second,
                           Mode mode, size_t bytes_max, uint32_t seed) {
  Draft draft = DraftOf(first, mode, seed);
  const Draft other = DraftOf(second, mode, seed);
  std::vector<Step> from = other.scenario.steps;
  if (draft.random.OneIn(4)) {
    draft.swarm = other.swarm;
    std::vector<Step> own = std::move(draft.steps());
    draft.scenario = other.scenario;
    draft.steps() = std::move(own);
  }
  const size_t begin = draft.random.Below(from.size() + 1);
  const bool joins_ends = draft.random.OneIn(2);
  const size_t end = joins_ends
                         ? from.size()
                         : begin + draft.random.Below(from.size() - begin + 1);
  const auto at = draft.Border();
  const auto place =
      joins_ends ? draft.steps().erase(at, draft.steps().end()) : at;
  draft.steps().insert(place, from.begin() + static_cast<ptrdiff_t>(begin),
                       from.begin() + static_cast<ptrdiff_t>(end));
  return Encode(std::move(draft), bytes_max);
}

size_t MutateInPlace(Mode mode, uint8_t* data, size_t size, size_t size_max,
                     uint32_t seed, ByteMutator mutate_bytes) {
  return CopyTo(MutateScenario({reinterpret_cast<const char*>(data), size},
                               mode, size_max, seed, mutate_bytes),
                data);
}

size_t CrossInto(Mode mode, std::string_view first, std::string_view second,
                 uint8_t* out, size_t out_max, uint32_t seed) {
  return CopyTo(CrossScenarios(first, second, mode, out_max, seed), out);
}

}  // namespace wsdrain
