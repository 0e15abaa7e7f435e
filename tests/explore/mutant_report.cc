// Counts judgements and prints the counts in three forms.
#include "explore/mutant_report.h"

#include <algorithm>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

using Json = nlohmann::ordered_json;
using Counts = std::vector<std::pair<std::string, size_t>>;

// The most frequent first.
Counts Sorted(const std::map<std::string, size_t>& counts) {
  Counts sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return sorted;
}

std::string Steps(size_t steps) {
  return absl::StrCat(steps, steps == 1 ? " step" : " steps");
}

void PrintCount(const std::string& name, size_t count, std::ostream& out) {
  out << std::left << std::setw(60) << name << std::right << std::setw(6)
      << count << "\n";
}

void PrintCounts(const Counts& counts, std::ostream& out) {
  for (const auto& [name, count] : counts) {
    PrintCount("  " + name, count, out);
  }
}

void PrintTable(const std::string& title, const Counts& counts,
                std::ostream& out) {
  out << "\n| " << title << " | mutants |\n| --- | ---: |\n";
  for (const auto& [name, count] : counts) {
    out << "| " << name << " | " << count << " |\n";
  }
}

constexpr const char* FateName(Fate fate) {
  return fate == Fate::kCaught       ? "caught"
         : fate == Fate::kEquivalent ? "equivalent"
         : fate == Fate::kSurvivor   ? "survivor"
                                     : "unsettled";
}

Json JsonOf(const Judgement& judgement) {
  return {{"mutant", NameOf(judgement.mutant)},
          {"fate", FateName(judgement.fate)},
          {"property", judgement.property},
          {"reason", judgement.reason},
          {"why", judgement.why},
          {"space", judgement.space},
          {"steps", judgement.steps},
          {"scenario", judgement.scenario},
          {"expected", judgement.expected},
          {"actual", judgement.actual}};
}

Json JsonOf(const Counts& counts) {
  Json json = Json::object();
  for (const auto& [name, count] : counts) json[name] = count;
  return json;
}

Counts ByStep(const MutantTally& tally) {
  Counts counts;
  for (const auto& [steps, count] : tally.by_steps) {
    counts.emplace_back(Steps(steps), count);
  }
  return counts;
}

bool IsExplained(const Judgement& judgement) {
  return judgement.fate == Fate::kCaught || judgement.fate == Fate::kEquivalent;
}

}  // namespace

MutantTally Tally(const std::vector<Judgement>& judgements) {
  MutantTally tally;
  tally.mutants = judgements.size();
  for (const Judgement& judgement : judgements) {
    switch (judgement.fate) {
      case Fate::kCaught:
        ++tally.caught;
        ++tally.by_steps[judgement.steps];
        ++tally.by_property[judgement.property];
        break;
      case Fate::kEquivalent:
        ++tally.equivalent;
        ++tally.by_reason[judgement.reason];
        if (!judgement.why.empty()) ++tally.by_why[judgement.why];
        break;
      case Fate::kSurvivor:
        ++tally.survivors;
        break;
      case Fate::kUnsettled:
        ++tally.unsettled;
        break;
    }
  }
  return tally;
}

void PrintJudgement(const Judgement& judgement, std::ostream& out) {
  out << NameOf(judgement.mutant) << "\n  " << FateName(judgement.fate);
  for (const std::string& words :
       {judgement.property, judgement.reason, judgement.why}) {
    if (!words.empty()) out << ": " << words;
  }
  out << "\n";
  if (judgement.space.empty()) return;
  out << "  " << judgement.space << ", " << Steps(judgement.steps)
      << "\n  expected: " << judgement.expected
      << "\n  actual:   " << judgement.actual << "\n"
      << judgement.scenario;
}

void PrintText(const std::vector<Judgement>& judgements, std::ostream& out) {
  const MutantTally tally = Tally(judgements);
  for (const Judgement& judgement : judgements) {
    if (!IsExplained(judgement)) PrintJudgement(judgement, out);
  }
  PrintCount("mutants", tally.mutants, out);
  PrintCount("caught, by a shortest word of", tally.caught, out);
  PrintCounts(ByStep(tally), out);
  out << "caught, by the property\n";
  PrintCounts(Sorted(tally.by_property), out);
  PrintCount("equivalent", tally.equivalent, out);
  PrintCounts(Sorted(tally.by_reason), out);
  PrintCount("survivors", tally.survivors, out);
  PrintCount("unsettled", tally.unsettled, out);
}

void PrintMarkdown(const std::vector<Judgement>& judgements,
                   std::ostream& out) {
  const MutantTally tally = Tally(judgements);
  PrintTable("what became of them",
             {{"all", tally.mutants},
              {"caught", tally.caught},
              {"equivalent", tally.equivalent},
              {"survivors", tally.survivors},
              {"unsettled", tally.unsettled}},
             out);
  PrintTable("caught by a shortest word of", ByStep(tally), out);
  PrintTable("caught by", Sorted(tally.by_property), out);
  PrintTable("equivalent, because", Sorted(tally.by_reason), out);
  PrintTable("the two actions cannot be told apart, because",
             Sorted(tally.by_why), out);
  out << "\nEquivalent, though the row is reached:\n\n";
  for (const Judgement& judgement : judgements) {
    if (judgement.fate != Fate::kEquivalent ||
        judgement.reason == kRowUnreachable) {
      continue;
    }
    out << "- `" << NameOf(judgement.mutant) << "`\n";
  }
}

void PrintJson(const std::vector<Judgement>& judgements, bool has_all,
               std::ostream& out) {
  const MutantTally tally = Tally(judgements);
  Json by_steps = Json::object();
  for (const auto& [steps, count] : tally.by_steps) {
    by_steps[std::to_string(steps)] = count;
  }
  Json shown = Json::array();
  for (const Judgement& judgement : judgements) {
    if (has_all || !IsExplained(judgement)) shown.push_back(JsonOf(judgement));
  }
  const Json document = {{"schema", "wsdrain/mutate-table/1"},
                         {"ok", tally.ok()},
                         {"mutants", tally.mutants},
                         {"caught", tally.caught},
                         {"by_steps", by_steps},
                         {"by_property", JsonOf(Sorted(tally.by_property))},
                         {"equivalent", tally.equivalent},
                         {"by_reason", JsonOf(Sorted(tally.by_reason))},
                         {"by_why", JsonOf(Sorted(tally.by_why))},
                         {"survivors", tally.survivors},
                         {"unsettled", tally.unsettled},
                         {"judgements", shown}};
  out << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace wsdrain
