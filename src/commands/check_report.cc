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
#include "report/ladder.h"
#include "report/words.h"

namespace wsdrain {
namespace {

constexpr size_t kNamedMax = 6;        // scenarios named under a property
constexpr size_t kShownHexBytes = 64;  // of each direction

// Crashes and stalls come first, then by level.
int Gravity(const Verdict& verdict) {
  switch (verdict.result) {
    case Result::kCrashed:
      return 0;
    case Result::kStalled:
      return 1;
    default:
      return 2 + static_cast<int>(verdict.level);
  }
}

struct Finding {
  const LivePlay* live;
  size_t index;  // of its verdict
  const Verdict& verdict() const { return live->play.report.verdicts[index]; }
};

// By gravity, section and name of the property.
using Findings = std::map<std::tuple<int, std::string_view, std::string_view>,
                          std::vector<Finding>>;

Findings GatherFindings(const LiveReport& report) {
  Findings findings;
  for (const auto& live : report.plays) {
    for (size_t i = 0; i < live->play.report.verdicts.size(); ++i) {
      const Verdict& verdict = live->play.report.verdicts[i];
      if (!IsFailure(verdict.result)) continue;
      const Property& property = *verdict.property;
      findings[{Gravity(verdict), property.section, property.name}].push_back(
          {live.get(), i});
    }
  }
  return findings;
}

std::string BytesGiven(const Trace& trace) {
  std::string bytes;
  for (const TraceItem& item : trace.items()) {
    if (item.kind == Seen::kInput) bytes += item.bytes;
  }
  return bytes;
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
  const bool is_note =
      verdict.result == Result::kBroken && verdict.level == Level::kNote;
  const std::string head = absl::StrCat(
      std::string(LevelName(verdict.level)), " ",
      std::string(ResultName(verdict.result)), "  ", std::string(property.name),
      "  [", std::string(property.section), "]");
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

// Properties by name: all, and those that some scenario reached.
std::pair<std::set<std::string_view>, std::set<std::string_view>> Reached(
    const LiveReport& report) {
  std::set<std::string_view> all;
  std::set<std::string_view> reached;
  for (const auto& live : report.plays) {
    for (const Verdict& verdict : live->play.report.verdicts) {
      if (verdict.property->name.empty()) continue;
      all.insert(verdict.property->name);
      if (verdict.result != Result::kUnreached) {
        reached.insert(verdict.property->name);
      }
    }
  }
  return {std::move(all), std::move(reached)};
}

std::vector<int64_t> ClosingTimes(const LiveReport& report) {
  std::vector<int64_t> times;
  for (const auto& live : report.plays) {
    if (live->closing_ms.has_value()) times.push_back(*live->closing_ms);
  }
  std::sort(times.begin(), times.end());
  return times;
}

// Of the first that has one.
std::string TriggerError(const LiveReport& report) {
  for (const auto& live : report.plays) {
    if (!live->trigger_error.empty()) {
      return absl::StrCat(live->input->name, ": ", live->trigger_error);
    }
  }
  return "";
}

void PrintSummary(const LiveReport& report, std::ostream& out) {
  const auto [all, reached] = Reached(report);
  out << report.peer << ", " << report.role << ": "
      << CountText(report.plays.size(), "scenario") << ", each twice, in "
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

size_t LiveReport::failed() const {
  size_t count = 0;
  for (size_t i = 0; i < plays.size(); ++i) {
    if (!is_known[i]) ++count;
  }
  return count;
}

size_t LiveReport::not_played() const {
  return static_cast<size_t>(
      std::count_if(plays.begin(), plays.end(),
                    [](const auto& live) { return !live->is_done; }));
}

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

Json ReportJson(const LiveReport& report) {
  Json document = NewDocument("check");
  document["ok"] = report.is_ok();
  document["peer"] = report.peer;
  document["role"] = report.role;
  document["ms"] = report.ms;
  document["quick"] = report.is_quick;
  document["scenarios"] = Json::array();
  for (size_t i = 0; i < report.plays.size(); ++i) {
    const LivePlay& live = *report.plays[i];
    if (!live.is_done) continue;
    Json json = PlayJson(live.play, *live.input, report.fail_on);
    json["ok"] = static_cast<bool>(report.is_known[i]);
    json["role"] = report.role;
    const std::string given = BytesGiven(live.play.trace);
    json["given_hex"] = absl::BytesToHexString(given);
    json["races"] = Json::array();
    for (size_t v = 0; v < live.is_race.size(); ++v) {
      if (!live.is_race[v]) continue;
      json["races"].push_back(
          std::string(live.play.report.verdicts[v].property->name));
    }
    json["once"] = live.once;
    json["closing_ms"] = nullptr;
    if (live.closing_ms.has_value()) json["closing_ms"] = *live.closing_ms;
    document["scenarios"].push_back(std::move(json));
  }
  const auto [all, reached] = Reached(report);
  document["unreached"] = Json::array();
  for (const std::string_view name : all) {
    if (!reached.contains(name)) {
      document["unreached"].push_back(std::string(name));
    }
  }
  document["not_played"] = Json::array();
  for (const auto& live : report.plays) {
    if (!live->is_done) document["not_played"].push_back(live->input->name);
  }
  document["gone"] = Json::array();
  for (const FindingName& finding : report.gone) {
    document["gone"].push_back(FindingJson(finding));
  }
  document["trigger_error"] = TriggerError(report);
  return document;
}

}  // namespace wsdrain
