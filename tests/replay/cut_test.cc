// Wherever the reads end, the corpus's streams give the same trace (5.4).
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "check/check.h"
#include "check/digest.h"
#include "endpoints/reference.h"
#include "frame/frame_writer.h"
#include "replay/corpus.h"

namespace wsdrain {
namespace {

// Streams longer than twice the first number are cut at their first and last
// kEdge places, and at every kStride-th in between.
constexpr size_t kEdge = 300;
constexpr size_t kStride = 4093;

// What the remote of a scenario sends, and what our side does before it.
struct Stream {
  Scenario scenario;  // its headers, and the local steps before the first byte
  std::string bytes;
  bool ends_with_eof = false;
};

void AppendFrame(const Step& step, Role role, std::string& bytes) {
  WireForm form;
  form.opcode = step.opcode;
  form.is_final = step.is_final;
  form.rsv = step.rsv;
  form.length = step.length;
  const bool masks_by_right = role == Role::kServer;
  if (step.mask == MaskForm::kKey) {
    form.key = step.key;
  } else if (step.mask != MaskForm::kNone &&
             masks_by_right == (step.mask == MaskForm::kRight)) {
    form.key = MaskingKey{0x11, 0x22, 0x33, 0x44};
  }
  bytes += EncodeAnything(form, step.payload.Bytes());
}

Stream StreamOf(const Scenario& scenario, Role role) {
  Stream stream{scenario, "", false};
  stream.scenario.steps.clear();
  // Between two reads the output is written, so that more Pongs may wait (D34).
  for (Settings& settings : stream.scenario.settings) {
    settings.pongs_max = kPlayedStepsMax;
  }
  for (const Step& step : scenario.steps) {
    if (IsLocal(step.verb) && stream.bytes.empty()) {
      stream.scenario.steps.push_back(step);
    }
    for (uint32_t i = 0; i < step.times; ++i) {
      if (step.verb == Verb::kRemoteFrame) {
        AppendFrame(step, role, stream.bytes);
      } else if (step.verb == Verb::kRemoteBytes) {
        stream.bytes += step.payload.Bytes();
      }
    }
    stream.ends_with_eof |= step.verb == Verb::kRemoteEof;
  }
  return stream;
}

// Plays the stream in two reads, or in one if `cut` is 0.
Digest Play(const Stream& stream, const Players& players, size_t cut,
            const RunOptions& options = {}) {
  Scenario scenario = stream.scenario;
  Step bytes;
  bytes.verb = Verb::kRemoteBytes;
  if (cut > 0) {
    bytes.payload.unit = stream.bytes.substr(0, cut);
    scenario.steps.push_back(bytes);
  }
  bytes.payload.unit = stream.bytes.substr(cut);
  scenario.steps.push_back(bytes);
  if (stream.ends_with_eof) {
    bytes = {};
    bytes.verb = Verb::kRemoteEof;
    scenario.steps.push_back(bytes);
  }
  Digest digest;
  RunScenario(scenario, players, options, Ending::kSilent, digest);
  return digest;
}

std::vector<size_t> CutsOf(size_t bytes) {
  std::vector<size_t> cuts;
  for (size_t cut = 1; cut < bytes; ++cut) {
    const bool is_at_an_edge = cut <= kEdge || cut + kEdge >= bytes;
    if (is_at_an_edge || cut % kStride == 0) cuts.push_back(cut);
  }
  return cuts;
}

void ExpectSame(const Digest& whole, const Digest& other,
                const std::string& name, const std::string& how) {
  std::string expected;
  std::string actual;
  EXPECT_FALSE(Digest::Differ(whole, other, expected, actual))
      << name << ", " << how << ": expected " << expected << ", was " << actual;
}

// Calls `each(name, stream, players)` for every solo run of the corpus.
template <typename Each>
void ForEachStream(Each each) {
  const EndpointKind kind = Reference();
  for (const CorpusFile& file : Corpus()) {
    if (file.scenario.cast == Cast::kPair) continue;
    for (const Casting& casting : CastingsOf(file.scenario, kind, kind)) {
      const Stream stream = StreamOf(file.scenario, casting.role);
      if (stream.bytes.empty()) continue;
      each(file.name + " as " + std::string(RoleName(casting.role)), stream,
           casting.players);
    }
  }
}

TEST(CutTest, TwoReadsCutAnywhereGiveTheSameTrace) {
  size_t played = 0;
  ForEachStream([&played](const std::string& name, const Stream& stream,
                          const Players& players) {
    const Digest whole = Play(stream, players, 0);
    for (const size_t cut : CutsOf(stream.bytes.size())) {
      ++played;
      ExpectSame(whole, Play(stream, players, cut), name,
                 "cut after " + std::to_string(cut) + " bytes");
      if (testing::Test::HasFailure()) return;
    }
  });
  EXPECT_GT(played, 5000u);
}

TEST(CutTest, SingleBytesGiveTheSameTrace) {
  ForEachStream([](const std::string& name, const Stream& stream,
                   const Players& players) {
    RunOptions single_bytes;
    single_bytes.input_chunk_max = 1;
    ExpectSame(Play(stream, players, 0), Play(stream, players, 0, single_bytes),
               name, "byte by byte");
  });
}

}  // namespace
}  // namespace wsdrain
