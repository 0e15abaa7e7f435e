// `wsdrain check` against live servers that close well and badly.
#ifdef WSDRAIN_HAS_LIVE
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/commands/checked.h"
#include "tests/commands/command_line.h"
#include "tests/commands/live_servers.h"

namespace wsdrain {
namespace {

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
  EXPECT_TRUE(Has(result.out, "should  tcp_is_not_closed_early")) << result.out;
  EXPECT_TRUE(Has(result.out, "should  draining_goes_on_past_other_frames"));
}

// A FIN behind the own Close says that no more is sent, and not that nothing
// is read.
TEST(Check, TellsWhoHalfClosesFromWhoHangsUp) {
  const LiveServerOf server(WithManners({.half_closes = true}));
  const Json document = CheckedJson(server.url());
  EXPECT_EQ(FindingsOf(document), std::set<std::string>{});
  EXPECT_EQ(PropertiesOf(FindingsOf(document, /*with_notes=*/true)),
            std::set<std::string>{"fin_waits_for_the_handshake"});
}

TEST(Check, AccusesNobodyWhoHasALimitOfItsOwn) {
  const LiveServerOf server(WithManners({.pings_max = 20}));
  const Json document = CheckedJson(server.url());
  EXPECT_EQ(FindingsOf(document, /*with_notes=*/true), std::set<std::string>{});
}

TEST(Check, SaysSlowWhenInAHurryAndStallWhenNot) {
  const LiveServerOf server(Credulous({.never_ends = true}));
  const std::string scenario = "built-in:/answering/close_is_answered.scn";
  const CommandResult quick =
      Wsdrain({"check", server.url(), "--quick", "--bound", "700", scenario});
  EXPECT_EQ(quick.code, 0) << quick.out;
  EXPECT_TRUE(Has(quick.out, "  slow  "));
  EXPECT_FALSE(Has(quick.out, "stall  "));
  const CommandResult patient =
      Wsdrain({"check", server.url(), "--bound", "700", scenario});
  EXPECT_EQ(patient.code, 1);
  EXPECT_TRUE(Has(patient.out, "stall  both_closes_end_tcp")) << patient.out;
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
  const CommandResult result = Wsdrain({"check", server.url(), "--bound", "500",
                                        "--connections", "4", "--json"});
  EXPECT_EQ(result.code, 1) << result.err;
  const Json document = Json::parse(result.out);
  const auto findings = FindingsOf(document);
  // What is not there owes nothing else.
  EXPECT_EQ(PropertiesOf(findings),
            std::set<std::string>{"endpoint_has_no_complaint"});
  EXPECT_GT(document.at("not_played").size(), 50u);
}

}  // namespace
}  // namespace wsdrain
#endif
