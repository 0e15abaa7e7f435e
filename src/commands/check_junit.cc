// The report as JUnit's XML, for those who show the results of CI.
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "commands/check_report.h"
#include "commands/files.h"
#include "report/words.h"

namespace wsdrain {
namespace {

using Element = boost::property_tree::ptree;

std::string SecondsOf(int64_t ms) {
  std::ostringstream text;
  text << static_cast<double>(ms) / 1000;
  return text.str();
}

Element CaseOf(const LiveReport& report, size_t index) {
  const LivePlay& live = *report.plays[index];
  Element element;
  element.put("<xmlattr>.classname",
              absl::StrCat(live.kind.name, ".", report.role));
  element.put("<xmlattr>.name", live.input->name);
  element.put("<xmlattr>.time", SecondsOf(live.notes.closing_ms.value_or(0)));
  if (!live.is_done) {
    element.put("skipped.<xmlattr>.message", "there was no connection");
    return element;
  }
  std::string weaker;
  for (const Verdict* verdict : FailuresOf(live.play, report.fail_on)) {
    if (report.is_known[index]) {
      absl::StrAppend(&weaker, "known: ", VerdictToLine(*verdict), "\n");
      continue;
    }
    Element failure(VerdictToText(*verdict, false));
    failure.put("<xmlattr>.message",
                absl::StrCat(std::string(verdict->property->name), ": ",
                             verdict->actual));
    failure.put("<xmlattr>.type", std::string(ResultName(verdict->result)));
    element.add_child("failure", failure);
  }
  for (const Verdict* verdict : WeakerFailuresOf(live.play, report.fail_on)) {
    absl::StrAppend(&weaker, VerdictToLine(*verdict), "\n");
  }
  if (!weaker.empty()) element.put("system-out", weaker);
  return element;
}

}  // namespace

absl::Status WriteJunit(const LiveReport& report, const std::string& path) {
  Element suite;
  suite.put("<xmlattr>.name", "wsdrain check " + report.peer);
  suite.put("<xmlattr>.tests", report.plays.size());
  suite.put("<xmlattr>.failures", report.failed());
  suite.put("<xmlattr>.skipped", report.not_played());
  suite.put("<xmlattr>.time", SecondsOf(report.ms));
  for (size_t i = 0; i < report.plays.size(); ++i) {
    suite.add_child("testcase", CaseOf(report, i));
  }
  Element root;
  root.add_child("testsuite", suite);
  std::ostringstream text;
  boost::property_tree::write_xml(
      text, root,
      boost::property_tree::xml_writer_make_settings<std::string>(' ', 2));
  return WriteFileOrOut(path, text.str(), std::cout);
}

}  // namespace wsdrain
