// `wsdrain check` against live servers that close well and badly.
#ifdef WSDRAIN_HAS_LIVE
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/commands/command_line.h"
#include "tests/commands/live_servers.h"

namespace wsdrain {
namespace {

// "property in scenario", of each finding that counts at any level but note.
std::set<std::string> FindingsOf(const Json& document,
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

std::set<std::string> PropertiesOf(const std::set<std::string>& findings) {
  std::set<std::string> properties;
  for (const std::string& finding : findings) {
    properties.insert(finding.substr(0, finding.find(' ')));
  }
  return properties;
}

Json CheckedJson(const std::string& url,
                 const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"check",     url,          "--quick",
                                        "--bound",   "1000",       "--json",
                                        "--trigger", "message:bye"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const CommandResult result = Wsdrain(arguments);
  EXPECT_TRUE(result.code == 0 || result.code == 1) << result.err;
  return Json::parse(result.out);
}

std::string TempPath(const std::string& name) {
  return (std::filesystem::temp_directory_path() /
          ("wsdrain_check_" + std::to_string(getpid()) + "_" + name))
      .string();
}

TEST(Check, FindsNothingInAServerThatClosesAsItShould) {
  const LiveServerOf server(WithManners({}));
  const Json document = CheckedJson(server.url());
  EXPECT_EQ(FindingsOf(document, /*with_notes=*/true), std::set<std::string>{});
  EXPECT_TRUE(document.at("ok"));
  EXPECT_GT(document.at("scenarios").size(), 150u);
  // It reached what a server that starts the close can be asked.
  const Json& unreached = document.at("unreached");
  for (const char* property :
       {"draining_goes_on_past_other_frames", "close_is_answered",
        "local_close_sends_a_close", "silent_remote_is_survived",
        "server_ends_tcp_after_the_handshake", "ping_is_answered"}) {
    EXPECT_EQ(std::count(unreached.begin(), unreached.end(), property), 0)
        << property;
  }
  // Without an echo nobody can say what was delivered.
  EXPECT_EQ(
      std::count(unreached.begin(), unreached.end(), "messages_are_not_lost"),
      1);
}

TEST(Check, JudgesDeliveryByTheEcho) {
  const LiveServerOf server(WithManners({.echoes = true}));
  const Json document = CheckedJson(server.url(), {"--echo"});
  EXPECT_EQ(FindingsOf(document), std::set<std::string>{});
  const Json& unreached = document.at("unreached");
  EXPECT_EQ(
      std::count(unreached.begin(), unreached.end(), "messages_are_not_lost"),
      0);
  // Who says that it echoes, and does not, loses messages.
  const LiveServerOf silent(WithManners({}));
  EXPECT_TRUE(
      PropertiesOf(
          FindingsOf(CheckedJson(
              silent.url(),
              {"--echo", "built-in:/framing/masking_key_in_two_reads.scn"})))
          .contains("messages_are_not_lost"));
}

TEST(Check, TellsWhoReadsOnceFromWhoDrains) {
  const LiveServerOf server(WithManners({.reads_once = true}));
  const auto findings = FindingsOf(CheckedJson(server.url()));
  EXPECT_TRUE(
      findings.contains("draining_goes_on_past_other_frames in "
                        "draining/message_in_flight_when_we_close"));
  EXPECT_TRUE(
      findings.contains("draining_goes_on_past_other_frames in "
                        "draining/every_kind_of_frame_before_the_close"));
  // With nothing in flight it is as good as any.
  EXPECT_FALSE(findings.contains(
      "draining_goes_on_past_other_frames in draining/empty_answer"));
}

TEST(Check, TellsWhoHangsUpBehindItsCloseFromWhoWaits) {
  const LiveServerOf server(WithManners({.hangs_up = true}));
  const CommandResult result =
      Wsdrain({"check", server.url(), "--quick", "--trigger", "message:bye",
               "--fail-on", "should"});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(Has(result.out, "fin_waits_for_the_handshake")) << result.out;
  EXPECT_TRUE(Has(result.out, "no FIN before the handshake is done"));
}

TEST(Check, SaysSlowWhenInAHurryAndStallWhenNot) {
  const LiveServerOf server(Credulous({.never_ends = true}));
  const std::string scenario = "built-in:/answering/close_is_answered.scn";
  const CommandResult quick =
      Wsdrain({"check", server.url(), "--quick", "--bound", "700", scenario});
  EXPECT_EQ(quick.code, 0) << quick.out;
  EXPECT_TRUE(Has(quick.out, "  slow  "));
  EXPECT_FALSE(Has(quick.out, "stalled"));
  const CommandResult patient =
      Wsdrain({"check", server.url(), "--bound", "700", scenario});
  EXPECT_EQ(patient.code, 1);
  EXPECT_TRUE(Has(patient.out, "must stalled  both_closes_end_tcp"))
      << patient.out;
}

TEST(Check, FindsReservedCodesThatComeBackAndUnmaskedFramesThatAreTaken) {
  const LiveServerOf server(Credulous());
  const auto findings = FindingsOf(CheckedJson(server.url()));
  EXPECT_TRUE(findings.contains(
      "report_only_codes_are_not_sent in codes/received_1005"));
  EXPECT_TRUE(
      findings.contains("codes_sent_are_defined in codes/received_1004"));
  EXPECT_TRUE(
      findings.contains("wrong_mask_fails_the_connection in "
                        "framing/message_masked_the_wrong_way"));
}

TEST(Check, AccusesNobodyWhoPushesAndDemandsALogin) {
  const LiveServerOf server(
      WithManners({.is_demanding = true, .is_chatty = true}));
  const std::string prologue = TempPath("login.scn");
  std::ofstream(prologue) << "scn 1\nremote text \"login\"\nawait message\n";
  const Json document = CheckedJson(
      server.url(), {"--header", "Token: secret", "--subprotocol", "chat",
                     "--prologue", prologue, "--message", "hello"});
  EXPECT_EQ(FindingsOf(document, /*with_notes=*/true), std::set<std::string>{});
  EXPECT_TRUE(document.at("ok"));
  EXPECT_GT(document.at("unreached").size(), 10u);
  // The login was taken: else it would have closed with a code of its own.
  for (const Json& play : document.at("scenarios")) {
    const Json& sent = play.at("observed").at("sent_hex");
    EXPECT_EQ(std::string(sent).find("88"), std::string(sent).find("880e1131"))
        << play.at("name");
    break;
  }
  // Without what it demands there is no connection.
  const CommandResult refused = Wsdrain({"check", server.url(), "--quick"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_TRUE(Has(refused.err, "401"));
  std::filesystem::remove(prologue);
}

TEST(Check, FindsAnExtensionThatNobodyHasOffered) {
  const LiveServerOf server(WithManners({.accepts_extension = true}));
  const CommandResult result =
      Wsdrain({"check", server.url(), "--quick",
               "built-in:/answering/close_is_answered.scn"});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(Has(result.out, "no_unoffered_extension_is_accepted"));
  EXPECT_TRUE(Has(result.out, "permessage-deflate"));
}

TEST(Check, NamesTheScenarioInWhichTheServerWasLost) {
  LiveServerOf server(WithManners({}));
  server.StopAfter(50);
  const CommandResult result = Wsdrain(
      {"check", server.url(), "--quick", "--connections", "4", "--json"});
  EXPECT_EQ(result.code, 1) << result.err;
  const Json document = Json::parse(result.out);
  const auto findings = FindingsOf(document);
  bool is_named = false;
  for (const std::string& finding : findings) {
    is_named = is_named || finding.starts_with("endpoint_has_no_complaint in ");
  }
  EXPECT_TRUE(is_named);
  EXPECT_GT(document.at("not_played").size(), 50u);
}

TEST(Check, ShowsOneMoreBugAsOneNewLine) {
  const LiveServerOf before(Credulous());
  const LiveServerOf now(Credulous({.is_worse = true}));
  const std::string old_path = TempPath("old.json");
  const std::string new_path = TempPath("new.json");
  std::ofstream(old_path)
      << CheckedJson(before.url(), {"built-in:/codes"}).dump();
  std::ofstream(new_path) << CheckedJson(now.url(), {"built-in:/codes"}).dump();
  const CommandResult result = Wsdrain({"diff", old_path, new_path});
  EXPECT_EQ(result.code, 1) << result.out;
  EXPECT_TRUE(Has(result.out, "close_sent_has_no_half_code")) << result.out;
  EXPECT_TRUE(Has(result.out, "\n1 new, ")) << result.out;
  std::filesystem::remove(old_path);
  std::filesystem::remove(new_path);
}

TEST(Check, KnowsWhatIsKnown) {
  const LiveServerOf server(Credulous());
  const std::string known = TempPath("known.json");
  const std::vector<std::string> arguments = {
      "check",       server.url(), "--quick", "--bound", "1000", "--trigger",
      "message:bye", "--fail-on",  "should",  "--known", known};
  std::vector<std::string> writing = arguments;
  writing.emplace_back("--write-known");
  EXPECT_EQ(Wsdrain(writing).code, 0);
  const CommandResult again = Wsdrain(arguments);
  EXPECT_EQ(again.code, 0) << again.out;
  std::filesystem::remove(known);
}

TEST(Check, WritesForJunit) {
  const LiveServerOf server(WithManners({.hangs_up = true}));
  const std::string path = TempPath("junit.xml");
  EXPECT_EQ(
      Wsdrain({"check", server.url(), "--quick", "--trigger", "message:bye",
               "--fail-on", "should", "--junit", path, "built-in:/draining"})
          .code,
      1);
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(Has(text, "<testsuite name=\"wsdrain check ws://"));
  EXPECT_TRUE(Has(text, "name=\"empty_answer\"")) << text;
  EXPECT_TRUE(Has(text, "<failure message=\"fin_waits_for_the_handshake"));
  std::filesystem::remove(path);
}

TEST(Check, AsksOneSectionOnly) {
  const LiveServerOf server(Credulous());
  const Json document = CheckedJson(server.url(), {"--only", "5.1"});
  EXPECT_EQ(PropertiesOf(FindingsOf(document)),
            std::set<std::string>{"wrong_mask_fails_the_connection"});
}

TEST(Check, SaysWhatATriggerHasNotDone) {
  const LiveServerOf server(WithManners({}));
  const std::string scenario = "built-in:/draining/empty_answer.scn";
  const CommandResult unheard =
      Wsdrain({"check", server.url(), "--quick", "--bound", "500", "--trigger",
               "message:hello", scenario});
  EXPECT_EQ(unheard.code, 0);
  EXPECT_TRUE(Has(unheard.out,
                  "did not make it close: "
                  "empty_answer: no Close came"))
      << unheard.out;
  const CommandResult failed = Wsdrain(
      {"check", server.url(), "--quick", "--trigger", "exec:exit 3", scenario});
  EXPECT_TRUE(Has(failed.out, "`exit 3` ended with 3")) << failed.out;
}

TEST(Check, RefusesWhatItCannotUse) {
  const auto refused = [](const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"check"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const CommandResult result = Wsdrain(all);
    EXPECT_EQ(result.code, 2) << result.err;
    return result.err;
  };
  EXPECT_TRUE(Has(refused({}), "nothing to check, allowed: URL, or --listen"));
  EXPECT_TRUE(Has(refused({"ws://localhost:1/", "--trigger", "please"}),
                  "--trigger: found please, allowed: message:TEXT, "));
  EXPECT_TRUE(Has(refused({"ws://localhost:1/", "--trigger", "idle:soon"}),
                  "found idle:soon"));
  EXPECT_TRUE(Has(refused({"ws://localhost:1/", "--trigger", "http:GET:x"}),
                  "found x, allowed: http://HOST"));
  EXPECT_TRUE(
      Has(refused({"ws://localhost:1/", "--only", "99"}), "--only: found 99"));
  EXPECT_TRUE(
      Has(refused({"--through", "ws://localhost:1/"}), "--through alone"));
  EXPECT_TRUE(Has(refused({"--listen", "here"}), "--listen: found here"));
  EXPECT_TRUE(
      Has(refused({"ws://localhost:1/", "--", "true"}), "a command behind --"));
}

TEST(Check, EndsWith3WhereThereIsNoServer) {
  const CommandResult result =
      Wsdrain({"check", "ws://127.0.0.1:1/", "--timeout", "1000"});
  EXPECT_EQ(result.code, 3);
  EXPECT_TRUE(Has(result.err, "127.0.0.1:1: Connection refused")) << result.err;
}

}  // namespace
}  // namespace wsdrain
#endif
