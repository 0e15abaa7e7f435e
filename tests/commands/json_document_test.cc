// docs/json.md says what is printed: the same documents, the same keys.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "commands/json.h"
#include "tests/commands/command_line.h"
#include "tests/commands/documented.h"

namespace wsdrain {
namespace {

class JsonDocumentTest : public CommandTest {
 protected:
  // What the program prints, for each command.
  std::map<std::string, std::vector<Json>> Printed() const {
    const std::string drain = Write("drain.scn", kDrain);
    const std::string ping = Write("ping.scn", kPingScenario);
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
  auto documented = Documented();
  // live_test.cc and check_test.cc have those of the commands that need a peer.
  for (const char* live : {"check", "close", "serve"}) {
    EXPECT_EQ(documented.erase(live), 1u) << live;
  }
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
