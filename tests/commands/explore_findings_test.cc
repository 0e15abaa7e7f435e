// `wsdrain explore`: what is found, and what is said of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/commands/explored.h"

namespace wsdrain {
namespace {

using ExploreFindingsTest = CommandTest;

// Reads on, and reports the first frame after its own Close as the end.
EndpointKind GivesUpAtData() {
  static constexpr Table kTableOfIt =
      WithRow(kTable, State::kCloseSent, Event::kDataFrame, State::kClosed,
              Action::kAbandon, "fault");
  EndpointKind kind = Reference(nullptr, &kTableOfIt);
  kind.name = "gives_up_at_data";
  return kind;
}

TEST_F(ExploreFindingsTest, ALimitOfTheUserIsNoFailureAndNotOk) {
  const CommandResult outcome =
      Explored({"--only", "input-cuts", "--role", "client", "--depth", "2"});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_EQ(outcome.out.substr(0, 24), "stop input-cuts client  ")
      << outcome.out;
  EXPECT_TRUE(Has(outcome.out, ", depth 2, stopped by depth_max 2, "))
      << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "\n1 run: 0 closed off, 0 broken, 1 stopped; "))
      << outcome.out;
  EXPECT_EQ(outcome.err, "");

  const auto json = [](const char* option, const char* value) {
    const CommandResult stopped = Explored(
        {"--only", "output-cuts", "--role", "server", "--json", option, value});
    EXPECT_EQ(stopped.code, 0) << option;
    return JsonOf(stopped);
  };
  const Json states = json("--states", "100");
  EXPECT_EQ(states["ok"], false);
  EXPECT_EQ(states["runs"][0]["closed_off"], false);
  EXPECT_EQ(states["runs"][0]["stopped_by"], "states_max 100");
  EXPECT_EQ(states["runs"][0]["states"], 100);
  EXPECT_EQ(states["runs"][0]["steps_to_closed"], nullptr);
  EXPECT_EQ(json("--memory", "1")["runs"][0]["stopped_by"],
            "memory_bytes_max 1048576");
}

TEST_F(ExploreFindingsTest, SaysWhichRowsARunMisses) {
  const std::vector<std::string> arguments = {"--only", "input-cuts", "--role",
                                              "client", "--depth",    "1"};
  std::vector<std::string> with = arguments;
  with.push_back("-v");
  const CommandResult outcome = Explored(with);
  EXPECT_TRUE(
      Has(outcome.out, "\n     within  messages of at most 65536 bytes"))
      << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "\n     misses  kOpen x k")) << outcome.out;
  EXPECT_FALSE(Has(Explored(arguments).out, "misses"));

  with.back() = "--json";
  const Json json = JsonOf(Explored(with));
  const Json& missed = json["rows_missed"];
  EXPECT_EQ(missed, json["runs"][0]["rows_missed"]);
  const auto count = [&missed](const char* row) {
    return std::count(missed.begin(), missed.end(), Json(row));
  };
  EXPECT_EQ(count("kOpen x kCloseFrame"), 1) << missed;  // takes 2 letters
  EXPECT_EQ(count("kOpen x kStartClose"), 0) << missed;  // takes 1
  EXPECT_EQ(count("kOpen x kDeadline"), 0) << missed;    // cannot be reached
}

TEST_F(ExploreFindingsTest, TheThreadsDoNotShowInTheResult) {
  const auto counts = [](const char* threads) {
    Json json = JsonOf(Explored(
        {"--only", "pair", "--depth", "7", "--json", "--threads", threads}));
    for (const char* measured :
         {"seconds", "memory_bytes", "bytes_per_state"}) {
      json["runs"][0].erase(measured);
    }
    return json.dump();
  };
  EXPECT_EQ(counts("1"), counts("3"));
}

TEST_F(ExploreFindingsTest, ABrokenRunIsReportedWithItsScenario) {
  const CommandResult outcome =
      Explored({"--endpoint", "gives_up_at_data", "--only", "output-cuts",
                "--role", "client", "-o", Path("found")},
               {GivesUpAtData()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out.substr(0, 42),
            "FAIL output-cuts client  gives_up_at_data ")
      << outcome.out;
  EXPECT_TRUE(Has(outcome.out,
                  ", breaks draining_goes_on_past_other_frames "
                  "after 2 letters"))
      << outcome.out;
  for (const char* part :
       {"\nscn 1\n# wsdrain explore, output-cuts client: breaks "
        "draining_goes_on_past_other_frames.\n"
        "# Play it again: wsdrain run --endpoint gives_up_at_data "
        "output-cuts-client.scn\n",
        "\nhold output\nlocal close\nremote text", "\n> 3  ",
        "\nbroken: draining_goes_on_past_other_frames (client, step 3)\n",
        "  rule      RFC 6455 1.4, 7.1.1, must for ours",
        "\n  expected  it reads on", "\n  actual    it reported the end\n",
        "\n1 run: 0 closed off, 1 broken, 0 stopped; "}) {
    EXPECT_TRUE(Has(outcome.out, part)) << part << "\nin\n" << outcome.out;
  }
  const std::string file = Path("found") + "/output-cuts-client.scn";
  EXPECT_EQ(outcome.err, "written to " + file + "\n");
  const std::string text = Read(file);
  EXPECT_TRUE(Has(outcome.out, "\n" + text + "\n")) << text;
  EXPECT_EQ(Wsdrain({"fmt", "--check", file}).code, 0) << text;
  EXPECT_EQ(Wsdrain({"run", file}).code, 0);
  EXPECT_EQ(Wsdrain({"run", "--endpoint", "gives_up_at_data", file},
                    {GivesUpAtData()})
                .code,
            1);
}

TEST_F(ExploreFindingsTest, SaysInJsonWhatIsBroken) {
  const CommandResult outcome =
      Explored({"--endpoint", "mute", "--only", "input-cuts", "--role",
                "server", "--json"},
               {Mute()});
  EXPECT_EQ(outcome.code, 1);
  const Json json = JsonOf(outcome);
  EXPECT_EQ(json["ok"], false);
  const Json& run = json["runs"][0];
  EXPECT_EQ(run["closed_off"], false);
  EXPECT_EQ(run["stopped_by"], nullptr);
  const Json& broken = run["broken"];
  EXPECT_EQ(broken["property"], "ping_is_answered");
  EXPECT_EQ(broken["section"], "5.5.2");
  EXPECT_EQ(broken["steps"], Json::array({"remote ping \"p\""}));
  EXPECT_EQ(broken["at_the_end"], true);
  EXPECT_EQ(broken["scenario"].get<std::string>().substr(0, 8), "scn 1\n# ");
}

// For others, Pings after Close are a broken note (D6).
TEST_F(ExploreFindingsTest, AWeakRuleCountsIfAsked) {
  const auto code = [](const char* level) {
    return Explored({"--endpoint", "mute_while_closing", "--only", "input-cuts",
                     "--role", "client", "--depth", "4", "--fail-on", level},
                    {MuteWhileClosing()})
        .code;
  };
  EXPECT_EQ(code("must"), 0);
  EXPECT_EQ(code("note"), 1);
}

TEST_F(ExploreFindingsTest, AFolderThatCannotBeMadeIsNotTheInputsFault) {
  const std::string file = Write("taken", "");
  const CommandResult outcome =
      Explored({"--depth", "1", "-o", file + "/found"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(Has(outcome.err, "cannot be made")) << outcome.err;
}

}  // namespace
}  // namespace wsdrain
