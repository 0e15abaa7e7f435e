// `wsdrain shrink`: the same failure, shorter.
#include <gtest/gtest.h>

#include <string>

#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

using ShrinkCommandTest = CommandTest;

constexpr const char* kLong =
    "scn 1\nrole server\nlocal text \"a\"\nremote text \"b\"\nelapse 3\n"
    "remote ping \"p\"\nremote text \"c\"\nlocal text \"d\"\n";

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(ShrinkCommandTest, PrintsTheShortestScenarioAndItsFailure) {
  const CommandResult outcome = Wsdrain(
      {"shrink", "--endpoint", "mute", Write("a.scn", kLong)}, {Mute()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out.substr(0, 30), "scn 1\nrole server\nremote ping\n")
      << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "rule      RFC 6455 5.5.2, must"))
      << outcome.out;
  EXPECT_TRUE(Has(outcome.err, "shrunk from 6 to 1 steps in ")) << outcome.err;
}

TEST_F(ShrinkCommandTest, WritesAFileThatFailsInTheSameWay) {
  const std::string out = Path("small.scn");
  ASSERT_EQ(Wsdrain({"shrink", "--endpoint", "mute", "-o", out,
                     Write("a.scn", kLong)},
                    {Mute()})
                .code,
            1);
  EXPECT_EQ(Read(out).substr(0, 15), "scn 1\n# broken ");
  EXPECT_EQ(Wsdrain({"run", "--endpoint", "mute", out}, {Mute()}).code, 1);
  EXPECT_EQ(Wsdrain({"run", out}).code, 0);
}

TEST_F(ShrinkCommandTest, SaysItInJson) {
  const CommandResult outcome =
      Wsdrain({"shrink", "--json", "--endpoint", "mute", Write("a.scn", kLong)},
              {Mute()});
  EXPECT_EQ(outcome.code, 1);
  const Json json = JsonOf(outcome);
  EXPECT_EQ(json["ok"], false);
  EXPECT_EQ(json["steps_before"], 6);
  EXPECT_EQ(json["steps"], 1);
  EXPECT_EQ(json["role"], "server");
  EXPECT_EQ(json["verdict"]["result"], "broken");
  EXPECT_TRUE(Has(json["gtest"], "TEST(RegressionTest, "));
}

TEST_F(ShrinkCommandTest, PrintsAGoogleTestCase) {
  const CommandResult outcome = Wsdrain(
      {"shrink", "--gtest", "--endpoint", "mute", Write("a.scn", kLong)},
      {Mute()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out.substr(0, 24), "#include <gtest/gtest.h>")
      << outcome.out;
}

TEST_F(ShrinkCommandTest, NothingFailsNothingIsWritten) {
  const std::string out = Path("small.scn");
  const std::string file = Write("a.scn", kLong);
  const CommandResult outcome = Wsdrain({"shrink", file, "-o", out});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, file + ": nothing fails\n");
  EXPECT_FALSE(std::filesystem::exists(out));
  const Json json = JsonOf(Wsdrain({"shrink", "--json", file}));
  EXPECT_EQ(json["ok"], true);
  EXPECT_EQ(json["verdict"], nullptr);
}

TEST_F(ShrinkCommandTest, TakesTheInputOfATarget) {
  const std::string bytes = Path("bytes");
  ASSERT_EQ(Wsdrain({"encode", "--target", "canary_fuzzer",
                     Write("a.scn", kDrain), "-o", bytes})
                .code,
            0);
  const CommandResult outcome =
      Wsdrain({"shrink", "--target", "canary_fuzzer", bytes});
  EXPECT_EQ(outcome.code, 1) << outcome.err;
  EXPECT_TRUE(Has(outcome.out, "next_frame_after_our_close_is_theirs"))
      << outcome.out;
}

TEST_F(ShrinkCommandTest, KeepsTheChosenProperty) {
  const std::string file = Write("a.scn", kLong);
  EXPECT_EQ(
      Wsdrain({"shrink", "--property", "no_such", "--endpoint", "mute", file},
              {Mute()})
          .code,
      0);
}

TEST_F(ShrinkCommandTest, RefusesBadInput) {
  EXPECT_EQ(Wsdrain({"shrink", Path("missing")}).code, 2);
  EXPECT_EQ(Wsdrain({"shrink", folder()}).code, 2);
  const CommandResult plain = Wsdrain(
      {"shrink", "--target", "close_payload_fuzzer", Write("a", "bytes")});
  EXPECT_EQ(plain.code, 2);
  EXPECT_TRUE(Has(plain.err, "which is no scenario")) << plain.err;
  EXPECT_EQ(
      Wsdrain({"shrink", "--endpoint", "all", Write("a.scn", kDrain)}).code, 2);
}

}  // namespace
}  // namespace wsdrain
