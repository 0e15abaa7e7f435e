// `wsdrain properties`: what is checked, with the RFC's sections.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "commands/commands.h"
#include "commands/json.h"
#include "commands/session.h"
#include "props/all.h"

namespace wsdrain {
namespace {

constexpr const char* kPropertiesFooter =
    "An `always` property is one sentence of the RFC that must never be\n"
    "broken; a `sometimes` proves that the engines get to where its "
    "precondition\n"
    "holds. The level is the one that strangers are held to; a section Dn is "
    "a\n"
    "decision of ours where the RFC is silent.\n"
    "\n"
    "Examples:\n"
    "  wsdrain properties\n"
    "  wsdrain properties --rules                # with the sentence of each\n"
    "  wsdrain properties --json | jq '.properties | length'";

struct Entry {
  std::string_view name;
  const Property* property;
  bool is_always;
};

// Every property once, and every `sometimes` once after those.
std::vector<Entry> Entries() {
  std::vector<Entry> entries;
  std::vector<Entry> sometimes;
  for (const Property* property : AllProperties().list()) {
    if (!property->name.empty()) {
      entries.push_back({property->name, property, true});
    }
    const bool is_known = std::any_of(
        sometimes.begin(), sometimes.end(),
        [&](const Entry& e) { return e.name == property->reached; });
    if (!property->reached.empty() && !is_known) {
      sometimes.push_back({property->reached, property, false});
    }
  }
  entries.insert(entries.end(), sometimes.begin(), sometimes.end());
  return entries;
}

const char* ScopeName(const Entry& entry) {
  return entry.is_always ? "always" : "sometimes";
}

void PrintJson(const std::vector<Entry>& entries, std::ostream& out) {
  Json list = Json::array();
  for (const Entry& entry : entries) {
    Json json;
    json["name"] = std::string(entry.name);
    json["section"] = std::string(entry.property->section);
    json["level"] = std::string(LevelName(entry.property->level));
    json["scope"] = ScopeName(entry);
    if (entry.is_always) {
      json["rule"] = std::string(entry.property->rule);
      json["reached"] = nullptr;
      if (!entry.property->reached.empty()) {
        json["reached"] = std::string(entry.property->reached);
      }
    }
    list.push_back(std::move(json));
  }
  Json document = NewDocument("properties");
  document["properties"] = std::move(list);
  PrintDocument(document, out);
}

void PrintTable(const std::vector<Entry>& entries, bool shows_rules,
                std::ostream& out) {
  size_t name_columns = 0;
  size_t section_columns = 7;
  for (const Entry& entry : entries) {
    name_columns = std::max(name_columns, entry.name.size());
    section_columns = std::max(section_columns, entry.property->section.size());
  }
  const auto line = [&](std::string_view name, std::string_view section,
                        std::string_view level, std::string_view scope) {
    out << std::left << std::setw(static_cast<int>(name_columns) + 2) << name
        << std::setw(static_cast<int>(section_columns) + 2) << section
        << std::setw(8) << level << scope << "\n";
  };
  line("name", "section", "level", "scope");
  for (const Entry& entry : entries) {
    line(entry.name, entry.property->section, LevelName(entry.property->level),
         ScopeName(entry));
    if (shows_rules && entry.is_always) {
      out << "    " << entry.property->rule << "\n";
    }
  }
  const auto always =
      std::count_if(entries.begin(), entries.end(),
                    [](const Entry& entry) { return entry.is_always; });
  out << "\n"
      << always << " always, " << entries.size() - static_cast<size_t>(always)
      << " sometimes\n";
}

}  // namespace

void AddProperties(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("properties", "List what is checked");
  command->footer(kPropertiesFooter);
  struct Options {
    bool is_json = false;
    bool shows_rules = false;
  };
  auto options = std::make_shared<Options>();
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->add_flag("--rules", options->shows_rules,
                    "Print the sentence of each property");
  command->callback([options, &session] {
    if (options->is_json) return PrintJson(Entries(), session.out);
    PrintTable(Entries(), options->shows_rules, session.out);
  });
}

}  // namespace wsdrain
