// Tells a failure by one of the shortest scenarios there are.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "check/shrink_moves.h"
#include "frame/role.h"
#include "scenario/scenario_options.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr size_t kOwnStepsMax = 6;

// What most faults are told by.
constexpr char kLetters[] = R"(
remote text "a"
remote text "a" fin=0
remote text hex:ff
remote continuation
remote continuation "x"*126
remote ping "a"
remote ping "x"*125
remote ping "x"*126
remote bytes 82
remote close
remote close 1000
remote eof
remote reset
local text "a"
local close
local close 1000
local abort
local pause
hold output
accept 1
break output
)";
// The beginning of a Close and of a Ping; two frames in one read, both good or
// the second one bad; lengths that are over every limit, and that are none.
constexpr char kBytesToClient[] = R"(
remote bytes 880203
remote bytes 890261
remote bytes 810161810162
remote bytes 8101618300
remote bytes 827f0000000100000001
remote bytes 827f80
)";
constexpr char kBytesToServer[] = R"(
remote bytes 88820000000003
remote bytes 89820001020361
remote bytes 8181000000006181810101010163
remote bytes 81810000000061838001010101
remote bytes 82ff000000010000000100000000
remote bytes 82ff80
)";

std::vector<Step> Letters(Cast cast) {
  const bool is_server = cast == Cast::kServer;
  std::string text = is_server ? "scn 1\nrole server" : "scn 1\nrole client";
  text += kLetters;
  text += is_server ? kBytesToServer : kBytesToClient;
  auto scenario = ScenarioFromText("letters", text);
  assert(scenario.ok() && "the letters are in the language");
  return std::move(scenario->steps);
}

// Words under the header of `word`, which has no steps.
class Words {
 public:
  // `own` are steps that may be letters as well.
  Words(Scenario word, const std::vector<Step>& own, const TryScenario& try_it)
      : word_(std::move(word)),
        own_(own),
        letters_(Letters(word_.cast)),
        try_it_(try_it) {
    for (const Step& step : own) {
      if (std::find(letters_.begin(), letters_.end(), step) == letters_.end()) {
        letters_.push_back(step);
      }
    }
  }

  bool TryOne() const {
    return std::any_of(letters_.begin(), letters_.end(),
                       [this](const Step& a) { return Try({a}); });
  }

  bool TryTwo() const {
    for (const Step& a : letters_) {
      for (const Step& b : letters_) {
        if (Try({a, b})) return true;
      }
    }
    return false;
  }

  // All words of three would be many thousands: two are steps of its own.
  bool TryThree() const {
    for (size_t i = 0; i < own_.size(); ++i) {
      for (size_t j = 0; j < own_.size(); ++j) {
        if (i != j && TryWithALetter({own_[i], own_[j]})) return true;
      }
    }
    return false;
  }

  // All but two of its own steps, and a letter.
  bool TryOneFewer() const {
    for (size_t i = 0; i < own_.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        std::vector<Step> kept = own_;
        kept.erase(kept.begin() + static_cast<ptrdiff_t>(i));
        kept.erase(kept.begin() + static_cast<ptrdiff_t>(j));
        if (TryWithALetter(kept)) return true;
      }
    }
    return false;
  }

 private:
  bool Try(std::vector<Step> steps) const {
    Scenario candidate = word_;
    candidate.steps = std::move(steps);
    return try_it_(std::move(candidate));
  }

  bool TryWithALetter(const std::vector<Step>& kept) const {
    for (const Step& letter : letters_) {
      for (size_t at = 0; at <= kept.size(); ++at) {
        std::vector<Step> steps = kept;
        steps.insert(steps.begin() + static_cast<ptrdiff_t>(at), letter);
        if (Try(std::move(steps))) return true;
      }
    }
    return false;
  }

  Scenario word_;
  const std::vector<Step>& own_;
  std::vector<Step> letters_;
  const TryScenario& try_it_;
};

// Two words where one option, of those that are named, is the other way. Each
// is a header that is not as usual: worth it only where it is the last way.
bool TryTwoOtherwise(const Scenario& word, const std::vector<Step>& own,
                     const TryScenario& try_it) {
  const Role side = word.cast == Cast::kServer ? Role::kServer : Role::kClient;
  for (size_t option = 0; option < kOptionCount; ++option) {
    if (kOptions[option].flag == nullptr) continue;
    Scenario other = word;
    SetOption(other, option, side, 1 - OptionValue(word, option, side));
    if (Words(std::move(other), own, try_it).TryTwo()) return true;
  }
  return false;
}

}  // namespace

bool SayInFewWords(const Scenario& scenario, const TryScenario& try_it) {
  const size_t size = scenario.steps.size();
  const bool is_pair = scenario.cast == Cast::kPair;
  std::vector<Cast> casts = {scenario.cast};
  if (is_pair) casts = {Cast::kClient, Cast::kServer};
  // The steps of a pair have two sides, and no remote; those of a long scenario
  // make too many words.
  std::vector<Step> own;
  if (!is_pair && size <= kOwnStepsMax) own = scenario.steps;
  for (const Cast cast : casts) {
    Scenario word = scenario;
    word.cast = cast;
    word.steps.clear();
    const Words words(word, own, try_it);
    if ((size > 1 && words.TryOne()) || (size > 2 && words.TryTwo()) ||
        (size > 3 && words.TryThree()) || (size > 4 && words.TryOneFewer()) ||
        (size == 3 && TryTwoOtherwise(word, own, try_it))) {
      return true;
    }
  }
  return false;
}

}  // namespace wsdrain
