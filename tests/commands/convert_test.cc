// `wsdrain decode` and `wsdrain encode`: exact inverses, for every target.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engines/fuzzing/target.h"
#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

using ConvertTest = CommandTest;

TEST_F(ConvertTest, EveryTargetComesBackToTheSameText) {
  const std::vector<std::string> inputs = {
      "", std::string(3, '\0'), "\x81\x85pqrs12345 and more \xFF\xFE",
      std::string(200, '\x17')};
  for (const TargetFormat& target : Targets()) {
    const std::string name(target.name);
    for (const std::string& bytes : inputs) {
      const std::string file = Write("input", bytes);
      const CommandResult text = Wsdrain({"decode", "--target", name, file});
      ASSERT_EQ(text.code, 0) << name << text.err;
      const std::string again = Path("again");
      const CommandResult encoded = Wsdrain(
          {"encode", "--target", name, Write("a.scn", text.out), "-o", again});
      ASSERT_EQ(encoded.code, 0) << name << encoded.err;
      EXPECT_EQ(encoded.out, "");
      EXPECT_EQ(Wsdrain({"decode", "--target", name, again}).out, text.out)
          << name;
    }
  }
}

TEST_F(ConvertTest, KeepsTheStepsOfAScenario) {
  const std::string file = Write("a.scn", kDrain);
  const std::string bytes = Path("bytes");
  ASSERT_EQ(
      Wsdrain({"encode", "--target", "closing_fuzzer", file, "-o", bytes}).code,
      0);
  const CommandResult text =
      Wsdrain({"decode", "--target", "closing_fuzzer", bytes});
  const std::string_view steps = kDrain.substr(0, kDrain.find("expect"));
  EXPECT_EQ(text.out, steps);
}

TEST_F(ConvertTest, SaysItInJson) {
  const std::string file = Write("a.scn", "scn 1\nrole client\n");
  const Json encoded =
      JsonOf(Wsdrain({"encode", "--json", "--target", "closing_fuzzer", file}));
  EXPECT_FALSE(encoded["bytes_hex"].get<std::string>().empty());
  const std::string bytes = Write("b", "");
  const Json decoded = JsonOf(
      Wsdrain({"decode", "--json", "--target", "closing_fuzzer", bytes}));
  EXPECT_EQ(decoded["text"].get<std::string>().substr(0, 6), "scn 1\n");
}

TEST_F(ConvertTest, RefusesBadInput) {
  const std::string file = Write("a.scn", "scn 2\n");
  const CommandResult malformed =
      Wsdrain({"encode", "--target", "closing_fuzzer", file});
  EXPECT_EQ(malformed.code, 2);
  EXPECT_EQ(malformed.err.substr(0, file.size() + 11), file + ":1:5: found");
  const std::string pair = Write("p.scn", "scn 1\nrole pair\n");
  EXPECT_EQ(Wsdrain({"encode", "--target", "closing_fuzzer", pair}).code, 2);
  EXPECT_EQ(Wsdrain({"encode", "--target", "nothing", pair}).code, 2);
  EXPECT_EQ(Wsdrain({"decode", "--target", "nothing", pair}).code, 2);
  EXPECT_EQ(Wsdrain({"decode", pair}).code, 2) << "no --target";
  EXPECT_EQ(
      Wsdrain({"decode", "--target", "pair_fuzzer", Path("missing")}).code, 2);
  EXPECT_EQ(Wsdrain({"decode", "--target", "pair_fuzzer", folder()}).code, 2);
}

TEST_F(ConvertTest, AFileThatCannotBeWrittenIsTheSystemsFailure) {
  const std::string file = Write("a", "x");
  const CommandResult outcome =
      Wsdrain({"decode", "--target", "pair_fuzzer", file, "-o",
               Path("no/such/folder/out")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_NE(outcome.err.find("cannot be written"), std::string::npos);
}

}  // namespace
}  // namespace wsdrain
