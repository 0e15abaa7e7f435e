// Says the facts of a run as expectations of it, and asks those of the text.
#include "engines/fuzzing/expectation_input.h"

#include <array>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "check/check.h"
#include "check/expect.h"
#include "endpoints/reference.h"
#include "engines/fuzzing/counters.h"
#include "engines/fuzzing/text_lines.h"
#include "scenario/runner.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr std::string_view kTarget = "expectation_fuzzer";
// Beyond these a scenario is not played.
constexpr size_t kPlaysMax = 256;
constexpr size_t kPayloadBytesMax = 1 << 16;
// Of each run, so many facts are said as expectations.
constexpr size_t kFactsMax = 64;

bool IsShort(const Scenario& scenario) {
  size_t plays = 0;
  size_t bytes = 0;
  for (const Step& step : scenario.steps) {
    plays += step.times;
    bytes += step.payload.size() * step.times;
  }
  for (const Expectation& expectation : scenario.expects) {
    bytes += expectation.payload.value_or("").size();
  }
  return plays <= kPlaysMax && bytes <= kPayloadBytesMax;
}

// The scenario's header, and `expects` in place of its own.
Scenario Expecting(const Scenario& scenario, std::vector<Expectation> expects) {
  Scenario asked;
  asked.cast = scenario.cast;
  asked.expects = std::move(expects);
  return asked;
}

bool IsMet(const Scenario& scenario, const Expectation& expectation,
           const std::vector<Fact>& facts) {
  const Scenario asked = Expecting(scenario, {expectation});
  return AskExpectations(asked, facts).front().is_met;
}

// One that is not met says what happened instead, and alone it is met exactly
// if its opposite is not.
std::optional<std::string> CheckAnswers(const Scenario& scenario,
                                        const std::vector<Fact>& facts) {
  for (const ExpectationResult& result : AskExpectations(scenario, facts)) {
    const std::string text = ExpectationToText(*result.expectation);
    if (result.is_met != result.actual.empty()) {
      return "no word of what happened instead: " + text;
    }
    Expectation opposite = *result.expectation;
    opposite.is_negated = !opposite.is_negated;
    if (IsMet(scenario, *result.expectation, facts) ==
        IsMet(scenario, opposite, facts)) {
      return "it holds and does not: " + text;
    }
  }
  return std::nullopt;
}

// The facts in the words of expectations. Those that are cut short for people
// ("of 200 bytes") are none.
std::string TextOf(const Scenario& scenario, const std::vector<Fact>& facts) {
  const bool is_pair = scenario.cast == Cast::kPair;
  std::string text = is_pair ? "scn 1\nrole pair\n" : "scn 1\n";
  for (size_t i = 0; i < facts.size() && i < kFactsMax; ++i) {
    const std::string words = FactToText(facts[i]);
    if (words.find(" of ") != std::string::npos && words.ends_with(" bytes")) {
      continue;
    }
    const char* const side =
        facts[i].role == Role::kClient ? "client " : "server ";
    absl::StrAppend(&text, "expect ", is_pair ? side : "", words, "\n");
  }
  return text;
}

// What happened is in the language, and is met by the run in which it did.
std::optional<std::string> CheckFacts(const Scenario& scenario,
                                      const std::vector<Fact>& facts) {
  const std::string text = TextOf(scenario, facts);
  const auto expected = ScenarioFromText("facts.scn", text);
  if (!expected.ok()) {
    return std::string(expected.status().message()) + "\n" + text;
  }
  for (const ExpectationResult& result : AskExpectations(*expected, facts)) {
    if (!result.is_met) {
      return "a fact is not met: " + ExpectationToText(*result.expectation) +
             ", actual " + result.actual;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string DecodeExpectation(std::string_view bytes) {
  return LinesToText(kTarget, bytes);
}

absl::StatusOr<std::string> EncodeExpectation(std::string_view file,
                                              std::string_view text) {
  return LinesFromText(kTarget, file, text);
}

std::optional<std::string> CheckExpectation(std::string_view bytes) {
  const auto scenario = ScenarioFromText("a.scn", bytes);
  if (!scenario.ok() || !IsShort(*scenario)) return std::nullopt;
  const EndpointKind ours = Reference(&RowCounters());
  for (const Casting& casting : CastingsOf(*scenario, ours, ours)) {
    FactSink sink;
    RunScenario(*scenario, casting.players, {}, Ending::kSilent, sink);
    if (auto wrong = CheckAnswers(*scenario, sink.facts())) return wrong;
    if (auto wrong = CheckFacts(*scenario, sink.facts())) return wrong;
  }
  return std::nullopt;
}

}  // namespace wsdrain
