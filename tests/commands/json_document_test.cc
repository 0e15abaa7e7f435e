// docs/json.md says what is printed: the same documents, the same keys.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "commands/json.h"
#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

using Keys = std::set<std::string>;

// All keys, each with those above it; the elements of a list share theirs.
void AddKeys(const Json& json, const std::string& above, Keys& keys) {
  if (json.is_array()) {
    for (const Json& element : json) AddKeys(element, above + "[]", keys);
  }
  if (!json.is_object()) return;
  for (const auto& [key, value] : json.items()) {
    keys.insert(above + "." + key);
    AddKeys(value, above + "." + key, keys);
  }
}

Keys KeysOf(const std::vector<Json>& documents) {
  Keys keys;
  for (const Json& document : documents) AddKeys(document, "", keys);
  return keys;
}

class JsonDocumentTest : public CommandTest {
 protected:
  // The examples by command, as docs/json.md gives them.
  std::map<std::string, Json> Documented() const {
    const std::string text =
        Read(std::string(WSDRAIN_SOURCE_DIR) + "/docs/json.md");
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

  // What the program prints, for each command.
  std::map<std::string, std::vector<Json>> Printed() const {
    const std::string drain = Write("drain.scn", kDrain);
    const std::string ping = Write("ping.scn", kPing);
    const std::string bytes = Write("bytes", "any");
    const auto print = [](std::vector<std::string> arguments) {
      arguments.push_back("--json");
      return JsonOf(Wsdrain(arguments, {Mute()}));
    };
    const auto run_mute = [&](const std::string& file) {
      return Write(file + ".json",
                   print({"run", "--endpoint", "mute", file}).dump());
    };
    const std::string before = run_mute(drain);
    const std::string now = run_mute(ping);
    return {
        {"run", {print({"run", drain})}},
        {"shrink",
         {print({"shrink", "--endpoint", "mute", ping}),
          print({"shrink", drain})}},
        {"diff", {print({"diff", before, now})}},
        {"explore",
         {print({"explore", "--endpoint", "mute", "--only", "input-cuts",
                 "--role", "client"})}},
        {"coverage", {print({"coverage", drain})}},
        {"decode", {print({"decode", "--target", "pair_fuzzer", bytes})}},
        {"encode", {print({"encode", "--target", "closing_fuzzer", drain})}},
        {"fmt", {print({"fmt", "--check", drain})}},
        {"properties", {print({"properties"})}},
        {"endpoints", {print({"endpoints"})}},
    };
  }
};

TEST_F(JsonDocumentTest, KeysAreThoseOfTheDocumentation) {
  const auto documented = Documented();
  const auto printed = Printed();
  ASSERT_EQ(documented.size(), printed.size());
  for (const auto& [command, documents] : printed) {
    ASSERT_EQ(documented.count(command), 1u) << command;
    EXPECT_EQ(KeysOf({documented.at(command)}), KeysOf(documents)) << command;
  }
}

TEST_F(JsonDocumentTest, EveryDocumentStartsWithSchemaVersionCommand) {
  for (const auto& [command, documents] : Printed()) {
    for (const Json& document : documents) {
      std::vector<std::string> keys;
      for (const auto& [key, value] : document.items()) keys.push_back(key);
      ASSERT_GE(keys.size(), 3u);
      keys.resize(3);
      EXPECT_EQ(keys,
                (std::vector<std::string>{"schema", "version", "command"}));
      EXPECT_EQ(document["schema"], "wsdrain/" + command + "/1");
      EXPECT_EQ(document["version"], kVersion);
      EXPECT_EQ(document["command"], command);
    }
  }
}

TEST_F(JsonDocumentTest, APairIsObservedTwice) {
  const std::string file =
      Write("p.scn", "scn 1\nrole pair\nclient close 1000 \"x\"\n");
  const Json json = JsonOf(Wsdrain({"run", "--json", file}));
  const Json& observed = json["scenarios"][0]["observed"];
  EXPECT_EQ(observed["client"]["closed"]["code"], 1000);
  EXPECT_EQ(observed["client"]["closed"]["clean"], true);
  EXPECT_EQ(observed["server"]["tcp"], "closed");
  EXPECT_EQ(observed["server"]["sent_frames"][0]["payload_hex"], "03e878");
}

TEST_F(JsonDocumentTest, WhatWasSentIsThereByteForByte) {
  const std::string file = Write(
      "a.scn", "scn 1\nrole client\nkeys 01020304\nlocal binary hex:ff00\n");
  const Json json = JsonOf(Wsdrain({"run", "--json", file}));
  const Json& observed = json["scenarios"][0]["observed"];
  EXPECT_EQ(observed["sent_hex"], "828201020304fe02");
  EXPECT_EQ(observed["sent_frames"][0]["payload_hex"], "ff00");
  EXPECT_EQ(observed["tcp"], "open");
  EXPECT_EQ(observed["closed"], nullptr);
}

TEST(PrintDocumentTest, TextThatIsNotUtf8IsStillJson) {
  Json document = NewDocument("run");
  document["reason"] = "a\xFFz";
  std::ostringstream out;
  PrintDocument(document, out);
  EXPECT_EQ(Json::parse(out.str())["reason"], "a\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace wsdrain
