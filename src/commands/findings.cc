// Reads and writes findings as JSON.
#include "commands/findings.h"

#include <array>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

absl::Status Malformed(const std::string& where, const std::string& found,
                       const std::string& allowed) {
  return absl::InvalidArgumentError(
      absl::StrCat(where, ": found ", found, ", allowed: ", allowed));
}

// "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
std::string WithoutTag(const Json::exception& error) {
  const std::string_view what = error.what();
  const size_t end = what.find("] ");
  return std::string(end == what.npos ? what : what.substr(end + 2));
}

absl::StatusOr<Json> Parse(const std::string& file, std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return Malformed(file, WithoutTag(error), "JSON");
  }
}

// The fields that name a finding, or what is wrong with one of them.
absl::StatusOr<FindingName> FindingFrom(const std::string& where,
                                        const Json& json) {
  constexpr const char* kFields =
      "an object with endpoint, role, property, scenario and reason";
  if (!json.is_object()) return Malformed(where, json.dump(), kFields);
  FindingName finding;
  const std::array<std::pair<const char*, std::string*>, 4> fields = {
      {{"endpoint", &finding.endpoint},
       {"role", &finding.role},
       {"property", &finding.property},
       {"scenario", &finding.scenario}}};
  for (const auto& [name, value] : fields) {
    const auto field = json.find(name);
    if (field == json.end() || !field->is_string()) {
      return Malformed(
          where,
          field == json.end() ? absl::StrCat("no ", name) : field->dump(),
          kFields);
    }
    *value = field->get<std::string>();
  }
  if (finding.role != "client" && finding.role != "server" &&
      finding.role != "pair" && finding.role != "proxy") {
    return Malformed(where, absl::StrCat("the role ", finding.role),
                     "client, server, pair or proxy");
  }
  return finding;
}

}  // namespace

std::string FindingText(const FindingName& finding) {
  return absl::StrCat(finding.endpoint, ", ", finding.role, ", ",
                      finding.property, ", in ", finding.scenario);
}

Json FindingJson(const FindingName& finding) {
  Json json;
  json["endpoint"] = finding.endpoint;
  json["role"] = finding.role;
  json["property"] = finding.property;
  json["scenario"] = finding.scenario;
  return json;
}

PlayName PlayOf(const FindingName& finding) {
  return {finding.endpoint, finding.role, finding.scenario};
}

absl::StatusOr<KnownFindings> KnownFindings::FromJson(const std::string& file,
                                                      std::string_view text) {
  const absl::StatusOr<Json> list = Parse(file, text);
  if (!list.ok()) return list.status();
  if (!list->is_array()) {
    return Malformed(file, list->type_name(), "a list of findings");
  }
  KnownFindings known;
  size_t number = 0;
  for (const Json& json : *list) {
    const std::string where = absl::StrCat(file, ": finding ", ++number);
    const absl::StatusOr<FindingName> finding = FindingFrom(where, json);
    if (!finding.ok()) return finding.status();
    const auto reason = json.find("reason");
    if (reason != json.end() && !reason->is_string()) {
      return Malformed(where, reason->dump(), "a reason in words");
    }
    const bool is_new =
        known.findings_
            .try_emplace(*finding, State{reason == json.end()
                                             ? std::string()
                                             : reason->get<std::string>()})
            .second;
    if (!is_new) {
      return Malformed(where, absl::StrCat(FindingText(*finding), " again"),
                       "each finding once");
    }
  }
  return known;
}

std::string KnownFindings::ToJson() const {
  std::string text = "[";
  for (const auto& [finding, state] : findings_) {
    Json json = FindingJson(finding);
    json["reason"] = state.reason;
    absl::StrAppend(&text, text.size() == 1 ? "\n  " : ",\n  ", json.dump());
  }
  return text + (text.size() == 1 ? "]\n" : "\n]\n");
}

bool KnownFindings::Expects(const FindingName& finding) {
  const auto known = findings_.find(finding);
  if (known == findings_.end()) return false;
  known->second.is_seen = true;
  return true;
}

std::set<std::string> KnownFindings::ExpectAllOf(const PlayName& play) {
  std::set<std::string> properties;
  for (auto& [finding, state] : findings_) {
    if (PlayOf(finding) != play) continue;
    state.is_seen = true;
    properties.insert(finding.property);
  }
  return properties;
}

void KnownFindings::Add(const FindingName& finding) {
  findings_.try_emplace(finding).first->second.is_seen = true;
}

absl::StatusOr<RunDocument> ReadRunDocument(const std::string& file,
                                            std::string_view text) {
  const absl::StatusOr<Json> document = Parse(file, text);
  if (!document.ok()) return document.status();
  RunDocument read;
  try {
    for (const Json& play : document->at("scenarios")) {
      const Json& role = play.at("role");
      FindingName finding{.endpoint = play.at("endpoint"),
                          .role = role.is_null() ? "" : role,
                          .scenario = play.at("name")};
      read.plays.insert(PlayOf(finding));
      for (const Json& verdict : play.at("verdicts")) {
        const std::string result = verdict.at("result");
        if (result == "holds" || result == "unreached") continue;
        finding.property = verdict.at("property");
        read.findings.insert_or_assign(finding, verdict);
      }
    }
  } catch (const Json::exception& error) {
    return Malformed(
        file, WithoutTag(error),
        "what `wsdrain run --json` or `wsdrain check --json` prints");
  }
  return read;
}

}  // namespace wsdrain
