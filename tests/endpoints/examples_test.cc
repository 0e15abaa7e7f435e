// The worked examples of docs/add-an-endpoint.md are sound, and a bug that is
// planted in the stack of each is caught.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "check/check.h"
#include "endpoints/reference.h"
#include "props/all.h"
#include "scenario/scenario_text.h"
#include "tests/examples/threaded_stack.h"
#include "tests/replay/corpus.h"
#ifdef WSDRAIN_HAS_WSLAY
#include "tests/examples/callback_stack.h"
#endif
#ifdef WSDRAIN_HAS_ASIO
#include "engines/rapidcheck/check_with_rapidcheck.h"
#include "tests/examples/coroutine_stack.h"
#endif

namespace wsdrain {
namespace {

// "PROPERTY in SCENARIO", of level should or must.
using Findings = std::set<std::string>;

// The examples are servers: in pair mode our own endpoint is their client.
Findings FindingsIn(const CorpusFile& file, const EndpointKind& kind) {
  Findings findings;
  const EndpointKind ours = Reference();
  for (const Casting& casting : CastingsOf(file.scenario, ours, kind)) {
    if (casting.players.server == nullptr) continue;
    const Report report =
        Check(AllProperties(), file.scenario, casting.players);
    for (const Verdict& verdict : report.verdicts) {
      if (!IsFailure(verdict.result) || verdict.level > Level::kShould) {
        continue;
      }
      findings.insert(std::string(verdict.property->name) + " in " + file.name);
    }
  }
  return findings;
}

bool IsDrainCutShort(const Findings& findings) {
  return std::any_of(
      findings.begin(), findings.end(), [](const std::string& finding) {
        return finding.starts_with("draining_goes_on_past_other_frames ");
      });
}

#if defined(WSDRAIN_HAS_WSLAY) || defined(WSDRAIN_HAS_ASIO)
Findings FindingsInCorpus(const EndpointKind& kind) {
  Findings all;
  for (const CorpusFile& file : Corpus()) all.merge(FindingsIn(file, kind));
  return all;
}
#endif

TEST(ExamplesTest, AreShorterThan60Lines) {
  size_t examples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::string(WSDRAIN_SOURCE_DIR) + "/tests/examples")) {
    if (entry.path().filename().string().starts_with("my_")) continue;
    std::ifstream in(entry.path());
    const auto lines = std::count(std::istreambuf_iterator<char>(in), {}, '\n');
    EXPECT_LT(lines, 60) << entry.path();
    ++examples;
  }
  EXPECT_EQ(examples, 3u);
}

#ifdef WSDRAIN_HAS_WSLAY
// Scenarios in which wslay itself, as a server, breaks something.
std::set<std::string> WhereWslayFails() {
  std::ifstream in(std::string(WSDRAIN_SOURCE_DIR) +
                   "/tests/conformance/wslay.expected");
  std::set<std::string> scenarios;
  const std::string key = R"("scenario":")";
  for (std::string line; std::getline(in, line);) {
    if (line.find(R"("role":"server")") == line.npos) continue;
    const size_t name = line.find(key) + key.size();
    scenarios.insert(line.substr(name, line.find('"', name) - name) + ".scn");
  }
  return scenarios;
}

TEST(CallbackExampleTest, BreaksNothingButWhereWslayDoes) {
  const std::set<std::string> known = WhereWslayFails();
  EXPECT_FALSE(known.empty());
  for (const CorpusFile& file : Corpus()) {
    if (known.contains(file.name)) continue;
    EXPECT_EQ(FindingsIn(file, MyCallbackStack()), Findings{});
  }
}

TEST(CallbackExampleTest, WhoReadsOnceAfterItsCloseIsCaught) {
  EXPECT_TRUE(IsDrainCutShort(FindingsInCorpus(MyCallbackStack(true))));
}
#endif

#ifdef WSDRAIN_HAS_ASIO
RapidCheckResult Hunt(const EndpointKind& kind) {
  const EndpointKind ours = Reference();
  return CheckWithRapidCheck(
      AllProperties(), ours, kind,
      {.cases = 2000, .seed = 1, .fail_on = Level::kShould});
}

TEST(CoroutineExampleTest, BreaksNothing) {
  EXPECT_EQ(FindingsInCorpus(MyCoroutineStack()), Findings{});
  const RapidCheckResult result = Hunt(MyCoroutineStack());
  EXPECT_FALSE(result.failure.has_value())
      << ScenarioToText(result.failure->scenario)
      << result.failure->verdict.property->name;
}

TEST(CoroutineExampleTest, WhoReadsOnceAfterItsCloseIsCaught) {
  EXPECT_TRUE(IsDrainCutShort(FindingsInCorpus(MyCoroutineStack(true))));
  EXPECT_TRUE(Hunt(MyCoroutineStack(true)).failure.has_value());
}
#endif

// --- In real time ------------------------------------------------------------

// Few, with short timeouts: each is played to both endings.
constexpr std::string_view kInRealTime[] = {
    // The question's: the peer still has a message and a ping in flight.
    R"(local close 1000 "bye"
remote text "late"
remote ping "still there?"
remote close 1000 "bye"
remote eof)",
    // Nobody answers, so the deadline ends it.
    R"(local text "hello"
local close 1000
remote binary "late")",
    // The peer starts.
    R"(remote text "a message" fin=0
remote ping
remote continuation " in two"
remote close 3000 "done"
local text "too late"
remote eof)",
    // The Closes cross on a slow wire.
    R"(hold output
local close 1001
accept 1
remote close 1000
accept all
remote eof)",
    R"(remote text hex:ff
remote text "more"
remote eof)",
    R"(remote text "cut" fin=0
remote eof)",
    R"(local close 1000
remote reset)",
    // The socket takes what the wire does not.
    R"(hold output
local close 1000
remote eof)",
};

CorpusFile RealTime(std::string_view steps) {
  CorpusFile file;
  file.text = "scn 1\nrole server\ntimeout 500\n" + std::string(steps) + "\n";
  file.name = file.text;
  file.scenario = *ScenarioFromText("real_time.scn", file.text);
  return file;
}

// What shows twice: once, the machine may have been late.
Findings FindingsInRealTime(std::string_view steps, const EndpointKind& kind) {
  const CorpusFile file = RealTime(steps);
  const Findings first = FindingsIn(file, kind);
  if (first.empty()) return first;
  const Findings second = FindingsIn(file, kind);
  Findings both;
  std::set_intersection(first.begin(), first.end(), second.begin(),
                        second.end(), std::inserter(both, both.end()));
  return both;
}

TEST(ThreadedExampleTest, BreaksNothing) {
  for (const std::string_view steps : kInRealTime) {
    EXPECT_EQ(FindingsInRealTime(steps, MyThreadedStack()), Findings{});
  }
}

TEST(ThreadedExampleTest, WhoReadsOnceAfterItsCloseIsCaught) {
  EXPECT_TRUE(IsDrainCutShort(
      FindingsInRealTime(kInRealTime[0], MyThreadedStack(true))));
}

}  // namespace
}  // namespace wsdrain
