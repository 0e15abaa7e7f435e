// The report as a JSON document: docs/json.md.
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "commands/check_report.h"
#include "commands/play.h"

namespace wsdrain {

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
    if (live.notes.closing_ms.has_value())
      json["closing_ms"] = *live.notes.closing_ms;
    json["story"] = std::vector<std::string>(
        absl::StrSplit(live.story, '\n', absl::SkipEmpty()));
    document["scenarios"].push_back(std::move(json));
  }
  const auto [all, reached] = ReachedIn(report);
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
