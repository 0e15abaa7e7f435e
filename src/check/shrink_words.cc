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

// What most faults are told by, besides some steps of the scenario itself. All
// words of three letters are some thousands.
constexpr size_t kLettersMax = 3;
constexpr size_t kOwnStepsMax = 5;
constexpr char kLetters[] = R"(
remote text "a"
remote text "a" fin=0
remote text hex:ff
remote continuation
remote ping "a"
remote ping "x"*125
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

std::vector<Step> Letters(Cast cast, const std::vector<Step>& own) {
  const bool is_server = cast == Cast::kServer;
  std::string text = is_server ? "scn 1\nrole server" : "scn 1\nrole client";
  text += kLetters;
  text += is_server ? kBytesToServer : kBytesToClient;
  auto scenario = ScenarioFromText("letters", text);
  assert(scenario.ok() && "the letters are in the language");
  std::vector<Step> letters = std::move(scenario->steps);
  if (own.size() > kOwnStepsMax) return letters;
  for (const Step& step : own) {
    if (std::find(letters.begin(), letters.end(), step) == letters.end()) {
      letters.push_back(step);
    }
  }
  return letters;
}

// The words of `left` more letters, in the order of the alphabet.
bool TryWords(const std::vector<Step>& letters, size_t left, Scenario& word,
              const TryScenario& try_it) {
  if (left == 0) return try_it(word);
  for (const Step& letter : letters) {
    word.steps.push_back(letter);
    if (TryWords(letters, left - 1, word, try_it)) return true;
    word.steps.pop_back();
  }
  return false;
}

}  // namespace

bool SayInFewWords(const Scenario& scenario, const TryScenario& try_it) {
  if (scenario.steps.empty()) return false;
  const size_t longest = std::min(kLettersMax, scenario.steps.size() - 1);
  const bool is_pair = scenario.cast == Cast::kPair;
  std::vector<Cast> casts = {scenario.cast};
  if (is_pair) casts = {Cast::kClient, Cast::kServer};
  // The steps of a pair have two sides, and no remote.
  const std::vector<Step> own = is_pair ? std::vector<Step>() : scenario.steps;
  for (size_t length = 1; length <= longest; ++length) {
    for (const Cast cast : casts) {
      Scenario word = scenario;
      word.cast = cast;
      word.steps.clear();
      if (TryWords(Letters(cast, own), length, word, try_it)) return true;
    }
  }
  return false;
}

}  // namespace wsdrain
