// How `wsdrain check` is told what to do, and what it leaves behind.
#ifdef WSDRAIN_HAS_LIVE
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/commands/checked.h"
#include "tests/commands/command_line.h"
#include "tests/commands/documented.h"
#include "tests/commands/live_servers.h"

namespace wsdrain {
namespace {

TEST(CheckOutput, ShowsOneMoreBugAsOneNewLine) {
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

TEST(CheckOutput, KnowsWhatIsKnown) {
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

TEST(CheckOutput, PrintsTheDocumentOfTheDocumentation) {
  const LiveServerOf server(Credulous());
  const std::string known = TempPath("gone.json");
  std::ofstream(known) << R"([{"endpoint": "peer", "role": "server",
      "property": "ping_is_answered", "scenario": "codes/received_1005",
      "reason": ""}])";
  const Json document = CheckedJson(
      server.url(), {"--known", known, "built-in:/codes/received_1005.scn"});
  std::filesystem::remove(known);
  EXPECT_FALSE(document.at("ok"));
  EXPECT_EQ(document.at("gone").size(), 1u);
  EXPECT_EQ(KeysOf({document}), KeysOf({Documented().at("check")}));
}

TEST(CheckOutput, WritesForJunit) {
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
  EXPECT_TRUE(Has(text, "name=\"draining/empty_answer\"")) << text;
  EXPECT_TRUE(Has(text, "<failure message=\"tcp_is_not_closed_early"));
  std::filesystem::remove(path);
}

TEST(CheckOutput, AsksOneSectionOnly) {
  const LiveServerOf server(Credulous());
  const Json document = CheckedJson(server.url(), {"--only", "5.1"});
  EXPECT_EQ(PropertiesOf(FindingsOf(document)),
            std::set<std::string>{"wrong_mask_fails_the_connection"});
}

TEST(CheckOutput, SaysWhatATriggerHasNotDone) {
  const LiveServerOf server(WithManners({}));
  const std::string scenario = "built-in:/draining/empty_answer.scn";
  const CommandResult unheard =
      Wsdrain({"check", server.url(), "--quick", "--bound", "500", "--trigger",
               "message:hello", scenario});
  EXPECT_EQ(unheard.code, 0);
  EXPECT_TRUE(Has(unheard.out,
                  "did not make it close: "
                  "draining/empty_answer: no Close came"))
      << unheard.out;
  const CommandResult failed = Wsdrain(
      {"check", server.url(), "--quick", "--trigger", "exec:exit 3", scenario});
  EXPECT_TRUE(Has(failed.out, "`exit 3` ended with 3")) << failed.out;
}

TEST(CheckOutput, AsksAnotherDoorToCloseIt) {
  std::atomic<bool> closes = false;
  const LiveServerOf server(WithManners({.closes_when = &closes}));
  const LiveServerOf door([&](Stream stream, const std::atomic<bool>&) {
    WaitFor(stream.socket(), POLLIN, 1'000);
    std::string request(1000, '\0');
    request.resize(stream.Read(request.data(), request.size()).bytes);
    closes = request.starts_with("POST /close HTTP/1.1\r\n");
    stream.Write(closes ? "HTTP/1.1 204 No Content\r\n\r\n"
                        : "HTTP/1.1 404 Not Found\r\n\r\n");
  });
  const std::string http = "http" + door.url().substr(2);
  const std::string scenario = "built-in:/draining/empty_answer.scn";
  const Json document = CheckedJson(
      server.url(), {"--trigger", "http:POST:" + http + "close", scenario});
  EXPECT_EQ(document.at("trigger_error"), "");
  const Json& unreached = document.at("unreached");
  EXPECT_EQ(std::count(unreached.begin(), unreached.end(),
                       "local_close_sends_a_close"),
            0);
  const Json missed = CheckedJson(
      server.url(), {"--trigger", "http:GET:" + http + "open", scenario});
  EXPECT_TRUE(Has(missed.at("trigger_error"), "the answer is 404"));
}

TEST(CheckOutput, StartsTheServerAgainWhenItHasEnded) {
  const std::string port = std::to_string(FreePort());
  const std::string serve =
      "exec '" WSDRAIN_BINARY_DIR "/wsdrain' serve --port " + port;
  const CommandResult result =
      Wsdrain({"check", "ws://127.0.0.1:" + port + "/", "--quick", "--start",
               serve, "--trigger", "exec:kill -TERM $WSDRAIN_SERVER_PID",
               "built-in:/draining/message_in_flight_when_we_close.scn"});
  EXPECT_EQ(result.code, 0) << result.out << result.err;
  EXPECT_FALSE(Has(result.out, "trigger  ")) << result.out;
  EXPECT_FALSE(Has(result.out, "not played")) << result.out;
}

TEST(CheckOutput, RefusesWhatItCannotUse) {
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

TEST(CheckOutput, EndsWith3WhereThereIsNoServer) {
  const CommandResult result =
      Wsdrain({"check", "ws://127.0.0.1:1/", "--timeout", "1000"});
  EXPECT_EQ(result.code, 3);
  EXPECT_TRUE(Has(result.err, "127.0.0.1:1: Connection refused")) << result.err;
}

}  // namespace
}  // namespace wsdrain
#endif
