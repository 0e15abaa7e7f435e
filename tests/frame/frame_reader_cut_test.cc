// However its bytes are cut into reads, a stream says the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>

#include "absl/hash/hash.h"
#include "tests/frame/streams.h"
#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

// Every place of a short stream; of a long one, what is near its ends, and
// some places between that are multiples of nothing.
std::set<size_t> Cuts(size_t size) {
  std::set<size_t> cuts;
  for (size_t i = 0; i <= std::min<size_t>(size, 300); ++i) {
    cuts.insert(i);
    cuts.insert(size - i);
  }
  for (size_t i = 0; i < size; i += 4093) cuts.insert(i);
  return cuts;
}

// One of the streams, and what it says when it comes at once.
struct Case {
  explicit Case(const Stream& of)
      : stream(of),
        bytes(stream.bytes),
        reader(stream.role, stream.options),
        whole(PlayAll(reader, {bytes})) {}
  Case(const Case&) = delete;

  Stream stream;
  std::string_view bytes;
  FrameReader reader;
  Transcript whole;
};

TEST(FrameReaderCutTest, EveryCutIntoTwoReadsSaysTheSame) {
  for (const Stream& stream : AllStreams()) {
    const Case c(stream);
    for (const size_t cut : Cuts(c.bytes.size())) {
      ASSERT_EQ(
          PlayAll(c.reader, {c.bytes.substr(0, cut), c.bytes.substr(cut)}),
          c.whole)
          << testing::PrintToString(stream) << " cut at " << cut;
    }
  }
}

TEST(FrameReaderCutTest, EveryCutOfAShortStreamIntoThreeReadsSaysTheSame) {
  int streams = 0;
  for (const Stream& stream : AllStreams()) {
    const Case c(stream);
    if (c.bytes.size() > 64) continue;
    ++streams;
    for (size_t first = 0; first <= c.bytes.size(); ++first) {
      for (size_t second = first; second <= c.bytes.size(); ++second) {
        ASSERT_EQ(PlayAll(c.reader, {c.bytes.substr(0, first),
                                     c.bytes.substr(first, second - first),
                                     c.bytes.substr(second)}),
                  c.whole)
            << testing::PrintToString(stream) << " cut at " << first << " and "
            << second;
      }
    }
  }
  EXPECT_GT(streams, 90);
}

TEST(FrameReaderCutTest, ByteByByteSaysTheSame) {
  for (const Stream& stream : AllStreams()) {
    const Case c(stream);
    EXPECT_EQ(PlayBytes(c.reader, c.bytes), c.whole)
        << testing::PrintToString(stream);
  }
}

TEST(FrameReaderCutTest, EmptyReadsChangeNothing) {
  for (const Stream& stream : AllStreams()) {
    const Case c(stream);
    Transcript seen;
    FrameReader reader = c.reader;
    for (size_t i = 0; i < c.bytes.size(); ++i) {
      Play(reader, "", seen);
      Play(reader, c.bytes.substr(i, 1), seen);
      Play(reader, "", seen);
    }
    EXPECT_EQ(seen, c.whole) << testing::PrintToString(stream);
  }
}

// The state after some bytes is a function of the bytes, not of the reads.
TEST(FrameReaderCutTest, TheReaderItselfIsTheSame) {
  for (const Stream& stream : AllStreams()) {
    const Case c(stream);
    const size_t step = c.bytes.size() > 1000 ? 977 : 1;
    for (const size_t cut : Cuts(c.bytes.size())) {
      FrameReader at_once = c.reader;
      Transcript first;
      Play(at_once, c.bytes.substr(0, cut), first);
      FrameReader in_steps = c.reader;
      Transcript second;
      for (size_t i = 0; i < cut; i += step) {
        Play(in_steps, c.bytes.substr(i, std::min(step, cut - i)), second);
      }
      ASSERT_EQ(at_once, in_steps)
          << testing::PrintToString(stream) << " after " << cut << " bytes";
      ASSERT_EQ(absl::HashOf(at_once), absl::HashOf(in_steps));
    }
  }
}

}  // namespace
}  // namespace wsdrain
