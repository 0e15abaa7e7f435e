// Files, lines, words, steps and payloads are bounded, and no file is slow.
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

std::string ErrorOf(std::string_view text) {
  const absl::StatusOr<Scenario> scenario = ScenarioFromText("f.scn", text);
  return scenario.ok() ? "no error" : std::string(scenario.status().message());
}

TEST(ScenarioTextBoundsTest, BoundsLinesAndTheirBytes) {
  const std::string lines(kLinesMax - 1, '\n');
  EXPECT_EQ(ErrorOf("scn 1\n" + lines), "no error");
  EXPECT_EQ(ErrorOf("scn 1\n" + lines + "\n"),
            "f.scn:65537:1: found a longer file, allowed: 65536 lines");
  const std::string comment(kLineBytesMax, '#');
  EXPECT_EQ(ErrorOf("scn 1\n" + comment), "no error");
  EXPECT_EQ(ErrorOf("scn 1\n#" + comment),
            "f.scn:2:1048577: found a longer line, allowed: 1048576 bytes");
}

TEST(ScenarioTextBoundsTest, BoundsTheSteps) {
  std::string text = "scn 1\n";
  for (size_t i = 0; i < kStepsMax; ++i) text += "remote eof\n";
  EXPECT_EQ(ErrorOf(text), "no error");
  EXPECT_EQ(ErrorOf(text + "remote eof\n"),
            "f.scn:514:1: found \"remote\", allowed: at most 512 steps, played "
            "4096 times in all, expect");
}

TEST(ScenarioTextBoundsTest, BoundsThePlayedSteps) {
  const std::string text =
      "scn 1\nremote eof times=1000\nremote eof times=1000\n"
      "remote eof times=1000\nremote eof times=1000\n";
  EXPECT_EQ(ErrorOf(text + "remote eof times=97\n"),
            "f.scn:6:12: found \"times=97\", allowed: times=N (N from 1 to "
            "96), end of line");
  EXPECT_EQ(ErrorOf(text + "remote eof times=96\nremote eof\n"),
            "f.scn:7:1: found \"remote\", allowed: at most 512 steps, played "
            "4096 times in all, expect");
}

TEST(ScenarioTextBoundsTest, BoundsPayloads) {
  const std::string fits(kPayloadUnitBytesMax, 'a');
  EXPECT_EQ(ErrorOf("scn 1\nlocal text \"" + fits + "\"\n"), "no error");
  EXPECT_EQ(ErrorOf("scn 1\nlocal text \"" + fits + "a\"\n"),
            absl::StrCat("f.scn:2:12: found \"", std::string(39, 'a'),
                         "...\", allowed: at most 131072 bytes before *N"));
  EXPECT_EQ(ErrorOf("scn 1\nremote close 1000 \"" + fits + "\"\n"),
            absl::StrCat("f.scn:2:19: found \"", std::string(39, 'a'),
                         "...\", allowed: at most 131070 bytes before *N"));
  // 64 MiB for all expectations together.
  EXPECT_EQ(ErrorOf("scn 1\nexpect sent text \"a\"*67108863\n"
                    "expect sent text \"ab\"*2\n"),
            "f.scn:3:18: found \"ab\"*2, allowed: at most 1 bytes before *N");
}

TEST(ScenarioTextBoundsTest, BoundsTheWordsOfHeadersAndTheExpectations) {
  std::string keys = "scn 1\nkeys";
  for (size_t i = 0; i < kKeysMax; ++i) keys += " 00000000";
  EXPECT_EQ(ErrorOf(keys), "no error");
  EXPECT_EQ(ErrorOf(keys + " 00000000"),
            "f.scn:2:2310: found \"00000000\", allowed: end of line");
  std::string sections = "scn 1\nrfc";
  for (size_t i = 0; i < kHeaderWordsMax; ++i) sections += " 7.1";
  EXPECT_EQ(ErrorOf(sections), "no error");
  EXPECT_EQ(ErrorOf(sections + " 7.1"),
            "f.scn:2:261: found \"7.1\", allowed: end of line");
  std::string expects = "scn 1\n";
  for (size_t i = 0; i < kExpectsMax; ++i) expects += "expect closed\n";
  EXPECT_EQ(ErrorOf(expects), "no error");
  EXPECT_EQ(ErrorOf(expects + "expect closed\n"),
            "f.scn:514:1: found \"expect\", allowed: at most 512 "
            "expectations");
}

// 64 MiB of any one thing: refused or read in time, never slowly.
TEST(ScenarioTextBoundsTest, HugeFilesAreLinear) {
  constexpr size_t kHuge = 64 << 20;
  const auto repeated = [](const std::string& line) {
    std::string text = "scn 1\n";
    text.reserve(kHuge + line.size());
    while (text.size() < kHuge) text += line;
    return text;
  };
  const std::string blanks(100'000, ' ');
  const std::string bytes(kPayloadUnitBytesMax, 'a');
  const std::vector<std::string> lines = {
      "\n",
      "#\n",
      "a",
      " ",
      "\"",
      "rfc 5\n",
      "expect closed\n",
      "remote eof\n",
      blanks + "\n",
      "#" + blanks + "\n",
      "rfc 5" + blanks + "\n",
      "remote text \"" + bytes + "\"\n",
      "remote text \"\\x00\\x00\\x00\\x00" + bytes + "\n",
      "remote text hex:" + bytes + bytes + "\n",
      "expect sent text \"" + bytes + "\"*500\n"};
  for (const std::string& line : lines) {
    const std::string text = repeated(line);
    const auto start = std::chrono::steady_clock::now();
    ScenarioFromText("f.scn", text).status().IgnoreError();
    const std::chrono::duration<double> seconds =
        std::chrono::steady_clock::now() - start;
    RecordProperty("seconds", std::to_string(seconds.count()));
    EXPECT_LT(seconds.count(), 5) << line.substr(0, 30);
  }
}

}  // namespace
}  // namespace wsdrain
