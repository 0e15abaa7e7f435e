// The UTF-8 checker agrees with the definition, byte by byte and in any cut.
#include "frame/utf8.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/hash/hash.h"
#include "tests/frame/naive_utf8.h"
#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

// Whether all of what the checker says of `text` is right.
bool Agrees(std::string_view text) {
  const NaiveUtf8& naive = TheNaiveUtf8();
  Utf8Checker checker;
  if (checker.Feed(text) != naive.IsBegun(text)) return false;
  if (checker.IsComplete() != naive.IsWhole(text)) return false;
  if (IsUtf8(text) != naive.IsWhole(text)) return false;
  if (!naive.IsBegun(text)) return true;
  const std::string_view rest = naive.Rest(text);
  if (rest.empty()) return checker == Utf8Checker();
  const int bytes = (rest[0] & 0xF0) == 0xF0   ? 4
                    : (rest[0] & 0xE0) == 0xE0 ? 3
                                               : 2;
  return checker.BytesNeeded() == bytes - static_cast<int>(rest.size());
}

TEST(Utf8Test, AgreesOnEverySequenceOfOneAndTwoBytes) {
  for (unsigned bits = 0; bits < 0x100; ++bits) {
    ASSERT_TRUE(Agrees(std::string(1, static_cast<char>(bits)))) << bits;
  }
  for (unsigned bits = 0; bits < 0x10000; ++bits) {
    const std::string text = {static_cast<char>(bits >> 8),
                              static_cast<char>(bits)};
    ASSERT_TRUE(Agrees(text)) << Quoted(text);
  }
}

TEST(Utf8Test, AgreesOnEverySequenceOfThreeBytes) {
  std::array<char, 3> text;
  for (unsigned bits = 0; bits < 0x1000000; ++bits) {
    text = {static_cast<char>(bits >> 16), static_cast<char>(bits >> 8),
            static_cast<char>(bits)};
    ASSERT_TRUE(Agrees({text.data(), 3})) << Quoted({text.data(), 3});
  }
}

TEST(Utf8Test, AgreesOnFourBytesAroundEveryBoundary) {
  constexpr std::string_view kEdges =
      "\x41\x7F\x80\x81\x8F\x90\x9F\xA0\xAF\xBE\xBF\xC0\xC2\xED\xF4\xFF";
  std::array<char, 4> text;
  for (unsigned head = 0; head < 0x10000; ++head) {
    for (const char third : kEdges) {
      for (const char fourth : kEdges) {
        text = {static_cast<char>(head >> 8), static_cast<char>(head), third,
                fourth};
        ASSERT_TRUE(Agrees({text.data(), 4})) << Quoted({text.data(), 4});
      }
    }
  }
}

TEST(Utf8Test, TakesEveryScalarValueAndNoSurrogate) {
  for (uint32_t point = 0; point <= 0x10FFFF; ++point) {
    const int bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : 3;
    const std::string code = EncodeIn(point, point < 0x10000 ? bytes : 4);
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    ASSERT_EQ(IsUtf8(code), !is_surrogate) << point;
  }
}

TEST(Utf8Test, RefusesOverlongForms) {
  for (uint32_t point = 0; point < 0x10000; point += 61) {
    for (int bytes = 2; bytes <= 4; ++bytes) {
      const uint32_t least = bytes == 2 ? 0x80 : bytes == 3 ? 0x800 : 0x10000;
      if (point < least) {
        EXPECT_FALSE(IsUtf8(EncodeIn(point, bytes))) << point << " " << bytes;
      }
    }
  }
  for (uint32_t point = 0x110000; point < 0x200000; point += 997) {
    EXPECT_FALSE(IsUtf8(EncodeIn(point, 4))) << point;
  }
}

// The fast path looks at words: a bad byte must not hide in any corner.
TEST(Utf8Test, SeesABadByteAtEveryPlaceOfALongText) {
  for (size_t size = 1; size <= 40; ++size) {
    for (size_t place = 0; place < size; ++place) {
      for (const char bad : {'\x80', '\xC1', '\xFF'}) {
        std::string text(size, 'a');
        EXPECT_TRUE(IsUtf8(text));
        text[place] = bad;
        EXPECT_FALSE(IsUtf8(text)) << size << " " << place;
      }
    }
  }
}

TEST(Utf8Test, IsTheSameInEveryCut) {
  const std::string good =
      Hex("48 c3 a9 e2 82 ac f0 9d 84 9e 61 62 63 64 65 66 67 68 69 ed 9f bf "
          "ee 80 80 f4 8f bf bf e0 a0 80 f0 90 80 80 7a");
  ASSERT_TRUE(IsUtf8(good));
  for (size_t bad_at = 0; bad_at <= good.size(); ++bad_at) {
    std::string text = good;
    if (bad_at < text.size()) text[bad_at] = '\xC0';
    Utf8Checker whole;
    const bool is_valid = whole.Feed(text);
    EXPECT_EQ(is_valid, bad_at == good.size());
    for (size_t cut = 0; cut <= text.size(); ++cut) {
      const std::string_view view = text;
      Utf8Checker checker;
      EXPECT_EQ(checker.Feed(view.substr(0, cut)), cut <= bad_at);
      EXPECT_EQ(checker.Feed(view.substr(cut)), is_valid);
      EXPECT_EQ(checker, whole) << bad_at << " " << cut;
    }
  }
}

TEST(Utf8Test, StaysInvalidForEver) {
  Utf8Checker checker;
  EXPECT_FALSE(checker.Feed("\xFF"));
  EXPECT_FALSE(checker.Feed(""));
  EXPECT_FALSE(checker.Feed("plain text"));
  EXPECT_FALSE(checker.IsComplete());
}

TEST(Utf8Test, IsARegularValue) {
  Utf8Checker begun;
  EXPECT_TRUE(begun.Feed("\xE2"));
  const Utf8Checker copy = begun;
  EXPECT_EQ(copy, begun);
  EXPECT_EQ(absl::HashOf(copy), absl::HashOf(begun));
  EXPECT_NE(begun, Utf8Checker());
  EXPECT_NE(absl::HashOf(begun), absl::HashOf(Utf8Checker()));
  Utf8Checker narrower;
  EXPECT_TRUE(narrower.Feed("\xE0"));
  EXPECT_NE(begun, narrower);
  EXPECT_TRUE(begun.Feed("\x82\xAC"));
  EXPECT_EQ(begun, Utf8Checker()) << "whole code points leave no trace";
}

}  // namespace
}  // namespace wsdrain
