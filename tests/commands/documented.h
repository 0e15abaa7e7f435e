// The examples of docs/json.md, and the keys that documents have.
#ifndef WSDRAIN_TESTS_COMMANDS_DOCUMENTED_H_
#define WSDRAIN_TESTS_COMMANDS_DOCUMENTED_H_

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/commands/command_line.h"

namespace wsdrain {

using Keys = std::set<std::string>;

// All keys, each with those above it; the elements of a list share theirs.
inline void AddKeys(const Json& json, const std::string& above, Keys& keys) {
  if (json.is_array()) {
    for (const Json& element : json) AddKeys(element, above + "[]", keys);
  }
  if (!json.is_object()) return;
  for (const auto& [key, value] : json.items()) {
    keys.insert(above + "." + key);
    AddKeys(value, above + "." + key, keys);
  }
}

inline Keys KeysOf(const std::vector<Json>& documents) {
  Keys keys;
  for (const Json& document : documents) AddKeys(document, "", keys);
  return keys;
}

// By command.
inline std::map<std::string, Json> Documented() {
  std::ostringstream file;
  file << std::ifstream(std::string(WSDRAIN_SOURCE_DIR) + "/docs/json.md")
              .rdbuf();
  const std::string text = file.str();
  std::map<std::string, Json> examples;
  for (size_t at = text.find("```json\n"); at != std::string::npos;
       at = text.find("```json\n", at + 1)) {
    const size_t begin = at + 8;
    const size_t end = text.find("```", begin);
    const Json example =
        Json::parse(text.substr(begin, end - begin), nullptr, false);
    EXPECT_FALSE(example.is_discarded()) << text.substr(begin, 200);
    examples[example["command"]] = example;
  }
  return examples;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_COMMANDS_DOCUMENTED_H_
