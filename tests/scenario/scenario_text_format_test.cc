// The canonical form of files and of bytes.
#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "scenario/scenario.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

std::string Formatted(std::string_view text) {
  const absl::StatusOr<std::string> formatted =
      FormatScenarioText("f.scn", text);
  return formatted.ok() ? *formatted
                        : std::string(formatted.status().message());
}

TEST(ScenarioTextFormatTest, KeepsCommentsAndTheOrderOfLines) {
  const std::string canonical =
      "scn 1\n"
      "# A comment  with \"quotes.\n"
      "\n"
      "rfc 7.1\n"
      "role both\n"
      "timeout 1000  # ms\n"
      "option client reserved_codes fail\n"
      "option pongs_max 7\n"
      "keys 0a0b0c0d\n"
      "remote text \"# no comment\"  # one\n"
      "\n"
      "# The end.\n"
      "expect closed clean 1000 \"bye\"\n";
  EXPECT_EQ(Formatted("scn   1\r\n"
                      "\t# A comment  with \"quotes.  \r\n"
                      "\n \n\t\n"
                      " rfc\t7.1\n"
                      "role both\n"
                      "timeout 01000# ms\n"
                      "option client reserved_codes fail\n"
                      "option  pongs_max 7\n"
                      "keys 0A0B0C0D\n"
                      "remote text \"# no comment\" times=1#  one\n"
                      "\n\n\n"
                      "# The end.\n"
                      "expect closed clean 1000 hex:627965\n\n\n"),
            canonical.substr(0, canonical.find("# one")) + "#  one\n" +
                canonical.substr(canonical.find("\n# The end")));
  EXPECT_EQ(Formatted(canonical), canonical);
}

TEST(ScenarioTextFormatTest, AddsTheLastNewline) {
  EXPECT_EQ(Formatted("scn 1"), "scn 1\n");
  EXPECT_EQ(Formatted("scn 1\nremote eof"), "scn 1\nremote eof\n");
}

TEST(ScenarioTextFormatTest, FailsAsTheParserDoes) {
  EXPECT_EQ(Formatted("scn 1\n\nhold me\n"),
            "f.scn:3:6: found \"me\", allowed: input, output");
}

TEST(ScenarioTextFormatTest, QuotesTextAndPrintsOtherBytesAsHex) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", R"("")"},
      {"bye", R"("bye")"},
      {"a\n\r\t\"\\", R"("a\n\r\t\"\\")"},
      {"# no comment", R"("# no comment")"},
      {"gr\xC3\xBC\xC3\x9F", "\"gr\xC3\xBC\xC3\x9F\""},
      {"a\x1B[m", R"("a\x1b[m")"},
      {"a\x7F", R"("a\x7f")"},
      // U+0085, U+202E and U+FEFF are no shapes.
      {"abc\xC2\x85", R"("abc\xc2\x85")"},
      {"abcdef\xE2\x80\xAE", R"("abcdef\xe2\x80\xae")"},
      {"abcdef\xEF\xBB\xBF", R"("abcdef\xef\xbb\xbf")"},
      {std::string(1, '\0'), "hex:00"},
      {"\xFF", "hex:ff"},
      {"abc\xC3", "hex:616263c3"},
  };
  for (const auto& [bytes, quoted] : cases) {
    EXPECT_EQ(QuoteBytes(bytes), quoted);
  }
}

TEST(ScenarioTextFormatTest, CompactsWhatCannotBeOneUnit) {
  const std::string odd(kPayloadUnitBytesMax - 1, 'x');
  const std::string lines = "scn 1\nexpect sent text \"" + odd + "y\"*2\n";
  EXPECT_EQ(Formatted(lines), lines);
  EXPECT_EQ(Formatted("scn 1\nexpect sent text \"ab\"*50\n"),
            "scn 1\nexpect sent text \"ab\"*50\n");
  // The search for the unit falls back in the middle.
  const std::string falls_back = "scn 1\nexpect sent text \"aaba\"*10\n";
  EXPECT_EQ(Formatted(falls_back), falls_back);
  // Too little is saved, or the last is cut.
  const std::string twice = "abcdefghijklmnopqrstabcdefghijklmnopqrst";
  const std::string cut = "abcabcabcabcabcabcabcabcabcabcabcabcabca";
  for (const std::string& whole : {twice, cut}) {
    const std::string line = "scn 1\nexpect sent text \"" + whole + "\"\n";
    EXPECT_EQ(Formatted(line), line);
  }
  EXPECT_EQ(Formatted("scn 1\nexpect sent text \"ab\"*2\n"),
            "scn 1\nexpect sent text \"abab\"\n");
  EXPECT_EQ(Formatted("scn 1\nexpect sent text \"abab\"*33000000\n"),
            "f.scn:2:25: found \"33000000\", allowed: a number from 1 to "
            "16777216");
  EXPECT_EQ(Formatted("scn 1\nexpect sent text \"abab\"*16777216\n"),
            "scn 1\nexpect sent text \"ab\"*33554432\n");
}

// docs/scenario-language.md shows canonical files, and the bytes of the first.
TEST(ScenarioTextFormatTest, TheDocumentedExamplesAreCanonical) {
  std::ifstream file(WSDRAIN_SOURCE_DIR "/docs/scenario-language.md");
  const std::string docs((std::istreambuf_iterator<char>(file)),
                         std::istreambuf_iterator<char>());
  int examples = 0;
  const std::string start = "```\nscn 1\n";
  for (size_t at = docs.find(start); at != std::string::npos;
       at = docs.find(start, at + 1)) {
    const size_t from = at + 4;
    const std::string example =
        docs.substr(from, docs.find("```", from) - from);
    EXPECT_EQ(Formatted(example), example);
    const absl::StatusOr<Scenario> scenario = ScenarioFromText("f", example);
    ASSERT_TRUE(scenario.ok());
    if (++examples > 1) continue;
    EXPECT_EQ(absl::BytesToHexString(ScenarioToBytes(*scenario)),
              "00000000066003e8036279650a10046c6174650a900c7374696c6c20746865"
              "72653f0a800503e86279650c00");
  }
  EXPECT_EQ(examples, 2);
}

}  // namespace
}  // namespace wsdrain
