// What a server answers to requests, good and bad (RFC 6455 4.2).
#include "live/server_opening.h"

#include <gtest/gtest.h>

#include <string>

namespace wsdrain {
namespace {

using State = ServerOpening::State;

// The request of 1.3, with one line replaced.
std::string Request(const std::string& line = "", const std::string& by = "") {
  std::string request =
      "GET /chat?room=1 HTTP/1.1\r\nHost: server.example.com\r\n"
      "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
      "Sec-WebSocket-Protocol: chat, superchat\r\n"
      "Sec-WebSocket-Version: 13\r\n\r\n";
  if (!line.empty()) {
    const size_t at = request.find(line);
    request.replace(at, request.find("\r\n", at) + 2 - at, by);
  }
  return request;
}

std::string AnswerTo(const std::string& request) {
  ServerOpening opening;
  return opening.Take(request) == State::kNeedsMore ? "" : opening.response();
}

TEST(ServerOpeningTest, AcceptsTheExampleOfTheRfc) {
  ServerOpening opening;
  EXPECT_EQ(opening.Take(Request() + "\x81"), State::kAccepted);
  EXPECT_EQ(opening.response(),
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\n"
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
  EXPECT_EQ(opening.target(), "/chat?room=1");
  EXPECT_EQ(opening.unread(), "\x81");
}

TEST(ServerOpeningTest, TakesTheRequestInAnyCut) {
  const std::string request = Request();
  ServerOpening opening;
  for (size_t i = 0; i + 1 < request.size(); ++i) {
    ASSERT_EQ(opening.Take(request.substr(i, 1)), State::kNeedsMore) << i;
  }
  EXPECT_EQ(opening.Take("\n"), State::kAccepted);
}

TEST(ServerOpeningTest, ChoosesItsFirstSubprotocolThatIsOffered) {
  ServerOpening opening({"mqtt", "superchat", "chat"});
  EXPECT_EQ(opening.Take(Request()), State::kAccepted);
  EXPECT_NE(opening.response().find("Sec-WebSocket-Protocol: superchat\r\n"),
            std::string::npos);
}

TEST(ServerOpeningTest, RefusesWhatIsNoOpeningHandshake) {
  EXPECT_EQ(AnswerTo("\x16\x03\x01 TLS\r\n\r\n").substr(9, 3), "400");
  EXPECT_EQ(AnswerTo(Request("GET", "POST / HTTP/1.1\r\n")).substr(9, 3),
            "405");
  EXPECT_EQ(AnswerTo(Request("Upgrade")).substr(9, 3), "426");
  EXPECT_EQ(AnswerTo(Request("Connection")).substr(9, 3), "426");
  EXPECT_EQ(AnswerTo(Request("Host")).substr(9, 3), "400");
  EXPECT_EQ(AnswerTo(Request("GET", "GET / HTTP/1.0\r\n")).substr(9, 3), "400");
  EXPECT_EQ(AnswerTo(Request("Sec-WebSocket-Key")).substr(9, 3), "400");
  EXPECT_EQ(AnswerTo(Request("Sec-WebSocket-Key",
                             "Sec-WebSocket-Key: dG9vIHNob3J0\r\n"))
                .substr(9, 3),
            "400");
}

TEST(ServerOpeningTest, NamesTheVersionThatItSpeaks) {
  const std::string answer = AnswerTo(
      Request("Sec-WebSocket-Version", "Sec-WebSocket-Version: 8\r\n"));
  EXPECT_EQ(answer.substr(9, 3), "426");
  EXPECT_NE(answer.find("Sec-WebSocket-Version: 13\r\n"), std::string::npos);
}

TEST(ServerOpeningTest, EndsARequestThatDoesNotEnd) {
  ServerOpening opening;
  State state = opening.Take("GET / HTTP/1.1\r\n");
  for (int i = 0; i < 10'000 && state == State::kNeedsMore; ++i) {
    state = opening.Take("X-Slow: loris\r\n");
  }
  EXPECT_EQ(state, State::kRefused);
  EXPECT_EQ(opening.response().substr(9, 3), "431");
}

}  // namespace
}  // namespace wsdrain
