// `wsdrain fmt`: the canonical form, and what --check says.
#include <gtest/gtest.h>

#include <string>

#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

using FmtTest = CommandTest;

constexpr const char* kMessy =
    "scn   1\n\n\n# why\nrole  client\nlocal   close 1000   \"bye\" # now\n";
constexpr const char* kTidy =
    "scn 1\n\n# why\nrole client\nlocal close 1000 \"bye\"  # now\n";

TEST_F(FmtTest, RewritesWhatDiffersAndNamesIt) {
  const std::string messy = Write("messy.scn", kMessy);
  const std::string tidy = Write("tidy.scn", kTidy);
  const CommandResult outcome = Wsdrain({"fmt", messy, tidy});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, messy + "\n");
  EXPECT_EQ(Read(messy), kTidy);
  EXPECT_EQ(Read(tidy), kTidy);
  EXPECT_EQ(Wsdrain({"fmt", messy}).out, "");
}

TEST_F(FmtTest, CheckWritesNothing) {
  const std::string messy = Write("messy.scn", kMessy);
  Write("tidy.scn", kTidy);
  const CommandResult outcome = Wsdrain({"fmt", "--check", folder()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, messy + "\n");
  EXPECT_EQ(Read(messy), kMessy);
  const CommandResult tidy = Wsdrain({"fmt", "--check", Path("tidy.scn")});
  EXPECT_EQ(tidy.code, 0);
  EXPECT_EQ(tidy.out, "");
}

TEST_F(FmtTest, WritesNothingIfOneIsMalformed) {
  const std::string messy = Write("a.scn", kMessy);
  const std::string bad = Write("b.scn", "scn 1\nrole nobody\n");
  const CommandResult outcome = Wsdrain({"fmt", folder()});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err.substr(0, bad.size() + 12), bad + ":2:6: found ");
  EXPECT_EQ(Read(messy), kMessy);
}

TEST_F(FmtTest, RefusesWhatIsMissing) {
  EXPECT_EQ(Wsdrain({"fmt", Path("missing.scn")}).code, 2);
  EXPECT_EQ(Wsdrain({"fmt"}).code, 2);
}

TEST_F(FmtTest, SaysItInJson) {
  const std::string messy = Write("messy.scn", kMessy);
  const CommandResult outcome = Wsdrain({"fmt", "--check", "--json", messy});
  EXPECT_EQ(outcome.code, 1);
  const Json json = JsonOf(outcome);
  EXPECT_EQ(json["ok"], false);
  EXPECT_EQ(json["changed"], Json::array({messy}));
}

}  // namespace
}  // namespace wsdrain
