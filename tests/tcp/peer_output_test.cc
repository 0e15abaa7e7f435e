// The stream of a live peer, without the answers to our own Pings.
#include "endpoints/tcp/peer_output.h"

#include <gtest/gtest.h>

#include <string>

namespace wsdrain {
namespace {

using namespace std::string_literals;

TEST(PeerOutput, ShowsWholeFramesAndHidesTheAwaitedPong) {
  PeerOutput output;
  output.HideNextPong("ab");
  output.Feed("\x81\x01x\x8A"s);
  EXPECT_EQ(output.shown(), "\x81\x01x"s);
  EXPECT_FALSE(output.is_hidden_pong_here());
  output.Feed("\x02"s + "ab\x81\x01y");
  EXPECT_TRUE(output.is_hidden_pong_here());
  EXPECT_EQ(output.shown(), "\x81\x01x\x81\x01y"s);
  // A second one nobody has asked for.
  output.Feed("\x8A\x02"s + "ab");
  EXPECT_EQ(output.shown(), "\x81\x01x\x81\x01y\x8A\x02"s + "ab");
}

TEST(PeerOutput, ShowsAPongThatIsNotAsItShouldBe) {
  PeerOutput output;
  output.HideNextPong("a");
  output.Feed("\xCA\x01"s + "a");  // RSV1
  EXPECT_FALSE(output.is_hidden_pong_here());
  EXPECT_EQ(output.shown(), "\xCA\x01"s + "a");
}

TEST(PeerOutput, ShowsWhatIsCutOffByTheEnd) {
  PeerOutput output;
  output.Feed("\x88\x02\x03"s);
  EXPECT_EQ(output.shown(), "");
  EXPECT_FALSE(output.has_close());
  output.End();
  EXPECT_EQ(output.shown(), "\x88\x02\x03"s);
  EXPECT_FALSE(output.has_close());
}

TEST(PeerOutput, JoinsFragmentsAndTakesPongsOfLaterPingsForEarlierOnes) {
  PeerOutput output;
  output.Feed("\x01\x01"s + "a" + "\x8A\x01" + "1" + "\x8A\x01" + "2" +
              "\x80\x01" + "b");
  ASSERT_EQ(output.messages().size(), 1u);
  EXPECT_TRUE(output.messages().front().is_text);
  EXPECT_EQ(output.messages().front().payload, "ab");
  EXPECT_EQ(output.messages_come(), 1u);
  EXPECT_TRUE(output.TakePong("2"));
  EXPECT_FALSE(output.TakePong("1"));
}

}  // namespace
}  // namespace wsdrain
