// The judge's UTF-8 check against the set of all code points, written out.
#include "scenario/naive_utf8.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wsdrain {
namespace {

// RFC 3629 3, the table.
std::string Encoded(uint32_t c) {
  const auto tail = [c](int shift) {
    return static_cast<char>(0x80 | (c >> shift & 0x3F));
  };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0 | c >> 6), tail(0)};
  if (c < 0x10000) {
    return {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
  }
  return {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
}

// Every proper prefix of a legal sequence, and every whole one; the number is
// that of the bytes it still needs.
const std::unordered_map<std::string, size_t>& AllPrefixes() {
  static const auto& all = *new std::unordered_map<std::string, size_t>([] {
    std::unordered_map<std::string, size_t> map;
    for (uint32_t c = 0; c <= 0x10FFFF; ++c) {
      if (c >= 0xD800 && c <= 0xDFFF) continue;
      const std::string code_point = Encoded(c);
      // Of four bytes, the whole ones are asked otherwise.
      for (size_t n = 1; n <= std::min<size_t>(code_point.size(), 3); ++n) {
        map.emplace(code_point.substr(0, n), code_point.size() - n);
      }
    }
    return map;
  }());
  return all;
}

// Greedy, which is enough: no sequence is the beginning of another.
TextVerdict JudgeBySet(const std::string& text) {
  size_t at = 0;
  while (at < text.size()) {
    size_t n = 1;
    for (;; ++n) {
      const auto it = AllPrefixes().find(text.substr(at, n));
      if (it == AllPrefixes().end()) return {TextState::kBad, 0, at};
      if (it->second == 0) break;
      if (at + n == text.size()) return {TextState::kCut, it->second, at};
    }
    at += n;
  }
  return {TextState::kWhole, 0, at};
}

void ExpectAgreement(const std::string& text, const TextVerdict& expected) {
  const TextVerdict actual = JudgeText(text);
  ASSERT_TRUE(actual.state == expected.state &&
              actual.missing == expected.missing &&
              actual.whole == expected.whole)
      << testing::PrintToString(text);
}

TEST(NaiveUtf8Test, AllTextsOfOneAndTwoBytes) {
  ExpectAgreement("", {TextState::kWhole, 0, 0});
  for (int a = 0; a < 256; ++a) {
    std::string text = {static_cast<char>(a)};
    ExpectAgreement(text, JudgeBySet(text));
    for (int b = 0; b < 256; ++b) {
      text = {static_cast<char>(a), static_cast<char>(b)};
      ExpectAgreement(text, JudgeBySet(text));
    }
  }
}

// But for those that begin with ASCII: an ASCII byte before two others adds
// nothing to what is asked of two.
TEST(NaiveUtf8Test, AllTextsOfThreeBytes) {
  for (int a = 0x7F; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      for (int c = 0; c < 256; ++c) {
        const std::string text = {static_cast<char>(a), static_cast<char>(b),
                                  static_cast<char>(c)};
        ExpectAgreement(text, JudgeBySet(text));
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(NaiveUtf8Test, AllCodePoints) {
  for (uint32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = Encoded(c);
    ExpectAgreement(text, {TextState::kWhole, 0, text.size()});
    if (HasFatalFailure()) return;
  }
}

TEST(NaiveUtf8Test, FourBytesEndAtTheLastCodePoint) {
  ExpectAgreement("\xF4\x8F\xBF\xBF", {TextState::kWhole, 0, 4});
  ExpectAgreement("\xF4\x90\x80\x80", {TextState::kBad, 0, 0});
  ExpectAgreement("\xF0\x8F\xBF\xBF", {TextState::kBad, 0, 0});
  ExpectAgreement("\xF0\x90\x80", {TextState::kCut, 1, 0});
  ExpectAgreement("\xF0\x90\x80\x41", {TextState::kBad, 0, 0});
  ExpectAgreement("\xF5\x80\x80\x80", {TextState::kBad, 0, 0});
}

TEST(NaiveUtf8Test, BeginsAtTheBorderThatItIsGiven) {
  const std::string text = "a\xC3\xA9\xE2\x82";
  for (const size_t from : {0, 1, 3}) {
    const TextVerdict verdict = JudgeText(text, from);
    EXPECT_EQ(verdict.state, TextState::kCut);
    EXPECT_EQ(verdict.missing, 1u);
    EXPECT_EQ(verdict.whole, 3u);
  }
  EXPECT_EQ(JudgeText(text, 2).state, TextState::kBad);
}

}  // namespace
}  // namespace wsdrain
