// Puts explorations into words and JSON, and sums them up.
#include "commands/explore_report.h"

#include <cmath>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "commands/figures.h"
#include "report/words.h"

namespace wsdrain {
namespace {

double BytesPerState(const Exploration& result) {
  if (result.states == 0) return 0;
  return static_cast<double>(result.memory_bytes) /
         static_cast<double>(result.states);
}

std::vector<std::string> MissedBy(const ExploreRun& run) {
  return run.rows.has_value() ? RowsMissed(*run.rows)
                              : std::vector<std::string>();
}

std::string Head(const ExploreRun& run, bool has_colour) {
  if (run.HasFailed()) return Coloured(Colour::kRed, "FAIL ", has_colour);
  if (run.result.broken.has_value()) return "known ";
  return run.result.is_closed_off
             ? Coloured(Colour::kGreen, "ok   ", has_colour)
             : "stop ";
}

// How it ended.
std::string EndText(const ExploreRun& run) {
  const Exploration& result = run.result;
  std::string text;
  if (result.broken.has_value()) {
    text = absl::StrCat(", breaks ", result.broken->finding.property, " after ",
                        CountText(result.broken->letters.size(), "letter"));
  } else if (!result.is_closed_off) {
    text = absl::StrCat(", stopped by ", result.limit);
  }
  if (!run.known.empty()) {
    absl::StrAppend(&text, ", ", run.known.size(), " known to break");
  }
  if (result.worst_ms.has_value()) {
    absl::StrAppend(&text, ", closed in at most ", *result.worst_ms,
                    " ms (the deadline is ", run.space().scenario.timeout_ms,
                    ")");
  }
  if (result.steps_to_end.has_value()) {
    absl::StrAppend(&text, ", ", CountText(*result.steps_to_end, "step"),
                    " to the end");
  }
  return text;
}

Json BrokenJson(const BrokenRun& broken, const Finding& finding) {
  Json json;
  json["property"] = finding.property;
  json["section"] = std::string(broken.verdict.property->section);
  json["expected"] = finding.expected;
  json["actual"] = finding.actual;
  json["steps"] = broken.steps;
  json["scenario"] = broken.text;
  json["at_the_end"] = broken.is_at_the_end;
  return json;
}

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value.has_value() ? Json(*value) : Json(nullptr);
}

}  // namespace

std::vector<std::string> RowsMissed(const RowSet& reached) {
  std::vector<std::string> missed;
  for (size_t i = 0; i < kRows; ++i) {
    const Row& row = kTable.rows[i];
    if (reached[i] || row.action == Action::kUnreachable) continue;
    missed.push_back(std::string(StateName(row.from)) + " x " +
                     std::string(EventName(row.on)));
  }
  return missed;
}

std::string TitleOf(const Space& space) {
  if (space.scenario.cast != Cast::kPair) {
    return space.name + " " + RoleText(space);
  }
  return space.name + " with " + CountText(space.messages_max, "message");
}

std::string RunLine(const ExploreRun& run, bool has_colour) {
  const Exploration& result = run.result;
  const std::string endpoint = run.rows.has_value() ? "" : "  " + run.endpoint;
  return absl::StrCat(Head(run, has_colour), TitleOf(run.space()), endpoint,
                      "  ", CountText(result.states, "state"), ", ",
                      CountText(result.transitions, "transition"), ", depth ",
                      result.depth, EndText(run), ", ",
                      SecondsText(run.seconds), ", ",
                      RateText(result.transitions, run.seconds), ", ",
                      std::llround(BytesPerState(result)), " B a state\n");
}

std::string RunDetails(const ExploreRun& run) {
  const std::vector<std::string> missed = MissedBy(run);
  std::string text = absl::StrCat("     within  ", run.space().limits, "\n");
  if (!missed.empty()) {
    absl::StrAppend(&text, "     misses  ", absl::StrJoin(missed, ", "), "\n");
  }
  return text;
}

Json RunJson(const ExploreRun& run) {
  const Exploration& result = run.result;
  Json json;
  json["name"] = run.space().name;
  json["role"] = RoleText(run.space());
  json["endpoint"] = run.endpoint;
  json["messages"] = nullptr;
  if (run.space().scenario.cast == Cast::kPair) {
    json["messages"] = run.space().messages_max;
  }
  json["states"] = result.states;
  json["transitions"] = result.transitions;
  json["depth"] = result.depth;
  json["worst_ms"] = OrNull(result.worst_ms);
  json["steps_to_closed"] = OrNull(result.steps_to_end);
  json["closed_off"] = result.is_closed_off;
  json["stopped_by"] = nullptr;
  if (!result.limit.empty()) json["stopped_by"] = result.limit;
  json["limits"] = run.space().limits;
  json["rows_missed"] = MissedBy(run);
  json["seconds"] = std::round(run.seconds * 1000) / 1000;
  json["memory_bytes"] = result.memory_bytes;
  json["bytes_per_state"] = std::round(BytesPerState(result) * 10) / 10;
  json["known"] = run.known;
  json["broken"] = nullptr;
  if (run.broken.has_value()) {
    json["broken"] = BrokenJson(*run.broken, result.broken->finding);
  }
  return json;
}

bool UserLimits::Has(const std::string& limit) const {
  const auto is = [&](std::string_view name) {
    return limit.starts_with(name);
  };
  return (has_states && is("states_max")) ||
         (has_memory && is("memory_bytes_max")) ||
         (has_depth && is("depth_max"));
}

void ExploreTotal::Add(const ExploreRun& run) {
  const Exploration& result = run.result;
  ++runs_;
  if (run.HasFailed()) {
    ++broken_;
  } else if (!result.is_closed_off) {
    ++stopped_;
    if (!limits_.Has(result.limit)) ++stopped_unasked_;
  }
  states_ += result.states;
  transitions_ += result.transitions;
  seconds_ += run.seconds;
  if (run.rows.has_value()) rows_ = rows_.value_or(RowSet()) | *run.rows;
}

std::vector<std::string> ExploreTotal::rows_missed() const {
  return rows_.has_value() ? RowsMissed(*rows_) : std::vector<std::string>();
}

// Runs that did not close off miss rows for that reason.
bool ExploreTotal::IsAnyRowOwed() const {
  return asks_rows_ && broken_ + stopped_ == 0 && !rows_missed().empty();
}

bool ExploreTotal::is_ok() const {
  return broken_ + stopped_ == 0 && !IsAnyRowOwed();
}

bool ExploreTotal::has_failed() const {
  return broken_ + stopped_unasked_ > 0 || IsAnyRowOwed();
}

std::string ExploreTotal::Summary() const {
  std::string text = absl::StrCat(
      CountText(runs_, "run"), ": ", runs_ - broken_ - stopped_,
      " closed off, ", broken_, " broken, ", stopped_, " stopped; ",
      CountText(states_, "state"), ", ", CountText(transitions_, "transition"),
      ", ", SecondsText(seconds_), "\n");
  if (!asks_rows_ || !rows_.has_value() || broken_ + stopped_ > 0) return text;
  const std::vector<std::string> missed = rows_missed();
  absl::StrAppend(&text, missed.empty()
                             ? "every row of the table that can be reached was "
                               "reached\n"
                             : "rows of the table that no run has reached: " +
                                   absl::StrJoin(missed, ", ") + "\n");
  return text;
}

}  // namespace wsdrain
