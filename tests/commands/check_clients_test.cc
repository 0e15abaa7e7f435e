// `wsdrain check --listen`: clients that come, and clients that are started.
#ifdef WSDRAIN_HAS_LIVE
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "live/client_opening.h"
#include "live/close_normally.h"
#include "live/dial.h"
#include "live/live_connection.h"
#include "live/wait.h"
#include "tests/commands/checked.h"
#include "tests/commands/command_line.h"
#include "tests/commands/live_servers.h"

namespace wsdrain {
namespace {

struct Opening {
  Stream stream;
  std::string unread;
};

// None: nobody listens, or not yet.
std::optional<Opening> OpenTo(const std::string& url) {
  const auto parsed = ParseUrl(url);
  for (int tries = 0; tries < 200; ++tries) {
    auto stream = Dial(*parsed, {}, TimeLimit(1'000));
    if (stream.ok()) {
      auto opened = OpenAsClient(*stream, *parsed, {}, TimeLimit(5'000));
      if (!opened.ok()) return std::nullopt;
      return Opening{*std::move(stream), opened->unread};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return std::nullopt;
}

// A client on our own Connection, which closes when it is told "bye", or drops
// TCP then.
class Client : public ConnectionObserver {
 public:
  explicit Client(bool drops = false) : drops_(drops) {}

  // Its messages, in one string.
  std::string Run(const std::string& url) {
    auto opening = OpenTo(url);
    if (!opening.has_value()) return "(refused)";
    ConnectionOptions options;
    options.close_timeout_ms = 500;
    LiveConnection live(std::move(opening->stream), Role::kClient, options,
                        *this, opening->unread);
    connection_ = &live.connection();
    for (live.Turn(); !live.is_over() && !is_dropped_; live.Turn()) {
      const LiveConnection::Wants wants = live.wants();
      WaitFor(live.socket(), wants.events, wants.ms);
    }
    return messages_;
  }

  void OnMessage(MessageType, std::string_view payload) override {
    messages_ += payload;
    if (payload != "bye") return;
    is_dropped_ = drops_;
    static_cast<void>(
        connection_->StartClosingHandshake(kNormalClosure, "bye", *this));
  }
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const Closed&) override {}

 private:
  const bool drops_;
  Connection* connection_ = nullptr;
  bool is_dropped_ = false;
  std::string messages_;
};

// Runs the command on a thread, for clients of this one.
class Checked {
 public:
  explicit Checked(std::vector<std::string> arguments)
      : thread_(
            [this, all = std::move(arguments)] { result_ = Wsdrain(all); }) {}
  CommandResult Wait() {
    thread_.join();
    return result_;
  }

 private:
  CommandResult result_;
  std::thread thread_;
};

std::vector<std::string> Listening(uint16_t port,
                                   std::vector<std::string> more = {}) {
  std::vector<std::string> all = {
      "check",   "--listen", std::to_string(port), "--quick",
      "--bound", "700",      "--trigger",          "message:bye"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// As the loops of clients for the Autobahn test suite are.
void RunLoop(uint16_t port, bool drops, size_t at_a_time) {
  const std::string count = Client().Run(UrlOf(port) + "/getCaseCount");
  ASSERT_NE(count, "(refused)");
  const size_t cases = std::stoul(count);
  std::atomic<size_t> next = 1;
  std::vector<std::thread> threads;
  for (size_t i = 0; i < at_a_time; ++i) {
    threads.emplace_back([&] {
      for (size_t number = next++; number <= cases; number = next++) {
        Client(drops).Run(UrlOf(port) + "/runCase?case=" +
                          std::to_string(number) + "&agent=toy");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Client().Run(UrlOf(port) + "/updateReports?agent=toy");
}

TEST(CheckClients, TakesThoseThatLoopThroughItsCases) {
  const uint16_t port = FreePort();
  Checked checked(Listening(port, {"--json"}));
  RunLoop(port, /*drops=*/false, 16);
  const CommandResult result = checked.Wait();
  EXPECT_EQ(result.code, 0) << result.out << result.err;
  const Json document = Json::parse(result.out);
  EXPECT_EQ(document.at("role"), "client");
  EXPECT_GT(document.at("scenarios").size(), 150u);
  EXPECT_TRUE(document.at("not_played").empty());
  for (const Json& play : document.at("scenarios")) {
    EXPECT_TRUE(play.at("ok")) << play.at("name");
  }
}

TEST(CheckClients, FindsThoseThatDropTcp) {
  const uint16_t port = FreePort();
  Checked checked(
      Listening(port, {"--fail-on", "should", "built-in:/draining"}));
  RunLoop(port, /*drops=*/true, 16);
  const CommandResult result = checked.Wait();
  EXPECT_EQ(result.code, 1) << result.out << result.err;
  EXPECT_TRUE(Has(result.out, "tcp_is_not_closed_early") ||
              Has(result.out, "fin_waits_for_the_handshake"))
      << result.out;
}

TEST(CheckClients, GivesOutWhatIsLeftToThoseWithoutALoop) {
  const uint16_t port = FreePort();
  Checked checked(
      Listening(port, {"built-in:/answering/close_is_answered.scn"}));
  for (int i = 0; i < 4; ++i) {
    EXPECT_NE(Client().Run(UrlOf(port) + "/chat"), "(refused)");
  }
  const CommandResult result = checked.Wait();
  EXPECT_EQ(result.code, 0) << result.out << result.err;
  EXPECT_TRUE(Has(result.out, "1 scenario in ")) << result.out;
}

TEST(CheckClients, TellsWhichCasesThereAre) {
  const uint16_t port = FreePort();
  Checked checked(
      Listening(port, {"built-in:/answering/close_is_answered.scn"}));
  auto opening = OpenTo(UrlOf(port) + "/runCase?case=9");
  ASSERT_TRUE(opening.has_value());
  const auto closed =
      CloseNormally(std::move(opening->stream), {.unread = opening->unread});
  ASSERT_TRUE(closed.ok());
  EXPECT_EQ(closed->code, 1008);
  EXPECT_EQ(closed->reason, "there are cases from 1 to 4");
  RunLoop(port, false, 4);
  EXPECT_EQ(checked.Wait().code, 0);
}

TEST(CheckClients, DoesNotWaitForOneThatComesNoMore) {
  const uint16_t port = FreePort();
  Checked checked(Listening(
      port, {"--timeout", "300", "built-in:/answering/close_is_answered.scn"}));
  EXPECT_NE(Client().Run(UrlOf(port) + "/runCase?case=1"), "(refused)");
  const CommandResult result = checked.Wait();
  EXPECT_EQ(result.code, 3) << result.out;
  EXPECT_TRUE(Has(result.err, "no client has come")) << result.err;
}

TEST(CheckClients, StartsOneForEachCase) {
  // This very program is no client; but a shell that ends at once is one that
  // never comes.
  const CommandResult result = Wsdrain(
      {"check", "--listen", "0", "--quick", "--timeout", "300",
       "built-in:/answering/close_is_answered.scn", "--", "true", "{url}"});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(Has(result.out, "no connection: no client has come in time"))
      << result.out;
  const CommandResult unknown = Wsdrain(
      {"check", "--listen", "0", "--quick",
       "built-in:/answering/close_is_answered.scn", "--", "/no/such/program"});
  EXPECT_EQ(unknown.code, 1);
  EXPECT_TRUE(Has(unknown.out, "/no/such/program")) << unknown.out;
}

}  // namespace
}  // namespace wsdrain
#endif
