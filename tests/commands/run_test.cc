// `wsdrain run`: what it prints, and the exit codes of the contract.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/commands/command_line.h"

namespace wsdrain {
namespace {

using RunTest = CommandTest;

TEST_F(RunTest, PrintsALineForEachRunThatHolds) {
  const std::string file = Write("a.scn", "scn 1\nelapse 1\n");
  const CommandResult outcome = Wsdrain({"run", file});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "ok   " + file + "  client\nok   " + file +
                             "  server\n1 scenario, 2 runs: 2 hold, 0 fail\n");
  EXPECT_EQ(outcome.err, "");
}

TEST_F(RunTest, PrintsTheLadderIfVerbose) {
  const CommandResult outcome = Wsdrain({"run", "-v", Write("a.scn", kDrain)});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "* message text \"late\"\n")) << outcome.out;
}

TEST_F(RunTest, PrintsLadderAndVerdictOfAFailure) {
  const CommandResult outcome = Wsdrain(
      {"run", "--endpoint", "mute", Write("a.scn", kPingScenario)}, {Mute()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(Has(outcome.out, "FAIL ")) << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "  server  mute\n")) << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "<- ping \"p\"\n")) << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "rule      RFC 6455 5.5.2, must: "))
      << outcome.out;
  EXPECT_TRUE(Has(outcome.out, "1 run: 0 hold, 1 fail\n")) << outcome.out;
}

// Mute in every run, or only in the first that is played.
EndpointKind LateInRealTime(bool always) {
  EndpointKind kind = Mute();
  kind.name = "late";
  kind.capabilities.has_virtual_time = false;
  kind.make = [always, mute = kind.make, ours = Reference().make,
               plays = std::make_shared<int>(0)](const EndpointConfig& config,
                                                 EndpointObserver& observer) {
    return (always || ++*plays <= 1 ? mute : ours)(config, observer);
  };
  return kind;
}

TEST_F(RunTest, ReportsOfRealTimeWhatShowsTwice) {
  const std::string file = Write("a.scn", kPingScenario);
  const auto code = [&](bool always) {
    return Wsdrain({"run", "--endpoint", "late", file},
                   {LateInRealTime(always)})
        .code;
  };
  EXPECT_EQ(code(/*always=*/true), 1);
  EXPECT_EQ(code(/*always=*/false), 0);
}

TEST_F(RunTest, PlaysEveryEndpointInTurn) {
  const CommandResult outcome = Wsdrain(
      {"run", "--endpoint", "all", Write("a.scn", kPingScenario)}, {Mute()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(Has(outcome.out, "2 runs: 1 hold, 1 fail\n")) << outcome.out;
}

TEST_F(RunTest, FailsAtTheLevelThatIsAskedFor) {
  const std::string file = Write("a.scn", kPingWhileClosing);
  const std::string name = "mute_while_closing";
  const auto run = [&](const std::string& level) {
    return Wsdrain({"run", "--endpoint", name, "--fail-on", level, file},
                   {MuteWhileClosing()});
  };
  const CommandResult must = run("must");
  EXPECT_EQ(must.code, 0) << must.out;
  EXPECT_TRUE(Has(must.out, "weak ")) << must.out;
  EXPECT_TRUE(Has(must.out, ", note] client, ")) << must.out;
  EXPECT_TRUE(Has(must.out, "1 break a weaker rule\n")) << must.out;
  EXPECT_EQ(run("should").code, 0);
  EXPECT_EQ(run("note").code, 1);
  EXPECT_EQ(run("never").code, 2);
}

TEST_F(RunTest, FiltersByRole) {
  const std::string both = Write("both.scn", "scn 1\nelapse 1\n");
  Write("pair.scn", "scn 1\nrole pair\nclient close 1000\n");
  const auto runs = [&](const std::string& role) {
    return Wsdrain({"run", "--role", role, folder()}).out;
  };
  EXPECT_EQ(runs("client").substr(0, runs("client").find('\n')),
            "ok   " + both + "  client");
  EXPECT_TRUE(Has(runs("server"), "1 run: 1 hold")) << runs("server");
  EXPECT_TRUE(Has(runs("pair"), "pair.scn  pair\n")) << runs("pair");
  EXPECT_EQ(Wsdrain({"run", "--role", "pair", both}).code, 2);
  EXPECT_EQ(Wsdrain({"run", "--role", "both", both}).code, 2);
}

TEST_F(RunTest, JoinsAClientAndAServer) {
  const std::string file =
      Write("p.scn", "scn 1\nrole pair\nclient ping \"x\"\nelapse 1\n");
  const CommandResult outcome =
      Wsdrain({"run", "--server", "mute", "--json", file}, {Mute()});
  EXPECT_EQ(outcome.code, 1);
  const Json json = JsonOf(outcome);
  EXPECT_EQ(json["scenarios"][0]["endpoint"], "reference/mute");
  EXPECT_EQ(json["scenarios"][0]["role"], "pair");
  EXPECT_EQ(
      json["scenarios"][0]["observed"]["client"]["sent_frames"][0]["opcode"],
      9);
  EXPECT_EQ(Wsdrain({"run", "--client", "mute", file}, {Mute()}).code, 0);
}

TEST_F(RunTest, FoldersAreSearchedForScenarios) {
  Write("x/y/deep.scn", kDrain);
  Write("x/notes.txt", "no scenario");
  const CommandResult outcome = Wsdrain({"run", "--json", folder()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const Json json = JsonOf(outcome);
  ASSERT_EQ(json["scenarios"].size(), 1u);
  EXPECT_EQ(json["scenarios"][0]["name"], "x/y/deep");
}

TEST_F(RunTest, TakesFuzzInputsByTargetOrFolder) {
  const std::string file = Write("closing_fuzzer/crash-1", "any bytes at all");
  EXPECT_EQ(Wsdrain({"run", file}).code, 0);
  EXPECT_EQ(Wsdrain({"run", Path("closing_fuzzer")}).code, 0);
  const std::string bytes = Write("other", "any bytes at all");
  EXPECT_EQ(Wsdrain({"run", "--target", "pair_fuzzer", bytes}).code, 0);
  const CommandResult unknown =
      Wsdrain({"run", "--target", "no_fuzzer", bytes});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(Has(unknown.err, "--target: found no_fuzzer, allowed: frame_"))
      << unknown.err;
  const CommandResult nameless = Wsdrain({"run", bytes});
  EXPECT_EQ(nameless.code, 2);
  EXPECT_TRUE(Has(nameless.err, "found bytes, allowed: ")) << nameless.err;
}

TEST_F(RunTest, PlainInputsAreAskedWhatTheirTargetAsks) {
  const std::string file = Write("a", "\x81\x02hi");
  for (const char* target : {"frame_reader_fuzzer", "frame_round_trip_fuzzer",
                             "close_payload_fuzzer"}) {
    const CommandResult outcome =
        Wsdrain({"run", "--json", "--target", target, file});
    EXPECT_EQ(outcome.code, 0) << outcome.out;
    const Json json = JsonOf(outcome);
    EXPECT_EQ(json["scenarios"][0]["verdicts"][0]["property"], target);
    EXPECT_EQ(json["scenarios"][0]["observed"], nullptr);
  }
}

TEST_F(RunTest, TheCanaryIsBroken) {
  const std::string file = Write("a.scn", kDrain);
  EXPECT_EQ(Wsdrain({"run", file}).code, 0);
  const CommandResult outcome =
      Wsdrain({"run", "--target", "canary_fuzzer", file});
  EXPECT_EQ(outcome.code, 1) << outcome.out;
}

TEST_F(RunTest, RefusesWhatItCannotRead) {
  const CommandResult missing = Wsdrain({"run", Path("missing.scn")});
  EXPECT_EQ(missing.code, 2);
  EXPECT_EQ(missing.err, Path("missing.scn") +
                             ": found nothing, allowed: a file or a folder\n");
  const CommandResult empty = Wsdrain({"run", folder()});
  EXPECT_EQ(empty.code, 2);
  EXPECT_EQ(
      empty.err,
      folder() + ": found no scenario, allowed: a folder with .scn files\n");
  const std::string file = Write("bad.scn", "scn 1\nremote txt \"x\"\n");
  const CommandResult malformed = Wsdrain({"run", file});
  EXPECT_EQ(malformed.code, 2);
  EXPECT_TRUE(Has(malformed.err, file + ":2:8: found ")) << malformed.err;
  EXPECT_TRUE(Has(malformed.err, "allowed: ")) << malformed.err;
  EXPECT_EQ(malformed.out, "");
}

TEST_F(RunTest, RefusesAnUnknownEndpoint) {
  const CommandResult outcome =
      Wsdrain({"run", "--endpoint", "nobody", Write("a.scn", kDrain)});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "--endpoint: found nobody, allowed: reference, all\n");
}

}  // namespace
}  // namespace wsdrain
