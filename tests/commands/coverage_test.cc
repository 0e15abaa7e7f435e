// Coverage counts rows and places by corpus, and names what is missed.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "closing/table.h"
#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

class CoverageTest : public CommandTest {
 protected:
  // A corpus of one scenario.
  std::string Corpus(const std::string& name, std::string_view text) const {
    Write(name + "/a.scn", text);
    return Path(name);
  }
  Json Measure(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"coverage", "--json"});
    return JsonOf(Wsdrain(arguments));
  }
};

Json RowOf(const Json& document, State state, Event event) {
  return document["rows"][static_cast<size_t>(state) * kEvents +
                          static_cast<size_t>(event)];
}

bool HasPlace(const Json& document, const char* phase, const char* output,
              const char* step) {
  return std::any_of(document["places"].begin(), document["places"].end(),
                     [&](const Json& place) {
                       return place["phase"] == phase &&
                              place["output"] == output &&
                              place["step"] == step;
                     });
}

TEST_F(CoverageTest, ListsEveryRowOfTheTableWithTheCorporaThatReachIt) {
  const std::string drain = Corpus("drain", kDrain);
  const std::string ping = Corpus("ping", kPingScenario);
  const Json json = Measure({drain, ping});
  ASSERT_EQ(json["rows"].size(), kRows);
  const Json data = RowOf(json, State::kCloseSent, Event::kDataFrame);
  EXPECT_EQ(data["state"], "kCloseSent");
  EXPECT_EQ(data["event"], "kDataFrame");
  EXPECT_EQ(data["section"], "policy D4");
  EXPECT_EQ(data["reachable"], true);
  EXPECT_EQ(data["corpora"], Json::array({drain}));
  EXPECT_EQ(RowOf(json, State::kOpen, Event::kPing)["corpora"],
            Json::array({ping}));
  EXPECT_EQ(RowOf(json, State::kOpen, Event::kAbort)["corpora"], Json::array());
  EXPECT_EQ(RowOf(json, State::kOpen, Event::kTrailingBytes)["reachable"],
            false);
}

TEST_F(CoverageTest, CountsRowsAndPlacesOfEachCorpusAlone) {
  const std::string drain = Corpus("drain", kDrain);
  const std::string ping = Corpus("ping", kPingScenario);
  const Json both = Measure({drain, ping});
  for (const std::string& alone : {drain, ping}) {
    const Json json = Measure({alone});
    EXPECT_EQ(json["corpora"][0], both["corpora"][alone == drain ? 0 : 1]);
    EXPECT_EQ(json["corpora"][0]["inputs"], 1);
  }
  EXPECT_LT(both["rows_missed"].size(), Measure({ping})["rows_missed"].size());
}

TEST_F(CoverageTest, TellsPlacesByWhatWaitsAndWhatIsPlayed) {
  const Json json = Measure(
      {Corpus("a",
              "scn 1\nrole client\nhold output\nlocal close 1000\nlocal pause\n"
              "accept 1\nremote eof\n")});
  EXPECT_TRUE(HasPlace(json, "open", "empty", "close"));
  EXPECT_TRUE(HasPlace(json, "close_called", "waiting", "pause"));
  EXPECT_TRUE(HasPlace(json, "close_called", "partial_frame", "remote_eof"));
  EXPECT_FALSE(HasPlace(json, "close_called", "empty", "pause"));
  EXPECT_EQ(json["places"].size(), json["places_reached"]);
}

TEST_F(CoverageTest, FailsOnMissedRowsOnlyIfAsked) {
  const std::string ping = Corpus("ping", kPingScenario);
  EXPECT_EQ(Wsdrain({"coverage", ping}).code, 0);
  const CommandResult asked = Wsdrain({"coverage", "--fail-on-missed", ping});
  EXPECT_EQ(asked.code, 1);
  EXPECT_NE(asked.out.find("kOpen           kAbort           7.1.1"),
            std::string::npos)
      << asked.out;
  EXPECT_NE(asked.out.find("MISSED"), std::string::npos);
  EXPECT_EQ(Measure({ping})["ok"], false);
}

// The floor: the rows of the table that can be reached, all of them.
TEST_F(CoverageTest, TheScenariosOfTheRepositoryReachEveryRow) {
  const std::string corpus =
      std::string(WSDRAIN_SOURCE_DIR) + "/corpus/scenarios";
  const CommandResult outcome =
      Wsdrain({"coverage", "--fail-on-missed", corpus});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_EQ(outcome.out.find("MISSED"), std::string::npos) << outcome.out;
}

TEST_F(CoverageTest, PlainInputsDoWhatTheirTargetDoes) {
  Write("resume_fuzzer/a",
        std::string("\0\0\0\0\0\0\x0c\0", 8));  // a remote that sends EOF
  Write("frame_reader_fuzzer/a", "any");
  const std::string resume = Path("resume_fuzzer");
  const Json json = Measure({resume, Path("frame_reader_fuzzer")});
  EXPECT_EQ(RowOf(json, State::kOpen, Event::kEof)["corpora"],
            Json::array({resume}));
  EXPECT_EQ(json["corpora"][1]["inputs"], 1);
  EXPECT_EQ(json["corpora"][1]["rows"], 0);
}

TEST_F(CoverageTest, IsTheSameEachTime) {
  const std::string drain = Corpus("drain", kDrain);
  const CommandResult first = Wsdrain({"coverage", drain});
  EXPECT_EQ(first.out, Wsdrain({"coverage", drain}).out);
  EXPECT_EQ(Measure({drain}), Measure({drain}));
}

TEST_F(CoverageTest, RefusesWhatIsNoCorpus) {
  EXPECT_EQ(Wsdrain({"coverage"}).code, 2);
  const CommandResult missing = Wsdrain({"coverage", Path("nowhere")});
  EXPECT_EQ(missing.code, 2);
  EXPECT_NE(missing.err.find("nowhere"), std::string::npos);
  EXPECT_EQ(Wsdrain({"coverage", "--target", "none", folder()}).code, 2);
}

}  // namespace
}  // namespace wsdrain
