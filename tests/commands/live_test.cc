// `wsdrain close` and `wsdrain serve`: what they print, and the exit codes.
#ifdef WSDRAIN_HAS_LIVE
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "commands/reach.h"
#include "live/close_normally.h"
#include "live/server.h"
#include "live/server_opening.h"
#include "live/time_limit.h"
#include "tests/commands/command_line.h"
#include "tests/commands/documented.h"
#include "tests/live/serving.h"

namespace wsdrain {
namespace {

// Takes one connection, sends `bytes` behind the opening handshake, and reads
// to the end.
class Once {
 public:
  explicit Once(std::string bytes)
      : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    auto* where = reinterpret_cast<sockaddr*>(&address_);
    EXPECT_EQ(bind(listener_, where, size), 0);
    EXPECT_EQ(listen(listener_, 1), 0);
    getsockname(listener_, where, &size);
    thread_ = std::thread([this, bytes = std::move(bytes)] { Play(bytes); });
  }
  ~Once() {
    thread_.join();
    close(listener_);
  }
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;

  std::string url() const {
    return "ws://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)) + "/";
  }

 private:
  void Play(const std::string& bytes) const {
    const int peer = accept(listener_, nullptr, nullptr);
    ServerOpening opening;
    char byte = 0;
    while (recv(peer, &byte, 1, 0) == 1 &&
           opening.Take({&byte, 1}) == ServerOpening::State::kNeedsMore) {
    }
    const std::string all = opening.response() + bytes;
    send(peer, all.data(), all.size(), MSG_NOSIGNAL);
    while (recv(peer, &byte, 1, 0) == 1) {
    }
    close(peer);
  }

  int listener_;
  sockaddr_in address_ = {};
  std::thread thread_;
};

TEST(CloseTest, SaysHowItWasClosed) {
  const Serving serving;
  const CommandResult result =
      Wsdrain({"close", serving.address(), "--send", "hello"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_TRUE(Has(result.out, "clean: the server's Close says 1000\n"))
      << result.out;
  EXPECT_TRUE(Has(result.out, "the server ended it first\n")) << result.out;
  EXPECT_TRUE(Has(result.out, "drained  11 bytes, 1 messages\n")) << result.out;
}

TEST(CloseTest, AcceptsTheCodeThatWasAskedFor) {
  const Serving serving;
  const CommandResult result = Wsdrain(
      {"close", serving.address(), "--code", "3000", "--reason", "so long"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_TRUE(Has(result.out, "says 3000 \"so long\"")) << result.out;
}

TEST(CloseTest, PrintsTheDocumentOfTheDocumentation) {
  const Serving serving;
  const CommandResult clean =
      Wsdrain({"close", serving.address(), "--send-hex", "6f6b", "--json"});
  EXPECT_EQ(clean.code, 0) << clean.err;
  EXPECT_EQ(JsonOf(clean)["closed"]["code"], 1000);
  const Once broken(std::string("\xc1\x00", 2));
  const CommandResult unclean = Wsdrain({"close", broken.url(), "--json"});
  EXPECT_EQ(unclean.code, 1) << unclean.err;
  EXPECT_EQ(JsonOf(unclean)["failure"]["section"], "5.2");
  EXPECT_EQ(KeysOf({JsonOf(clean), JsonOf(unclean)}),
            KeysOf({Documented().at("close")}));
}

TEST(CloseTest, NamesWhatTheServerBroke) {
  const Once broken(std::string("\xc1\x00", 2));
  const CommandResult result = Wsdrain({"close", broken.url()});
  EXPECT_EQ(result.code, 1) << result.err;
  EXPECT_TRUE(Has(result.out,
                  "not clean: no Close from the server before it broke 5.2"))
      << result.out;
}

TEST(CloseTest, SaysInOneLineWhyThereIsNoConnection) {
  for (const char* url : {"ws://127.0.0.1:1/", "ws://nowhere.invalid/"}) {
    const CommandResult result = Wsdrain({"close", url, "--timeout", "2000"});
    EXPECT_EQ(result.code, 3) << url;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1);
    EXPECT_EQ(result.out, "");
  }
  const Serving serving;
  std::string secure = serving.address();
  secure.replace(0, 2, "wss");
  const CommandResult result = Wsdrain({"close", secure});
  EXPECT_EQ(result.code, 3);
  EXPECT_TRUE(Has(result.err, ": TLS: ")) << result.err;
}

TEST(CloseTest, RefusesBadUsage) {
  const std::string url = "ws://127.0.0.1:1/";
  const auto refused = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"close", url});
    const CommandResult result = Wsdrain(more);
    EXPECT_EQ(result.code, 2) << result.err;
    return result.err;
  };
  EXPECT_TRUE(Has(refused({"--code", "1005"}), "1005"));
  EXPECT_TRUE(Has(refused({"--header", "no colon"}), "--header: found no"));
  EXPECT_TRUE(Has(refused({"--send-hex", "0"}), "--send-hex: found 0"));
  EXPECT_TRUE(Has(refused({"--connect-to", "host"}), "allowed: HOST:PORT"));
  EXPECT_EQ(Wsdrain({"close", "http://h/"}).code, 2);
}

TEST(ServeTest, CountsWhatItHasServed) {
  // A port that was free a moment ago.
  const uint16_t port = (*Server::Listen({}))->port();
  const std::string url = "ws://127.0.0.1:" + std::to_string(port) + "/";
  std::thread client([&] {
    const Reach reach{.url = *ParseUrl(url), .dial = {}, .opening = {}};
    for (const TimeLimit limit(5000); !limit.is_over();) {
      auto reached = Connect(reach, 1000);
      if (!reached.ok()) continue;
      EXPECT_TRUE(CloseNormally(std::move(reached->stream))->is_normal());
      break;
    }
    kill(getpid(), SIGTERM);
  });
  const CommandResult result =
      Wsdrain({"serve", "--port", std::to_string(port), "--json"});
  client.join();
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_TRUE(Has(result.err, "listening on " + url + "\n")) << result.err;
  const Json json = JsonOf(result);
  EXPECT_EQ(json["clean"], 1);
  EXPECT_EQ(KeysOf({json}), KeysOf({Documented().at("serve")}));
}

}  // namespace
}  // namespace wsdrain
#endif  // WSDRAIN_HAS_LIVE
