// Masking equals the formula of RFC 6455 5.3, at any offset and in any cut.
#include "frame/masking.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace wsdrain {
namespace {

constexpr MaskingKey kKey = {0x01, 0x9C, 0xF0, 0x7E};

std::string Noise(size_t size) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) {
    bytes.push_back(static_cast<char>(i * 167 + i / 7 + 13));
  }
  return bytes;
}

// transformed-octet-i = original-octet-i XOR masking-key-octet-(i MOD 4)
std::string Naive(const std::string& original, uint64_t offset) {
  std::string transformed;
  for (size_t i = 0; i < original.size(); ++i) {
    transformed.push_back(
        static_cast<char>(original[i] ^ kKey[(offset + i) % 4]));
  }
  return transformed;
}

TEST(MaskingTest, EqualsTheFormulaAtEveryOffsetAndSize) {
  for (uint64_t offset = 0; offset < 20; ++offset) {
    for (size_t size = 0; size < 70; ++size) {
      std::string data = Noise(size);
      ApplyMask(kKey, offset, data.data(), data.size());
      ASSERT_EQ(data, Naive(Noise(size), offset)) << offset << " " << size;
    }
  }
}

TEST(MaskingTest, EqualsTheFormulaAtOffsetsBeyond32Bits) {
  for (const uint64_t offset :
       {UINT64_C(0xFFFFFFFF), UINT64_C(0x100000001),
        UINT64_C(0x7FFFFFFFFFFFFFF2), UINT64_C(0x7FFFFFFFFFFFFFF3)}) {
    std::string data = Noise(11);
    ApplyMask(kKey, offset, data.data(), data.size());
    EXPECT_EQ(data, Naive(Noise(11), offset)) << offset;
  }
}

TEST(MaskingTest, EqualsTheFormulaInEveryCut) {
  const std::string whole = Naive(Noise(67), 0);
  for (size_t cut = 0; cut <= whole.size(); ++cut) {
    std::string data = Noise(67);
    ApplyMask(kKey, 0, data.data(), cut);
    ApplyMask(kKey, cut, data.data() + cut, data.size() - cut);
    ASSERT_EQ(data, whole) << cut;
  }
}

TEST(MaskingTest, TouchesNothingBesidesItsBytes) {
  for (size_t begin = 0; begin < 12; ++begin) {
    for (size_t size = 0; size < 30; ++size) {
      const std::string before = Noise(64);
      std::string data = before;
      ApplyMask(kKey, 5, data.data() + begin, size);
      ASSERT_EQ(data.substr(0, begin), before.substr(0, begin));
      ASSERT_EQ(data.substr(begin, size), Naive(before.substr(begin, size), 5));
      ASSERT_EQ(data.substr(begin + size), before.substr(begin + size));
    }
  }
}

TEST(MaskingTest, AppliedTwiceIsTheOriginal) {
  std::string data = Noise(1000);
  ApplyMask(kKey, 3, data.data(), data.size());
  EXPECT_NE(data, Noise(1000));
  ApplyMask(kKey, 3, data.data(), data.size());
  EXPECT_EQ(data, Noise(1000));
}

}  // namespace
}  // namespace wsdrain
