// A URL taken apart (RFC 6455 section 3).
#include "live/url.h"

#include <gtest/gtest.h>

#include <string>

namespace wsdrain {
namespace {

TEST(UrlTest, HasTheDefaultsOfItsScheme) {
  const auto plain = ParseUrl("ws://example.org");
  ASSERT_TRUE(plain.ok()) << plain.status();
  EXPECT_FALSE(plain->is_secure);
  EXPECT_EQ(plain->host, "example.org");
  EXPECT_EQ(plain->port, 80);
  EXPECT_EQ(plain->authority, "example.org");
  EXPECT_EQ(plain->target, "/");
  const auto secure = ParseUrl("wss://example.org/");
  ASSERT_TRUE(secure.ok()) << secure.status();
  EXPECT_TRUE(secure->is_secure);
  EXPECT_EQ(secure->port, 443);
}

TEST(UrlTest, KeepsPathAndQueryAsTheyAre) {
  const auto url = ParseUrl("ws://h:8080/a%20b/c?d=e&f");
  ASSERT_TRUE(url.ok()) << url.status();
  EXPECT_EQ(url->authority, "h:8080");
  EXPECT_EQ(url->target, "/a%20b/c?d=e&f");
}

TEST(UrlTest, LeavesOutThePortOfTheScheme) {
  EXPECT_EQ(ParseUrl("wss://h:443/")->authority, "h");
  EXPECT_EQ(ParseUrl("ws://h:443/")->authority, "h:443");
}

TEST(UrlTest, TakesTheBracketsFromAnAddress) {
  const auto url = ParseUrl("ws://[::1]:9001/x");
  ASSERT_TRUE(url.ok()) << url.status();
  EXPECT_EQ(url->host, "::1");
  EXPECT_EQ(url->authority, "[::1]:9001");
}

TEST(UrlTest, SaysWhatIsAllowed) {
  for (const char* text :
       {"", "example.org", "http://example.org/", "ws://", "ws:///path",
        "ws://h:0/", "ws://h:65536/", "ws://h/#part", "ws://me:secret@h/",
        "ws://h /", "ws://[::1/"}) {
    const auto url = ParseUrl(text);
    ASSERT_FALSE(url.ok()) << text;
    EXPECT_EQ(url.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(std::string(url.status().message()).find("found "), 0) << text;
    EXPECT_NE(std::string(url.status().message()).find(", allowed: "),
              std::string::npos)
        << text;
  }
}

}  // namespace
}  // namespace wsdrain
