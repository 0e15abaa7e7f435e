// The built-in scenarios: those of corpus/scenarios, whole, for every command.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "commands/built_in_scenarios.h"
#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

namespace fs = std::filesystem;

class BuiltInTest : public CommandTest {
 protected:
  const fs::path corpus_ = fs::path(WSDRAIN_SOURCE_DIR) / "corpus/scenarios";
};

TEST_F(BuiltInTest, AreTheFilesOfTheCorpus) {
  std::set<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(corpus_)) {
    if (entry.path().extension() != ".scn") continue;
    files.insert(entry.path().lexically_relative(corpus_).generic_string());
  }
  std::set<std::string> built_in;
  for (const BuiltInScenario& scenario : BuiltInScenarios()) {
    built_in.insert(std::string(scenario.file));
    EXPECT_EQ(scenario.text, Read((corpus_ / scenario.file).string()))
        << scenario.file;
  }
  EXPECT_EQ(built_in, files);
  EXPECT_EQ(BuiltInScenarios().size(), files.size());
}

TEST_F(BuiltInTest, RunWithoutAFilePlaysWhatItPlaysOfTheFolder) {
  const CommandResult built_in = Wsdrain({"run", "--json"});
  EXPECT_EQ(built_in.code, 0) << built_in.err;
  Json json = JsonOf(built_in);
  Json folder = JsonOf(Wsdrain({"run", "--json", corpus_.string()}));
  ASSERT_EQ(json["scenarios"].size(), folder["scenarios"].size());
  for (size_t i = 0; i < json["scenarios"].size(); ++i) {
    Json& play = json["scenarios"][i];
    EXPECT_EQ(play["file"],
              "built-in:/" + play["name"].get<std::string>() + ".scn");
    play["file"] = folder["scenarios"][i]["file"];
    EXPECT_EQ(play, folder["scenarios"][i]);
  }
}

TEST_F(BuiltInTest, RunSaysWhereTheyAre) {
  const CommandResult outcome = Wsdrain({"run", "--role", "pair"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out.find("ok   built-in:/"), 0u) << outcome.out;
  EXPECT_NE(Wsdrain({"run", "--help"}).out.find("built-in:"),
            std::string::npos);
}

TEST_F(BuiltInTest, TheyAreAskedOfAnyEndpoint) {
  const CommandResult outcome =
      Wsdrain({"run", "--endpoint", "mute", "--json"}, {Mute()});
  EXPECT_EQ(outcome.code, 1) << outcome.err;
  const Json document = JsonOf(outcome);
  for (const Json& play : document["scenarios"]) {
    EXPECT_EQ(play["endpoint"], "mute");
  }
}

TEST_F(BuiltInTest, OneOrAFolderCanBeNamed) {
  const std::string file(BuiltInScenarios().front().file);
  const std::string folder = file.substr(0, file.find('/'));
  const auto plays = [](const std::string& path) {
    return JsonOf(Wsdrain({"run", "--json", path}))["scenarios"];
  };
  const Json one = plays("built-in:/" + file);
  const Json some = plays("built-in:/" + folder);
  EXPECT_GE(one.size(), 1u);
  EXPECT_GT(some.size(), one.size());
  EXPECT_EQ(some, plays("built-in:/" + folder + "/"));
  EXPECT_EQ(Wsdrain({"shrink", "built-in:/" + file}).code, 0);
  EXPECT_EQ(Wsdrain({"fmt", "--check", "built-in:"}).code, 0);
}

TEST_F(BuiltInTest, RefusesWhatIsNotBuiltIn) {
  for (const char* path : {"built-in:/nothing.scn", "built-in:/a/"}) {
    const CommandResult outcome = Wsdrain({"run", path});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err,
              std::string(path) +
                  ": found nothing, allowed: built-in:, or a file or a "
                  "folder that `wsdrain run` names\n");
  }
  const CommandResult folder = Wsdrain({"shrink", "built-in:"});
  EXPECT_EQ(folder.code, 2);
  EXPECT_EQ(folder.err,
            "built-in:: found no scenario, allowed: built-in:, or a file or a "
            "folder that `wsdrain run` names\n");
}

}  // namespace
}  // namespace wsdrain
