// `wsdrain check --through`: proxies, of which we are both ends.
#ifdef WSDRAIN_HAS_LIVE
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "live/dial.h"
#include "live/wait.h"
#include "tests/commands/checked.h"
#include "tests/commands/command_line.h"
#include "tests/commands/live_servers.h"

namespace wsdrain {
namespace {

// Copies bytes both ways. A proxy that `loses` the other direction when one
// ends is a common one.
LiveServerOf::Serve CopyingTo(uint16_t backend, bool loses) {
  return [=](Stream client, const std::atomic<bool>& is_over) {
    auto dialled = Dial(*ParseUrl(UrlOf(backend)), {}, TimeLimit(2'000));
    if (!dialled.ok()) return;
    Stream server = *std::move(dialled);
    bool is_open[2] = {true, true};
    while ((is_open[0] || is_open[1]) && !is_over) {
      bool has_moved = false;
      for (const int way : {0, 1}) {
        if (!is_open[way]) continue;
        Stream& from = way == 0 ? client : server;
        Stream& to = way == 0 ? server : client;
        std::string some(64 << 10, '\0');
        const Moved moved = from.Read(some.data(), some.size());
        if (moved.state == Moved::State::kDone) {
          for (size_t sent = 0; sent < moved.bytes && !is_over;) {
            const Moved wrote = to.Write(
                std::string_view(some).substr(sent, moved.bytes - sent));
            sent += wrote.bytes;
            if (wrote.state == Moved::State::kFailed) return;
          }
          has_moved = true;
        } else if (moved.state == Moved::State::kEof) {
          if (loses) return;
          to.ShutdownWrite();
          is_open[way] = false;
        } else if (moved.state == Moved::State::kFailed) {
          return;
        }
      }
      if (!has_moved) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  };
}

CommandResult CheckedThrough(bool loses,
                             const std::vector<std::string>& more = {}) {
  const uint16_t backend = FreePort();
  const LiveServerOf proxy(CopyingTo(backend, loses));
  std::vector<std::string> arguments = {
      "check",     "--listen",  std::to_string(backend),
      "--through", proxy.url(), "--quick",
      "--bound",   "1000",      "--fail-on",
      "should"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return Wsdrain(arguments);
}

TEST(CheckProxies, FindsNothingInOneThatCopies) {
  const CommandResult result = CheckedThrough(/*loses=*/false);
  EXPECT_EQ(result.code, 0) << result.out << result.err;
  EXPECT_TRUE(Has(result.out, ", proxy: 21 scenarios")) << result.out;
}

TEST(CheckProxies, FindsTheCloseThatIsLostBehindAHalfClose) {
  const CommandResult result = CheckedThrough(/*loses=*/true);
  EXPECT_EQ(result.code, 1) << result.out << result.err;
  EXPECT_TRUE(Has(result.out, "close_crosses_after_a_half_close"));
  EXPECT_TRUE(Has(result.out, "client   sends FIN"));
  EXPECT_FALSE(Has(result.out, "must  "));
}

TEST(CheckProxies, TellsTheStoryInTheDocument) {
  const Json document =
      Json::parse(CheckedThrough(/*loses=*/true, {"--json"}).out);
  for (const Json& play : document.at("scenarios")) {
    if (play.at("name") != "proxy/client_half_closes") continue;
    const auto story = play.at("story").get<std::vector<std::string>>();
    ASSERT_FALSE(story.empty());
    EXPECT_EQ(std::count(story.begin(), story.end(), "  client   sends FIN"), 1)
        << play.at("story");
    return;
  }
  FAIL() << "it was not played";
}

TEST(CheckProxies, KnowsWhatIsKnown) {
  const std::string known = TempPath("proxy.json");
  EXPECT_EQ(CheckedThrough(true, {"--known", known, "--write-known"}).code, 0);
  const CommandResult again = CheckedThrough(true, {"--known", known});
  EXPECT_EQ(again.code, 0) << again.out << again.err;
  std::filesystem::remove(known);
}

TEST(CheckProxies, SaysThatTheBackendIsNotReached) {
  const LiveServerOf elsewhere(WithManners({}));
  const CommandResult result =
      Wsdrain({"check", "--listen", "0", "--through", elsewhere.url(),
               "--quick", "--timeout", "20"});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(Has(result.out, "proxy_passes_connections_on")) << result.out;
}

}  // namespace
}  // namespace wsdrain
#endif
