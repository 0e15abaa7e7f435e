// Gathers the findings of all scenarios under the property that they break.
#include "commands/check_report.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "commands/figures.h"
#include "commands/finding_kind.h"
#include "report/ladder.h"
#include "report/words.h"

namespace wsdrain {
namespace {

constexpr size_t kNamedMax = 6;        // scenarios named under a property
constexpr size_t kShownHexBytes = 64;  // of each direction

struct Finding {
  const LivePlay* live;
  size_t index;  // of its verdict
  const Verdict& verdict() const { return live->play.report.verdicts[index]; }
};

// By kind, section and name of the property.
using Findings =
    std::map<std::tuple<FindingKind, std::string_view, std::string_view>,
             std::vector<Finding>>;

Findings GatherFindings(const LiveReport& report) {
  Findings findings;
  for (const auto& live : report.plays) {
    for (size_t i = 0; i < live->play.report.verdicts.size(); ++i) {
      const Verdict& verdict = live->play.report.verdicts[i];
      if (!IsFailure(verdict.result)) continue;
      const Property& property = *verdict.property;
      findings[{FindingKindOf(verdict), property.section, property.name}]
          .push_back({live.get(), i});
    }
  }
  return findings;
}

std::string ShortHex(std::string_view bytes) {
  const std::string_view shown = bytes.substr(0, kShownHexBytes);
  std::string hex =
      absl::BytesToHexString(absl::string_view(shown.data(), shown.size()));
  if (hex.empty()) return "nothing";
  if (shown.size() < bytes.size()) {
    absl::StrAppend(&hex, "... (", bytes.size(), " bytes)");
  }
  return hex;
}

const Trace& TraceOf(const Finding& finding) {
  return finding.live->ending[finding.index] == Ending::kSilent
             ? finding.live->play.trace
             : finding.live->cooperative;
}

void PrintScenario(const Finding& finding, bool has_colour, std::ostream& out) {
  const LivePlay& live = *finding.live;
  const Trace& trace = TraceOf(finding);
  if (!live.story.empty()) out << "\n" << live.story;
  if (live.scenario.steps.empty()) return;
  out << "\n"
      << Ladder(live.scenario, trace,
                {.has_colour = has_colour,
                 .ending = live.ending[finding.index],
                 .marked_steps = {finding.verdict().step.value_or(0)}})
      << "\n  to it    " << ShortHex(BytesGiven(trace)) << "\n  from it  "
      << ShortHex(trace.sent(live.play.casting.role)) << "\n";
}

// The one that is told in the fewest steps.
const Finding& Simplest(const std::vector<Finding>& findings) {
  return *std::min_element(
      findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.live->scenario.steps.size() < b.live->scenario.steps.size();
      });
}

std::string Names(const std::vector<Finding>& findings) {
  std::string names;
  for (size_t i = 0; i < std::min(findings.size(), kNamedMax); ++i) {
    absl::StrAppend(&names, i == 0 ? "" : ", ", findings[i].live->input->name);
    if (findings[i].live->is_race[findings[i].index]) names += " (a race)";
  }
  if (findings.size() > kNamedMax) {
    absl::StrAppend(&names, " and ", findings.size() - kNamedMax, " more");
  }
  return names;
}

void PrintFinding(const std::vector<Finding>& findings, bool is_verbose,
                  bool has_colour, std::ostream& out) {
  const Finding& first = Simplest(findings);
  const Verdict& verdict = first.verdict();
  const Property& property = *verdict.property;
  const FindingKind kind = FindingKindOf(verdict);
  const bool is_note = kind == FindingKind::kNote;
  const std::string head = absl::StrCat(
      kFindingKindWords[static_cast<size_t>(kind)], "  ",
      std::string(property.name), "  [", std::string(property.section), "]");
  out << Coloured(is_note ? Colour::kDim : Colour::kRed, head, has_colour)
      << "\n  the rule  " << property.rule << "\n  expected  "
      << verdict.expected << "\n  actual    " << verdict.actual
      << "\n  in        " << CountText(findings.size(), "scenario") << ": "
      << Names(findings) << "\n";
  if (is_verbose) {
    for (const Finding& finding : findings) {
      out << "\n  " << finding.live->input->path << "\n";
      PrintScenario(finding, has_colour, out);
    }
  } else if (!is_note) {
    out << "  as in     " << first.live->input->path << "\n";
    PrintScenario(first, has_colour, out);
  }
  out << "\n";
}

size_t CountOf(const LiveReport& report, Result result) {
  size_t count = 0;
  for (const auto& live : report.plays) {
    for (const Verdict& verdict : live->play.report.verdicts) {
      if (verdict.result == result && !verdict.property->name.empty()) ++count;
    }
  }
  return count;
}

std::vector<int64_t> ClosingTimes(const LiveReport& report) {
  std::vector<int64_t> times;
  for (const auto& live : report.plays) {
    if (live->notes.closing_ms.has_value())
      times.push_back(*live->notes.closing_ms);
  }
  std::sort(times.begin(), times.end());
  return times;
}

void PrintSummary(const LiveReport& report, std::ostream& out) {
  const auto [all, reached] = ReachedIn(report);
  out << report.peer << ", " << report.role << ": "
      << CountText(report.plays.size(), "scenario") << " in "
      << SecondsText(static_cast<double>(report.ms) / 1000) << "; "
      << report.failed() << " fail\n";
  out << "  properties  " << reached.size() << " of " << all.size()
      << " reached, " << all.size() - reached.size() << " unreached\n";
  if (const auto times = ClosingTimes(report); !times.empty()) {
    out << "  to close    median " << times[times.size() / 2] << " ms, longest "
        << times.back() << " ms\n";
  }
  if (const size_t slow = CountOf(report, Result::kSlow); slow > 0) {
    out << "  slow        " << slow
        << " times what was awaited had not come; without --quick it is waited "
           "for longer\n";
  }
  std::set<std::string> once;
  for (const auto& live : report.plays) {
    for (const std::string& property : live->once) once.insert(property);
  }
  if (!once.empty()) {
    out << "  once        seen in one of two runs, and so no findings:";
    for (const std::string& property : once) out << " " << property;
    out << "\n";
  }
  if (const std::string error = TriggerError(report); !error.empty()) {
    out << "  trigger     did not make it close: " << error << "\n";
  }
  if (const size_t not_played = report.not_played(); not_played > 0) {
    out << "  not played  " << CountText(not_played, "scenario")
        << ": there was no connection any more\n";
  }
}

}  // namespace

void PrintReport(const LiveReport& report, bool is_verbose, bool has_colour,
                 std::ostream& out) {
  for (const auto& [key, findings] : GatherFindings(report)) {
    PrintFinding(findings, is_verbose, has_colour, out);
  }
  for (const FindingName& finding : report.gone) {
    out << Coloured(Colour::kRed, "GONE ", has_colour) << FindingText(finding)
        << ": known, and not found\n";
  }
  PrintSummary(report, out);
}

}  // namespace wsdrain
