// `wsdrain explore` of other people's endpoints: what is known, and what cannot
// be saved.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/commands/explored.h"
#include "toy.h"

namespace wsdrain {
namespace {

const std::vector<std::string> kCutsOfAMute = {"--endpoint", "mute",   "--only",
                                               "input-cuts", "--role", "client",
                                               "--depth",    "3"};

class ExploreKnownTest : public CommandTest {
 protected:
  static CommandResult Cuts(std::vector<std::string> more = {}) {
    more.insert(more.begin(), kCutsOfAMute.begin(), kCutsOfAMute.end());
    return Explored(more, {Mute()});
  }
  // A known finding of that space.
  std::string Known(const std::string& property) const {
    return Write("known.json",
                 R"([{"endpoint": "mute", "role": "client", "property": ")" +
                     property +
                     R"(", "scenario": "input-cuts", "reason": "#7"}])");
  }
};

TEST_F(ExploreKnownTest, LooksPastWhatIsKnown) {
  const CommandResult first = Cuts();
  EXPECT_EQ(first.code, 1);
  EXPECT_TRUE(Has(first.out, "ping_is_answered")) << first.out;

  const CommandResult next =
      Cuts({"--known", Known("ping_is_answered"), "--json"});
  const Json run = JsonOf(next)["runs"][0];
  EXPECT_EQ(run["known"], Json::array({"ping_is_answered"}));
  EXPECT_TRUE(run["broken"].is_null()) << next.out;
  EXPECT_EQ(next.code, 0);
}

TEST_F(ExploreKnownTest, WhatIsKnownOfAnotherPlayIsNew) {
  const std::string other =
      Write("known.json",
            R"([{"endpoint": "mute", "role": "server", "property": )"
            R"("ping_is_answered", "scenario": "input-cuts", "reason": ""}])");
  EXPECT_EQ(Cuts({"--known", other}).code, 1);
}

TEST_F(ExploreKnownTest, WritesAllThatIsBroken) {
  const EndpointKind toy =
      Toy({Bug::kEmptyCloseIs1000, Bug::kCloseNotAnswered});
  const std::string known = Path("new.json");
  std::vector<std::string> words = {
      "--endpoint", "toy",     "--only", "input-cuts", "--role",
      "client",     "--depth", "2",      "--known",    known};
  EXPECT_EQ(Explored(words, {toy}).code, 2) << "there is no such file";
  words.push_back("--write-known");
  EXPECT_EQ(Explored(words, {toy}).code, 0);
  const Json list = Json::parse(Read(known));
  ASSERT_GE(list.size(), 2u) << list.dump(2);
  for (const Json& finding : list) EXPECT_EQ(finding["scenario"], "input-cuts");
  words.pop_back();
  const CommandResult again = Explored(words, {toy});
  EXPECT_EQ(again.code, 0) << again.out;
  EXPECT_TRUE(Has(again.out, " known to break")) << again.out;
}

TEST_F(ExploreKnownTest, WhatCannotBeSavedIsExploredByWordsOfALength) {
  const std::vector<std::string> cuts = {"--endpoint", "toy",    "--only",
                                         "input-cuts", "--role", "client"};
  const CommandResult refused = Explored(cuts, {Toy()});
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(Has(refused.err, "--depth")) << refused.err;

  std::vector<std::string> words = cuts;
  words.insert(words.end(), {"--depth", "2"});
  const CommandResult sound = Explored(words, {Toy()});
  EXPECT_EQ(sound.code, 0) << sound.out;
  EXPECT_TRUE(Has(sound.out, "stopped by depth_max 2")) << sound.out;
  const CommandResult broken = Explored(words, {Toy({Bug::kCloseNotAnswered})});
  EXPECT_EQ(broken.code, 1) << broken.out;
  EXPECT_TRUE(Has(broken.out, "remote close")) << broken.out;
}

}  // namespace
}  // namespace wsdrain
