// Counts, and gathers what is the same in every form of the report.
#include "commands/live_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace wsdrain {

std::string BytesGiven(const Trace& trace) {
  std::string bytes;
  for (const TraceItem& item : trace.items()) {
    if (item.kind == Seen::kInput) bytes += item.bytes;
  }
  return bytes;
}

ReachedProperties ReachedIn(const LiveReport& report) {
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

std::string TriggerError(const LiveReport& report) {
  for (const auto& live : report.plays) {
    if (!live->notes.trigger_error.empty()) {
      return absl::StrCat(live->input->name, ": ", live->notes.trigger_error);
    }
  }
  return "";
}

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

}  // namespace wsdrain
