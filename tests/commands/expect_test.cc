// `expect` lines: each kind met and not met, as `run` asks them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

using ExpectTest = CommandTest;

constexpr const char* kSolo =
    "scn 1\n"
    "role client\n"
    "local text \"one\"\n"
    "local fragment text \"two\"\n"
    "local text \"three\"\n"
    "remote binary hex:00ff\n"
    "remote ping \"p\"\n"
    "remote pong\n"
    "local close 1000 \"bye\"\n"
    "remote text \"late\"\n"
    "remote close 1001 \"away\"\n"
    "remote eof\n";

struct Case {
  const char* line;
  bool is_met;
  const char* actual = "";
};

void ExpectAnswer(const Case& c, const CommandResult& outcome) {
  EXPECT_EQ(outcome.code, c.is_met ? 0 : 1) << c.line;
  const Json json = JsonOf(outcome);
  const Json& answer = json["scenarios"][0]["expects"][0];
  EXPECT_EQ(answer["ok"], c.is_met) << c.line;
  EXPECT_EQ(answer["actual"], c.actual) << c.line;
}

TEST_F(ExpectTest, EachKindIsMetOrNot) {
  const std::vector<Case> cases = {
      {"delivered text", true},
      {"delivered text \"late\"", true},
      {"delivered binary hex:00ff", true},
      {"delivered ping \"p\"", true},
      {"delivered pong", true},
      {"delivered text \"other\"", false,
       "delivered binary hex:00ff, delivered ping \"p\", delivered pong \"\", "
       "delivered text \"late\""},
      {"not delivered text \"other\"", true},
      {"not delivered text", false, "delivered text \"late\""},
      {"sent text \"one\"", true},
      {"sent text \"three\"", false,
       "sent text \"one\", sent text \"two\", sent pong \"p\", "
       "sent close 1000 \"bye\""},
      {"sent pong \"p\"", true},
      {"sent close", true},
      {"sent close 1000", true},
      {"sent close 1000 \"bye\"", true},
      {"not sent close 1001", true},
      {"not sent close empty", true},
      {"not sent close", false, "sent close 1000 \"bye\""},
      {"not sent ping", true},
      {"refused text", true},
      {"not refused close", true},
      {"not refused text", false, "refused text"},
      {"refused close", false, "refused text"},
      {"tcp closed", true},
      {"tcp open", false, "tcp closed"},
      {"not tcp open", true},
      {"tcp reset", false, "tcp closed"},
      {"not tcp write_shutdown", true},
      {"closed", true},
      {"closed clean", true},
      {"closed clean 1001", true},
      {"closed clean 1001 \"away\"", true},
      {"closed unclean", false, "closed clean 1001 \"away\""},
      {"closed clean 1000", false, "closed clean 1001 \"away\""},
      {"not closed", false, "closed clean 1001 \"away\""},
      {"not closed unclean", true},
  };
  for (const Case& c : cases) {
    const std::string file =
        Write("a.scn", kSolo + std::string("expect ") + c.line + "\n");
    ExpectAnswer(c, Wsdrain({"run", "--json", file}));
  }
}

TEST_F(ExpectTest, AQuietConnectionStaysOpen) {
  const std::vector<Case> cases = {
      {"tcp open", true},
      {"not tcp open", false, "tcp stayed open"},
      {"not closed", true},
      {"closed", false, "nothing closed"},
      {"tcp closed", false, "nothing done to tcp"},
      {"delivered text", false, "nothing delivered"},
  };
  for (const Case& c : cases) {
    const std::string file =
        Write("a.scn", "scn 1\nrole server\nelapse 5\nexpect " +
                           std::string(c.line) + "\n");
    ExpectAnswer(c, Wsdrain({"run", "--json", file}));
  }
}

TEST_F(ExpectTest, AnEmptyCloseIsSentEmpty) {
  const std::string file = Write("a.scn",
                                 "scn 1\nrole client\nlocal close\n"
                                 "remote close\nexpect sent close empty\n"
                                 "expect closed clean 1005\n");
  EXPECT_EQ(Wsdrain({"run", file}).code, 0);
}

TEST_F(ExpectTest, TheOrderOfAKindCounts) {
  const std::string sent =
      "scn 1\nrole client\nlocal text \"a\"\nlocal text \"b\"\n";
  EXPECT_EQ(Wsdrain({"run", Write("a.scn", sent + "expect sent text \"a\"\n"
                                                  "expect sent text \"b\"\n")})
                .code,
            0);
  const CommandResult outcome =
      Wsdrain({"run", Write("b.scn", sent + "expect sent text \"b\"\n"
                                            "expect sent text \"a\"\n")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.out.find("not as expected: line 6\n"
                             "  expected  sent text \"a\"\n"
                             "  actual    after the lines before it: nothing "
                             "sent\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(ExpectTest, APairSaysWhose) {
  const std::string pair = "scn 1\nrole pair\nclient close 1000\n";
  const auto run = [&](const std::string& expects) {
    return Wsdrain({"run", Write("a.scn", pair + expects)}).code;
  };
  EXPECT_EQ(run("expect server sent close 1000\n"
                "expect client sent close 1000\n"
                "expect server tcp write_shutdown\n"
                "expect server tcp closed\n"
                "expect not client tcp reset\n"),
            0);
  EXPECT_EQ(run("expect client delivered text\n"), 1);
  EXPECT_EQ(run("expect delivered text\n"), 2) << "it does not say whose";
}

TEST_F(ExpectTest, StrangersAreNotAsked) {
  EndpointKind stranger = Reference();
  stranger.name = "stranger";
  stranger.capabilities.is_ours = false;
  const std::string file =
      Write("a.scn", "scn 1\nrole client\nelapse 1\nexpect closed\n");
  EXPECT_EQ(Wsdrain({"run", file}).code, 1);
  const CommandResult outcome =
      Wsdrain({"run", "--json", "--endpoint", "stranger", file}, {stranger});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(JsonOf(outcome)["scenarios"][0]["expects"].empty());
}

}  // namespace
}  // namespace wsdrain
