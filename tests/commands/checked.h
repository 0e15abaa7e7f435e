// Runs `wsdrain check` in this process, and reads its document.
#ifndef WSDRAIN_TESTS_COMMANDS_CHECKED_H_
#define WSDRAIN_TESTS_COMMANDS_CHECKED_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/commands/command_line.h"

namespace wsdrain {

// "property in scenario", of each finding that counts at any level but note.
inline std::set<std::string> FindingsOf(const Json& document,
                                        bool with_notes = false) {
  std::set<std::string> findings;
  for (const Json& play : document.at("scenarios")) {
    for (const Json& verdict : play.at("verdicts")) {
      const std::string result = verdict.at("result");
      if (result == "holds" || result == "unreached" || result == "slow" ||
          (verdict.at("level") == "note" && !with_notes)) {
        continue;
      }
      findings.insert(std::string(verdict.at("property")) + " in " +
                      std::string(play.at("name")));
    }
  }
  return findings;
}

inline std::set<std::string> PropertiesOf(
    const std::set<std::string>& findings) {
  std::set<std::string> properties;
  for (const std::string& finding : findings) {
    properties.insert(finding.substr(0, finding.find(' ')));
  }
  return properties;
}

inline Json CheckedJson(const std::string& url,
                        const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"check",   url,    "--quick",
                                        "--bound", "1000", "--json"};
  if (std::find(more.begin(), more.end(), "--trigger") == more.end()) {
    arguments.insert(arguments.end(), {"--trigger", "message:bye"});
  }
  arguments.insert(arguments.end(), more.begin(), more.end());
  const CommandResult result = Wsdrain(arguments);
  EXPECT_TRUE(result.code == 0 || result.code == 1) << result.err;
  return Json::parse(result.out);
}

inline std::string TempPath(const std::string& name) {
  return (std::filesystem::temp_directory_path() /
          ("wsdrain_check_" + std::to_string(getpid()) + "_" + name))
      .string();
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_COMMANDS_CHECKED_H_
