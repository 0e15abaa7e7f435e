// `wsdrain diff`: what one run has found and another has not.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "commands/commands.h"
#include "commands/fail_on.h"
#include "commands/files.h"
#include "commands/findings.h"
#include "commands/json.h"
#include "commands/session.h"
#include "report/words.h"

namespace wsdrain {
namespace {

constexpr const char* kDiffFooter =
    "OLD.json and NEW.json are what `wsdrain run --json` or `wsdrain check\n"
    "--json` has printed. A finding is an endpoint, its role, a property and "
    "the\n"
    "scenario that breaks it. It has changed if its verdict is another one; it "
    "is\n"
    "gone if the scenario was played again and breaks it no more.\n"
    "\n"
    "The exit code is 1 if a finding that counts at --fail-on is new, or has\n"
    "another result, as `stalled` where it was `broken`.\n"
    "\n"
    "Examples:\n"
    "  wsdrain diff old.json new.json\n"
    "  wsdrain diff --json old.json new.json | jq .gone";

struct DiffOptions {
  std::string old_path;
  std::string new_path;
  Level fail_on = Level::kMust;
  bool is_json = false;
};

struct Difference {
  FindingName finding;
  Json verdict;  // the newest there is
  Json before;   // of what has changed
};

struct Differences {
  std::vector<Difference> added, changed, gone, not_played;
  size_t same = 0;
};

Differences Compare(const RunDocument& before, const RunDocument& now) {
  Differences found;
  for (const auto& [finding, verdict] : now.findings) {
    const auto old = before.findings.find(finding);
    if (old == before.findings.end()) {
      found.added.push_back({finding, verdict, nullptr});
    } else if (old->second != verdict) {
      found.changed.push_back({finding, verdict, old->second});
    } else {
      ++found.same;
    }
  }
  for (const auto& [finding, verdict] : before.findings) {
    if (now.findings.contains(finding)) continue;
    const bool was_played = now.plays.contains(PlayOf(finding));
    (was_played ? found.gone : found.not_played)
        .push_back({finding, verdict, nullptr});
  }
  return found;
}

// The word of a verdict, as "result" or "level".
std::string Word(const Json& verdict, const char* key) {
  return verdict.value(key, "");
}

bool Counts(const Json& verdict, Level fail_on) {
  const std::string result = Word(verdict, "result");
  const std::string level = Word(verdict, "level");
  return result == "stalled" || result == "crashed" || level == "must" ||
         (level == "should" && fail_on >= Level::kShould) ||
         fail_on == Level::kNote;
}

bool Fails(const Differences& found, Level fail_on) {
  for (const Difference& it : found.added) {
    if (Counts(it.verdict, fail_on)) return true;
  }
  for (const Difference& it : found.changed) {
    if (Word(it.verdict, "result") != Word(it.before, "result") &&
        Counts(it.verdict, fail_on)) {
      return true;
    }
  }
  return false;
}

Json ListJson(const std::vector<Difference>& list) {
  Json all = Json::array();
  for (const Difference& it : list) {
    Json json = FindingJson(it.finding);
    if (!it.before.is_null()) json["before"] = it.before;
    json["verdict"] = it.verdict;
    all.push_back(std::move(json));
  }
  return all;
}

void PrintJson(const Differences& found, bool is_ok, std::ostream& out) {
  Json document = NewDocument("diff");
  document["ok"] = is_ok;
  document["new"] = ListJson(found.added);
  document["changed"] = ListJson(found.changed);
  document["gone"] = ListJson(found.gone);
  document["not_played"] = ListJson(found.not_played);
  document["same"] = found.same;
  PrintDocument(document, out);
}

std::string VerdictText(const Json& verdict) {
  return absl::StrCat("[", Word(verdict, "section"), ", ",
                      Word(verdict, "level"), "] ", Word(verdict, "result"),
                      ": expected ", Word(verdict, "expected"), "; actual ",
                      Word(verdict, "actual"));
}

void PrintList(const char* head, const std::vector<Difference>& list,
               std::ostream& out) {
  for (const Difference& it : list) {
    out << head << FindingText(it.finding) << "\n";
    if (!it.before.is_null()) {
      out << "         before  " << VerdictText(it.before) << "\n"
          << "         now     " << VerdictText(it.verdict) << "\n";
    } else {
      out << "         " << VerdictText(it.verdict) << "\n";
    }
  }
}

void PrintText(const Differences& found, const Session& session) {
  const bool has_colour = session.has_colour;
  PrintList(Coloured(Colour::kRed, "NEW      ", has_colour).c_str(),
            found.added, session.out);
  PrintList("changed  ", found.changed, session.out);
  PrintList(Coloured(Colour::kGreen, "gone     ", has_colour).c_str(),
            found.gone, session.out);
  session.out << found.added.size() << " new, " << found.changed.size()
              << " changed, " << found.gone.size() << " gone, " << found.same
              << " the same";
  if (!found.not_played.empty()) {
    session.out << "; " << found.not_played.size()
                << " whose scenarios were not played again";
  }
  session.out << "\n";
}

absl::StatusOr<RunDocument> Load(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  return ReadRunDocument(path, *text);
}

void Diff(const DiffOptions& options, Session& session) {
  const absl::StatusOr<RunDocument> before = Load(options.old_path);
  if (!before.ok()) return session.Refuse(before.status());
  const absl::StatusOr<RunDocument> now = Load(options.new_path);
  if (!now.ok()) return session.Refuse(now.status());
  const Differences found = Compare(*before, *now);
  const bool is_ok = !Fails(found, options.fail_on);
  if (options.is_json) {
    PrintJson(found, is_ok, session.out);
  } else {
    PrintText(found, session);
  }
  if (!is_ok) session.exit_code = ExitCode::kBroken;
}

}  // namespace

void AddDiff(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "diff", "Compare the findings of two runs: new, changed and gone");
  command->footer(kDiffFooter);
  auto options = std::make_shared<DiffOptions>();
  command->add_option("OLD", options->old_path, "The run before")
      ->required()
      ->type_name("");
  command->add_option("NEW", options->new_path, "The run now")
      ->required()
      ->type_name("");
  AddFailOnOption(*command, options->fail_on);
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->callback([options, &session] { Diff(*options, session); });
}

}  // namespace wsdrain
