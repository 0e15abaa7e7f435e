// What a client makes of the answers to its opening handshake (RFC 6455 4.1).
#include "live/client_opening.h"

#include <gtest/gtest.h>

#include <string>

#include "live/opening_key.h"
#include "tests/live/remote.h"

namespace wsdrain {
namespace {

using Opening = absl::StatusOr<Opened>;

// Reads the request, and answers with `answer`, in which ACCEPT stands for what
// belongs to the request's key.
Opening OpenAgainst(const std::string& answer,
                    const OpeningOptions& options = {},
                    std::string* request_seen = nullptr) {
  std::string request;
  const Url url = *ParseUrl("ws://server.example.com/chat");
  Opening opened;
  {
    const Remote peer([&](Remote& remote) {
      while (request.find("\r\n\r\n") == std::string::npos) {
        request += remote.Receive(1);
      }
      const std::string name = "Sec-WebSocket-Key: ";
      const size_t at = request.find(name) + name.size();
      std::string bytes = answer;
      const size_t accept = bytes.find("ACCEPT");
      if (accept != std::string::npos) {
        bytes.replace(accept, 6, AcceptFor(request.substr(at, 24)));
      }
      remote.Send(bytes);
    });
    Stream stream(peer.local());
    opened = OpenAsClient(stream, url, options, TimeLimit(1000));
  }
  if (request_seen != nullptr) *request_seen = request;
  return opened;
}

std::string ErrorAgainst(const std::string& answer) {
  const Opening opened = OpenAgainst(answer);
  EXPECT_EQ(opened.status().code(), absl::StatusCode::kUnavailable);
  return std::string(opened.status().message());
}

const std::string kAccepted =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\n"
    "Connection: upgrade\r\nSec-WebSocket-Accept: ACCEPT\r\n";

TEST(ClientOpeningTest, AsksAsTheRfcWantsIt) {
  std::string request;
  const Opening opened =
      OpenAgainst(kAccepted + "\r\n",
                  {.headers = {{"Authorization", "Basic eA=="}},
                   .subprotocols = {"chat", "superchat"}},
                  &request);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(request.find("GET /chat HTTP/1.1\r\nHost: server.example.com\r\n"),
            0);
  EXPECT_NE(request.find("\r\nSec-WebSocket-Version: 13\r\n"),
            std::string::npos);
  EXPECT_NE(request.find("\r\nAuthorization: Basic eA==\r\n"),
            std::string::npos);
  EXPECT_NE(request.find("\r\nSec-WebSocket-Protocol: chat, superchat\r\n"),
            std::string::npos);
}

TEST(ClientOpeningTest, KeepsWhatComesBehindTheAnswer) {
  const Opening opened = OpenAgainst(kAccepted + "\r\n\x81\x02hi");
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->unread, "\x81\x02hi");
}

TEST(ClientOpeningTest, TellsAnExtensionThatWasNotOffered) {
  const Opening opened = OpenAgainst(
      kAccepted + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->extensions, "permessage-deflate");
}

TEST(ClientOpeningTest, SaysWhatTheServerAnswers) {
  EXPECT_EQ(ErrorAgainst("HTTP/1.1 403 Forbidden\r\n\r\n"),
            "server.example.com: the server answers 403 Forbidden, wanted: 101 "
            "(4.1)");
  EXPECT_NE(ErrorAgainst("HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n")
                .find("Location: /login"),
            std::string::npos);
  EXPECT_NE(ErrorAgainst("SSH-2.0-OpenSSH_9.2\r\n").find("no HTTP response"),
            std::string::npos);
}

TEST(ClientOpeningTest, RefusesAnAnswerThatMissesSomething) {
  EXPECT_NE(ErrorAgainst("HTTP/1.1 101 x\r\nConnection: upgrade\r\n"
                         "Sec-WebSocket-Accept: ACCEPT\r\n\r\n")
                .find("Upgrade: websocket"),
            std::string::npos);
  EXPECT_NE(ErrorAgainst("HTTP/1.1 101 x\r\nUpgrade: websocket\r\n"
                         "Sec-WebSocket-Accept: ACCEPT\r\n\r\n")
                .find("Connection: Upgrade"),
            std::string::npos);
  EXPECT_NE(ErrorAgainst("HTTP/1.1 101 x\r\nUpgrade: websocket\r\n"
                         "Connection: upgrade\r\n"
                         "Sec-WebSocket-Accept: "
                         "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
                .find("Sec-WebSocket-Accept is wrong"),
            std::string::npos);
  EXPECT_NE(ErrorAgainst(kAccepted + "Sec-WebSocket-Protocol: chat\r\n\r\n")
                .find("not offered"),
            std::string::npos);
}

TEST(ClientOpeningTest, SaysWhenTheServerDiesOnTheWay) {
  EXPECT_NE(ErrorAgainst("HTTP/1.1 101 Switch").find("closed in the opening"),
            std::string::npos);
}

TEST(ClientOpeningTest, WaitsNoLongerThanItsLimit) {
  const Remote peer([](Remote& remote) { remote.ReceiveAll(); });
  Stream stream(peer.local());
  const TimeLimit start(10'000);
  const Opening opened =
      OpenAsClient(stream, *ParseUrl("ws://h/"), {}, TimeLimit(50));
  EXPECT_NE(std::string(opened.status().message()).find("in time"),
            std::string::npos);
  EXPECT_GE(start.left_ms(), 9'000);
}

TEST(ClientOpeningTest, RefusesHeadersThatAreNoneOrItsOwn) {
  EXPECT_TRUE(ParseHeader("Cookie: a=b").ok());
  EXPECT_EQ(ParseHeader("X:  y ")->second, "y");
  for (const char* text : {"", "Cookie", ": x", "a b: c", "a: b\r\nc: d",
                           "Sec-WebSocket-Key: x", "upgrade: h2c"}) {
    EXPECT_EQ(ParseHeader(text).status().code(),
              absl::StatusCode::kInvalidArgument)
        << text;
  }
}

}  // namespace
}  // namespace wsdrain
