// Every target decodes, encodes and judges its inputs.
#include "engines/fuzzing/target.h"

#include <gtest/gtest.h>

#include <string>

#include "engines/draw/random.h"
#include "engines/fuzzing/mutator.h"
#include "props/all.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

class TargetTest : public testing::TestWithParam<TargetFormat> {};

std::string RandomBytes(Random& random) {
  std::string bytes;
  for (size_t n = random.Below(60); n > 0; --n) {
    // Small numbers are verbs, flags and lengths.
    bytes.push_back(static_cast<char>(random.OneIn(2) ? random.Below(24)
                                                      : random.Below(256)));
  }
  return bytes;
}

TEST_P(TargetTest, DecodesWhatItEncodesFromWhatItDecodes) {
  Random random(6455);
  for (int i = 0; i < 2000; ++i) {
    const std::string bytes = i == 0 ? "" : RandomBytes(random);
    const std::string text = GetParam().decode(bytes);
    const auto encoded = GetParam().encode("input", text);
    ASSERT_TRUE(encoded.ok()) << encoded.status().message() << "\n" << text;
    EXPECT_EQ(GetParam().decode(*encoded), text);
  }
}

TEST_P(TargetTest, JudgesWhatItEncodesAsTheBytesThemselves) {
  if (GetParam().scenario_mode.has_value()) return;  // slow, and the same code
  Random random(1);
  // Those that play a scenario many times are slow.
  const bool plays =
      GetParam().name == "shrink_fuzzer" || GetParam().name == "resume_fuzzer";
  for (int i = 0; i < (plays ? 40 : 2000); ++i) {
    const std::string bytes = RandomBytes(random);
    const auto encoded = GetParam().encode("i", GetParam().decode(bytes));
    ASSERT_TRUE(encoded.ok());
    EXPECT_EQ(GetParam().run(bytes), GetParam().run(*encoded));
    EXPECT_EQ(GetParam().run(bytes), std::nullopt) << GetParam().decode(bytes);
  }
}

TEST_P(TargetTest, SaysWhereATextIsWrong) {
  const auto encoded = GetParam().encode("broken.txt", "nonsense 1\n");
  ASSERT_FALSE(encoded.ok());
  const std::string message(encoded.status().message());
  EXPECT_EQ(message.find("broken.txt:1:1: "), 0u) << message;
  EXPECT_NE(message.find("nonsense"), std::string::npos) << message;
  EXPECT_NE(message.find("allowed: "), std::string::npos) << message;
}

TEST_P(TargetTest, IsFoundByItsName) {
  EXPECT_EQ(FindTarget(GetParam().name)->name, GetParam().name);
  EXPECT_EQ(FindTarget("no_such_fuzzer"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Targets, TargetTest,
                         testing::ValuesIn(Targets().begin(), Targets().end()),
                         [](const auto& param) {
                           return std::string(param.param.name);
                         });

void ExpectError(std::string_view target, std::string_view text,
                 std::string_view error) {
  const auto encoded = FindTarget(target)->encode("f", text);
  ASSERT_FALSE(encoded.ok()) << text;
  EXPECT_EQ(std::string(encoded.status().message()), error);
}

TEST(PlainTextTest, NamesTheFieldThatIsWrong) {
  const std::string head = "close_payload_fuzzer 1\n";
  ExpectError("close_payload_fuzzer", head + "body role=peer\n",
              "f:2:6: found \"role=peer\", allowed: role=client, role=server");
  ExpectError("close_payload_fuzzer",
              head + "body role=client reserved_codes=fail code=none hex:0\n",
              "f:2:48: found \"hex:0\", allowed: hex: and pairs of digits");
  ExpectError("close_payload_fuzzer", "",
              "f:1:1: found the end of the line, allowed: "
              "close_payload_fuzzer 1");
  ExpectError("frame_reader_fuzzer",
              "frame_reader_fuzzer 1\nstream role=client "
              "non_minimal_length=fail reserved_codes=fail "
              "close_in_message=accept frame_bytes_max=0 message_bytes_max=0 "
              "cuts=256 hex:\n",
              "f:2:126: found \"cuts=256\", allowed: cuts=0 to 255");
}

TEST(ChosenScenarioTest, NamesThePlaceInTheWholeFile) {
  const std::string head = "resume_fuzzer 1\n# how\nresume by=copying\n";
  ExpectError("resume_fuzzer", "resume_fuzzer 1\nresume by=mail\nscn 1\n",
              "f:2:8: found \"by=mail\", allowed: by=loading, by=copying, "
              "by=forgetting, by=comparing");
  ExpectError("resume_fuzzer", head + "scn 2\n",
              "f:4:5: found \"2\", allowed: 1");
  ExpectError("resume_fuzzer", head + "scn 1\nremote eof\nlocal close x\n",
              "f:6:13: found \"x\", allowed: a number from 0 to 65535, "
              "\"text\", hex:.., times=N (N from 1 to 1000), end of line");
  ExpectError("resume_fuzzer", head,
              "f:4:1: found end of line, allowed: scn 1");
}

TEST(ChosenScenarioTest, RefusesWhatItWouldLeaveOut) {
  const std::string head = "shrink_fuzzer 1\nscn 1\n";
  ExpectError(
      "shrink_fuzzer", head + "remote eof times=41\n",
      "f:1:1: found a longer scenario, allowed: 12 steps, each times=40 "
      "with 2048 bytes");
  std::string steps;
  for (int i = 0; i < 13; ++i) steps += "remote ping\n";
  EXPECT_FALSE(FindTarget("shrink_fuzzer")->encode("f", head + steps).ok());
}

TEST(ChosenScenarioTest, ThePairIsInTheFirstByte) {
  const TargetFormat& resume = *FindTarget("resume_fuzzer");
  const auto pair =
      resume.encode("f",
                    "resume_fuzzer 1\nresume by=forgetting\nscn 1\nrole pair\n"
                    "client close 1000\n");
  ASSERT_TRUE(pair.ok());
  EXPECT_EQ(pair->substr(0, 2), std::string("\1\2", 2));
  EXPECT_NE(resume.decode(*pair).find("role pair\nclient close 1000\n"),
            std::string::npos);
  // No line of choices: the first of each.
  const auto solo = resume.encode("f", "resume_fuzzer 1\nscn 1\n");
  ASSERT_TRUE(solo.ok());
  EXPECT_NE(resume.decode(*solo).find("by=loading"), std::string::npos);
}

TEST(TextLinesTest, KeepEveryByte) {
  const TargetFormat& target = *FindTarget("scenario_text_fuzzer");
  const std::string bytes =
      "scn 1\n\r\n\"quoted\\\n" + std::string("\0\xFF", 2) + "\nno end";
  const std::string text = target.decode(bytes);
  EXPECT_EQ(text,
            "scenario_text_fuzzer 1\nline \"scn 1\"\nline \"\\r\"\n"
            "line \"\\\"quoted\\\\\"\nline hex:00ff\nrest \"no end\"\n");
  EXPECT_EQ(*target.encode("f", "# a comment\n\n" + text), bytes);
  const std::string longer = std::string(200'000, 'x') + "\n";
  EXPECT_EQ(*target.encode("f", target.decode(longer)), longer);
  EXPECT_EQ(*target.encode("f", "scenario_text_fuzzer 1\n"), "");
}

TEST(TextLinesTest, NameTheLineThatIsWrong) {
  ExpectError("expectation_fuzzer", "expectation_fuzzer 1\nlines \"\"\n",
              "f:2:1: found \"lines\", allowed: line, rest");
  ExpectError("expectation_fuzzer", "",
              "f:1:1: found end of line, allowed: expectation_fuzzer");
  ExpectError("expectation_fuzzer", "expectation_fuzzer 1\nline scn\n",
              "f:2:6: found \"scn\", allowed: \"text\", hex:..");
}

TEST(PlainTextTest, TakesCommentsAndEmptyLines) {
  const auto encoded = FindTarget("close_payload_fuzzer")
                           ->encode("f",
                                    "# a Close\n\nclose_payload_fuzzer 1\n"
                                    "body role=server reserved_codes=accept "
                                    "code=none hex:03e8  # 1000\n");
  ASSERT_TRUE(encoded.ok());
  EXPECT_EQ(*encoded, "\x07\x03\xE8");
}

TEST(ScenarioTargetTest, RefusesTheOtherMode) {
  EXPECT_FALSE(FindTarget("pair_fuzzer")->encode("f", "scn 1\n").ok());
  EXPECT_FALSE(
      FindTarget("closing_fuzzer")->encode("f", "scn 1\nrole pair\n").ok());
}

TEST(ScenarioTargetTest, ExplainsTheCanary) {
  const TargetFormat& canary = *FindTarget("canary_fuzzer");
  const auto bytes = canary.encode(
      "f", "scn 1\nremote ping \"\"\nlocal close 1000\nremote text \"late\"\n");
  ASSERT_TRUE(bytes.ok());
  const auto failure = canary.run(*bytes);
  ASSERT_TRUE(failure.has_value());
  EXPECT_NE(failure->find("next_frame_after_our_close_is_theirs"),
            std::string::npos);
  // Shrunk: two steps are left.
  EXPECT_NE(failure->find("local close 1000\nremote text\n"), std::string::npos)
      << *failure;
  EXPECT_EQ(FindTarget("closing_fuzzer")->run(*bytes), std::nullopt);
}

}  // namespace
}  // namespace wsdrain
