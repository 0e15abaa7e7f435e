// `wsdrain explore`: what is explored, and what is refused.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/commands/explored.h"

namespace wsdrain {
namespace {

using ExploreCommandTest = CommandTest;

// Each run of the list, by all that tells it from the others.
std::vector<std::string> RunsOf(std::vector<std::string> arguments) {
  for (const char* argument : {"--json", "--depth", "1"}) {
    arguments.emplace_back(argument);
  }
  const Json json = JsonOf(Explored(std::move(arguments)));
  std::vector<std::string> runs;
  for (const Json& run : json["runs"]) {
    runs.push_back(run["name"].get<std::string>() + " " +
                   run["role"].get<std::string>() + " " +
                   run["messages"].dump() + " " +
                   std::to_string(run["transitions"].get<uint64_t>()));
  }
  return runs;
}

// It could be explored if it could say what state it is in.
EndpointKind CannotSave() {
  class Mum : public Endpoint {
   public:
    size_t Receive(std::string_view bytes) override { return bytes.size(); }
    void ReceiveEof() override {}
    void ReceiveReset() override {}
    size_t OutputBytes() const override { return 0; }
    void CopyOutput(size_t, std::string&) const override {}
    void OutputAccepted(size_t) override {}
    Tcp tcp() const override { return Tcp::kOpen; }
    CallResult StartClose(std::optional<uint16_t>, std::string_view) override {
      return CallResult::kAccepted;
    }
  };
  return {.name = "mum", .make = [](const EndpointConfig&, EndpointObserver&) {
            return std::make_unique<Mum>();
          }};
}

TEST_F(ExploreCommandTest, TheListHasBothRolesAndThePair) {
  const std::vector<std::string> runs = RunsOf({});
  std::string all;
  for (const std::string& run : runs) all += run + "\n";
  EXPECT_EQ(runs.size(), 15u) << all;
  for (const std::string name :
       {"input-cuts", "output-cuts", "table-rows", "borders", "other-options",
        "limits", "half-frame"}) {
    EXPECT_TRUE(Has(all, name + " client null ")) << name << " in\n" << all;
    EXPECT_TRUE(Has(all, name + " server null ")) << name << " in\n" << all;
  }
  EXPECT_TRUE(Has(all, "pair pair 1 ")) << all;
}

TEST_F(ExploreCommandTest, LargeAddsToTheList) {
  const std::vector<std::string> small = RunsOf({});
  const std::vector<std::string> large = RunsOf({"--large"});
  EXPECT_EQ(large.size(), small.size() + 3);
  for (const std::string& run : small) {
    EXPECT_EQ(std::count(large.begin(), large.end(), run), 1) << run;
  }
  EXPECT_TRUE(Has(large.back(), "pair pair 2 ")) << large.back();
}

TEST_F(ExploreCommandTest, OnlyAndRoleChoose) {
  EXPECT_EQ(RunsOf({"--only", "pair"}).size(), 1u);
  EXPECT_EQ(RunsOf({"--only", "input-cuts", "--only", "pair"}).size(), 3u);
  EXPECT_EQ(RunsOf({"--role", "server"}).size(), 7u);
  EXPECT_EQ(RunsOf({"--role", "pair", "--large"}).size(), 2u);
  EXPECT_EQ(RunsOf({"--only", "both-reduced"}).size(), 2u);
  const std::vector<std::string> one =
      RunsOf({"--only", "both-reduced", "--role", "client"});
  ASSERT_EQ(one.size(), 1u);
  EXPECT_TRUE(Has(one[0], "both-reduced client null ")) << one[0];
}

TEST_F(ExploreCommandTest, MessagesBoundThePair) {
  EXPECT_TRUE(
      Has(RunsOf({"--only", "pair", "--messages", "3"})[0], "pair pair 3 "));
  const std::vector<std::string> large =
      RunsOf({"--only", "pair", "--messages", "3", "--large"});
  ASSERT_EQ(large.size(), 2u);
  EXPECT_TRUE(Has(large[1], "pair pair 3 ")) << large[1];
  EXPECT_NE(large[0], large[1]);
}

TEST_F(ExploreCommandTest, ShardsAreDisjointAndTogetherTheWholeList) {
  std::vector<std::string> whole = RunsOf({"--large"});
  for (const int shards : {1, 2, 3, 8, 11}) {
    std::vector<std::vector<std::string>> parts;
    std::vector<std::string> together;
    for (int i = 1; i <= shards; ++i) {
      parts.push_back(
          RunsOf({"--large", "--shard",
                  std::to_string(i) + "/" + std::to_string(shards)}));
    }
    // Run k of the whole list is the next of shard k mod N.
    for (size_t k = 0; k < whole.size(); ++k) {
      std::vector<std::string>& part = parts[k % parts.size()];
      ASSERT_FALSE(part.empty()) << k << " of " << shards;
      together.push_back(part.front());
      part.erase(part.begin());
    }
    EXPECT_EQ(together, whole) << shards;
    for (const auto& part : parts) EXPECT_TRUE(part.empty()) << shards;
  }
}

TEST_F(ExploreCommandTest, RefusesBadUsage) {
  const auto refused = [](std::vector<std::string> arguments,
                          const std::string& words) {
    const CommandResult outcome =
        Explored(std::move(arguments), {CannotSave()});
    EXPECT_EQ(outcome.code, 2) << words;
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(Has(outcome.err, words)) << outcome.err;
  };
  refused({"--only", "all-cuts"},
          "--only: found all-cuts, allowed: input-cuts, output-cuts, "
          "table-rows, borders, other-options, limits, half-frame, "
          "both-reduced, pair");
  refused({"--endpoint", "beast"},
          "--endpoint: found beast, allowed: reference, mum");
  refused({"--role", "proxy"}, "--role");
  refused({"--only", "pair", "--role", "client"}, "found no exploration");
  for (const char* shard :
       {"0/2", "3/2", "1/0", "2", "1/2/3", "a/b", "-1/2", "/", "1/", "1/2x"}) {
    refused({"--shard", shard}, std::string("--shard: found ") + shard +
                                    ", allowed: I/N with 1 <= I <= N");
  }
  refused({"--depth", "0"}, "--depth");
  refused({"--depth", "-1"}, "--depth");
  refused({"--states", "0"}, "--states");
  refused({"--memory", "none"}, "--memory");
  refused({"--threads", "0"}, "--threads");
  refused({"--messages", "256"}, "--messages");
  refused({"extra"}, "extra");
}

TEST_F(ExploreCommandTest, AnEndpointThatCannotSaveNeedsADepth) {
  const CommandResult outcome = Explored({"--endpoint", "mum"}, {CannotSave()});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(Has(outcome.err, "found mum, which cannot Save")) << outcome.err;
}

TEST_F(ExploreCommandTest, AnEndpointHasItsRolesOnly) {
  EndpointKind kind = Mute();
  kind.has_client = false;
  const Json json = JsonOf(
      Explored({"--endpoint", "mute", "--depth", "1", "--json"}, {kind}));
  ASSERT_EQ(json["runs"].size(), 7u);
  for (const Json& run : json["runs"]) {
    EXPECT_EQ(run["role"], "server");
    EXPECT_EQ(run["endpoint"], "mute");
    EXPECT_EQ(run["rows_missed"], Json::array());
  }
  EXPECT_EQ(Explored({"--endpoint", "mute", "--only", "pair"}, {kind}).code, 2);
}

}  // namespace
}  // namespace wsdrain
