// Tells a failure by one of the shortest scenarios there are.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "check/shrink_moves.h"
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
remote ping "a"
remote ping "x"*125
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
// The beginning of a Close; two frames in one read.
constexpr char kBytesToClient[] = R"(
remote bytes 880203
remote bytes 810161810162
)";
constexpr char kBytesToServer[] = R"(
remote bytes 88820000000003
remote bytes 8181000000006181810000000062
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
        if (i == j) continue;
        for (const Step& letter : letters_) {
          if (Try({letter, own_[i], own_[j]}) ||
              Try({own_[i], letter, own_[j]}) ||
              Try({own_[i], own_[j], letter})) {
            return true;
          }
        }
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

  Scenario word_;
  const std::vector<Step>& own_;
  std::vector<Step> letters_;
  const TryScenario& try_it_;
};

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
    const Words words(std::move(word), own, try_it);
    if ((size > 1 && words.TryOne()) || (size > 2 && words.TryTwo()) ||
        (size > 3 && words.TryThree())) {
      return true;
    }
  }
  return false;
}

}  // namespace wsdrain
