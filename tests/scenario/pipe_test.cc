// Bytes in flight come out as they went in, and frames end where they end.
#include "scenario/pipe.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace wsdrain {
namespace {

TEST(PipeTest, KeepsTheOrderOfBytes) {
  Pipe pipe;
  pipe.Push("abc");
  pipe.Push("def");
  EXPECT_EQ(pipe.bytes(), "abcdef");
  pipe.Pop(4);
  EXPECT_EQ(pipe.bytes(), "ef");
  pipe.DropBytes();
  EXPECT_EQ(pipe.bytes(), "");
  EXPECT_FALSE(pipe.has_eof);
  EXPECT_FALSE(pipe.has_reset);
}

TEST(PipeTest, KnowsTheNextBorder) {
  Pipe pipe;
  EXPECT_EQ(pipe.BytesToBorder(), 0u);
  pipe.Push("abc");
  pipe.MarkBorder();
  pipe.Push("de");
  pipe.MarkBorder();
  pipe.Push("tail");
  EXPECT_EQ(pipe.BytesToBorder(), 3u);
  pipe.Pop(1);
  EXPECT_EQ(pipe.BytesToBorder(), 2u);
  pipe.Pop(2);
  EXPECT_EQ(pipe.BytesToBorder(), 2u);
  pipe.Pop(3);
  EXPECT_EQ(pipe.bytes(), "ail");
  EXPECT_EQ(pipe.BytesToBorder(), 3u) << "all, if there is no border";
}

TEST(PipeTest, ForgettingWhatWasDeliveredChangesNothing) {
  std::mt19937 random(1);
  Pipe pipe;
  std::string all;
  std::string seen;
  std::vector<size_t> borders;
  for (int i = 0; i < 5000; ++i) {
    if (random() % 2 == 0) {
      const std::string bytes(random() % 40, static_cast<char>(i));
      pipe.Push(bytes);
      pipe.MarkBorder();
      all += bytes;
      borders.push_back(all.size());
    } else {
      const size_t n = random() % (pipe.bytes().size() + 1);
      seen += pipe.bytes().substr(0, n);
      pipe.Pop(n);
    }
    const auto next =
        std::upper_bound(borders.begin(), borders.end(), seen.size());
    const size_t to_border =
        next == borders.end() ? pipe.bytes().size() : *next - seen.size();
    ASSERT_EQ(pipe.BytesToBorder(), to_border);
  }
  EXPECT_GT(seen.size(), 20000u) << "enough to be forgotten";
  EXPECT_EQ(seen + std::string(pipe.bytes()), all);
}

}  // namespace
}  // namespace wsdrain
