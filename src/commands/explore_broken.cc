// Finds the verdict that belongs to a counterexample, and writes its file.
#include "commands/explore_broken.h"

#include <array>
#include <optional>

#include "absl/strings/str_cat.h"
#include "check/check.h"
#include "explore/world_model.h"
#include "props/all.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// What the explorer itself asks (explorer.h), of the graph of all states.
constexpr std::array kRulesOfTheGraph = {
    Property{.name = "every_obliged_state_can_end",
             .section = "7.1.1, D23",
             .rule = "wherever closing has started, good will leads to its end",
             .failure = FailureKind::kStall},
    Property{.name = "time_left_never_grows",
             .section = "7.1.1, D23",
             .rule = "nothing extends the one deadline"},
    Property{.name = "time_takes_time",
             .section = "7.1.1, D23",
             .rule = "time that passes brings the deadline nearer"},
    Property{.name = "an_end_stays_an_end",
             .section = "7.1.4",
             .rule = "what is closed stays closed"},
};

// A finding that no list knows is shown all the same.
constexpr Property kUnlisted{.name = "a_rule_that_is_not_listed",
                             .section = "policy"};

const Property& RuleNamed(const std::string& name) {
  for (const Property& rule : kRulesOfTheGraph) {
    if (rule.name == name) return rule;
  }
  for (const Property* property : AllProperties().list()) {
    if (property->name == name) return *property;
  }
  return kUnlisted;
}

// The finding as the front door sees it; none: it does not.
std::optional<Verdict> VerdictIn(const Report& report, const Finding& finding) {
  for (const Verdict& verdict : report.verdicts) {
    if (IsFailure(verdict.result) &&
        verdict.property->name == finding.property) {
      return verdict;
    }
  }
  return std::nullopt;
}

Verdict VerdictOfExplorer(const Scenario& scenario, const Finding& finding) {
  const Property& rule = RuleNamed(finding.property);
  Verdict verdict{.property = &rule,
                  .result = rule.failure == FailureKind::kStall
                                ? Result::kStalled
                                : Result::kBroken,
                  .expected = finding.expected,
                  .actual = finding.actual};
  if (scenario.cast == Cast::kServer) verdict.role = Role::kServer;
  if (rule.failure == FailureKind::kRule && !finding.is_at_the_end) {
    verdict.step = scenario.steps.size();
  }
  return verdict;
}

// What chooses these endpoints, with a space behind it.
std::string OptionFor(const Players& players) {
  const auto& [client, server] = players;
  if (client != nullptr && server != nullptr && client->name != server->name) {
    return absl::StrCat("--client ", client->name, " --server ", server->name,
                        " ");
  }
  const std::string& name = (client != nullptr ? client : server)->name;
  return name == "reference" ? "" : absl::StrCat("--endpoint ", name, " ");
}

// `scn 1` comes first; comments come next.
std::string FileText(const PlannedSpace& planned, const Players& players,
                     const Scenario& scenario, const Finding& finding,
                     bool is_seen_by_run) {
  std::string text = ScenarioToText(scenario);
  return text.insert(
      text.find('\n') + 1,
      absl::StrCat("# wsdrain explore, ", planned.space.name, " ",
                   RoleText(planned.space), ": breaks ", finding.property,
                   ".\n# Play it again: wsdrain run ", OptionFor(players),
                   planned.stem, ".scn\n",
                   is_seen_by_run ? ""
                                  : "# Only explore, which sees all states, "
                                    "sees what it breaks.\n"));
}

}  // namespace

BrokenRun ReplayBroken(const PlannedSpace& planned, const Players& players,
                       const Counterexample& counterexample) {
  const Finding& finding = counterexample.finding;
  BrokenRun run;
  run.scenario = ScenarioOf(planned.space, counterexample.letters);
  for (const size_t letter : counterexample.letters) {
    run.steps.push_back(StepToText(planned.space.letters[letter].step,
                                   planned.space.scenario.cast));
  }
  const std::optional<Verdict> seen = VerdictIn(
      Check(AllProperties(), run.scenario, players, {.asks_relations = false}),
      finding);
  run.verdict = seen.value_or(VerdictOfExplorer(run.scenario, finding));
  run.is_at_the_end = !run.verdict.step.has_value();
  run.text =
      FileText(planned, players, run.scenario, finding, seen.has_value());
  return run;
}

}  // namespace wsdrain
