// The fingerprint is what it always was, keeps states apart, and is even.
#include "explore/fingerprint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace wsdrain {
namespace {

class Collector {
 public:
  void Add(std::string_view bytes) { all_.push_back(FingerprintOf(bytes)); }
  size_t size() const { return all_.size(); }

  // How many share what `part` takes from a fingerprint with an earlier one.
  template <typename Part>
  size_t Shared(Part part) const {
    std::vector<decltype(part(Fingerprint()))> parts;
    parts.reserve(all_.size());
    for (const Fingerprint& one : all_) parts.push_back(part(one));
    std::sort(parts.begin(), parts.end());
    const auto end = std::unique(parts.begin(), parts.end());
    return static_cast<size_t>(parts.end() - end);
  }
  // Any collision of 64 bits among a few million would be one too many.
  void ExpectAllApart() const {
    EXPECT_EQ(Shared([](const Fingerprint& f) { return f.low; }), 0u);
    EXPECT_EQ(Shared([](const Fingerprint& f) { return f.high; }), 0u);
  }
  // 32 bits are shared as often as chance has it: n * n / 2^33.
  void ExpectEvenAt(int shift) const {
    const double n = static_cast<double>(all_.size());
    const double expected = n * n / std::exp2(33);
    const double bound = 6 * std::sqrt(expected) + 6;
    const auto shared_low = static_cast<double>(Shared(
        [=](Fingerprint f) { return static_cast<uint32_t>(f.low >> shift); }));
    const auto shared_high = static_cast<double>(Shared(
        [=](Fingerprint f) { return static_cast<uint32_t>(f.high >> shift); }));
    EXPECT_NEAR(shared_low, expected, bound) << shift;
    EXPECT_NEAR(shared_high, expected, bound) << shift;
  }
  void ExpectEven() const {
    ExpectAllApart();
    for (const int shift : {0, 32}) ExpectEvenAt(shift);
  }

 private:
  std::vector<Fingerprint> all_;
};

std::string Counted(size_t size) {
  std::string bytes(size, '\0');
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 + 1);
  return bytes;
}

TEST(FingerprintTest, CountersAtAnyPlaceAreKeptApart) {
  for (const size_t size : {size_t{4}, size_t{16}, size_t{50}, size_t{300}}) {
    Collector collector;
    std::string bytes(size, '\0');
    for (const size_t place : {size_t{0}, size - 4}) {
      bytes.assign(size, '\0');
      for (uint32_t i = place == 0 || size == 4 ? 0 : 1; i < 700'000; ++i) {
        std::memcpy(bytes.data() + place, &i, sizeof(i));
        collector.Add(bytes);
      }
      if (size == 4) break;
    }
    SCOPED_TRACE(size);
    collector.ExpectAllApart();
  }
}

TEST(FingerprintTest, CountersSpreadOverWordsAreKeptApart) {
  // Sparse: four small numbers, each in the low byte of a word of its own.
  Collector collector;
  for (uint32_t i = 0; i < 2'000'000; ++i) {
    std::array<uint64_t, 8> words = {};
    for (size_t word = 0; word < 4; ++word) {
      words[2 * word] = i >> (6 * word) & 63;
    }
    std::array<char, sizeof(words)> bytes;
    std::memcpy(bytes.data(), words.data(), sizeof(words));
    collector.Add({bytes.data(), bytes.size()});
  }
  collector.ExpectEven();
}

TEST(FingerprintTest, OneAndTwoFlippedBitsAreKeptApart) {
  Collector collector;
  std::string bytes(250, '\0');
  const auto flip = [&bytes](size_t bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
  };
  for (size_t i = 0; i < 2000; ++i) {
    flip(i);
    collector.Add(bytes);
    for (size_t j = 0; j < i; ++j) {
      flip(j);
      collector.Add(bytes);
      flip(j);
    }
    flip(i);
  }
  EXPECT_EQ(collector.size(), 2001000u);
  collector.ExpectEven();
}

TEST(FingerprintTest, PermutedBlocksAreKeptApart) {
  // 8 blocks of 8 or 16 bytes, and of 64, which go over stripes of 256.
  for (const size_t block : {size_t{8}, size_t{16}, size_t{64}}) {
    Collector collector;
    std::string order = "abcdefgh";
    do {
      std::string bytes;
      for (const char c : order) bytes += std::string(block, c);
      collector.Add(bytes);
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_EQ(collector.size(), 40320u);
    collector.ExpectAllApart();
  }
}

TEST(FingerprintTest, LengthsOfTheSameByteAreKeptApart) {
  Collector collector;
  collector.Add("");
  for (const char c : {'\0', '\1', '\xff'}) {
    const std::string bytes(3000, c);
    for (size_t size = 1; size <= bytes.size(); ++size) {
      collector.Add(std::string_view(bytes).substr(0, size));
    }
  }
  collector.ExpectAllApart();
}

TEST(FingerprintTest, AFlippedBitFlipsEachOtherHalfTheTime) {
  for (const size_t size : {4, 7, 8, 15, 16, 17, 50, 256, 257, 400, 530}) {
    // By bit of the output, and by bit of the input the total.
    std::array<double, 128> flips = {};
    double flips_of_input_min = 128;
    double flips_of_input_max = 0;
    double samples = 0;
    const size_t rounds = 1 + 4000 / size;
    std::vector<double> of_input(size * 8);
    uint64_t noise = 88172645463325252;
    for (size_t round = 0; round < rounds; ++round) {
      std::string bytes(size, '\0');
      for (char& byte : bytes) {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        byte = static_cast<char>(noise >> 32);
      }
      const Fingerprint plain = FingerprintOf(bytes);
      for (size_t bit = 0; bit < size * 8; ++bit) {
        const char kept = bytes[bit / 8];
        bytes[bit / 8] = static_cast<char>(kept ^ (1 << bit % 8));
        const Fingerprint flipped = FingerprintOf(bytes);
        bytes[bit / 8] = kept;
        const uint64_t low = plain.low ^ flipped.low;
        const uint64_t high = plain.high ^ flipped.high;
        of_input[bit] += std::popcount(low) + std::popcount(high);
        for (size_t out = 0; out < 64; ++out) {
          flips[out] += static_cast<double>(low >> out & 1);
          flips[64 + out] += static_cast<double>(high >> out & 1);
        }
        ++samples;
      }
    }
    // Five to six standard deviations of a fair coin.
    const double bound = 6 * 0.5 / std::sqrt(samples);
    for (const double flip : flips) EXPECT_NEAR(flip / samples, 0.5, bound);
    for (double& of_one : of_input) {
      of_one /= static_cast<double>(rounds);
      flips_of_input_min = std::min(flips_of_input_min, of_one);
      flips_of_input_max = std::max(flips_of_input_max, of_one);
    }
    const double spread = 6 * std::sqrt(32.0 / static_cast<double>(rounds));
    EXPECT_GT(flips_of_input_min, 64 - spread) << size;
    EXPECT_LT(flips_of_input_max, 64 + spread) << size;
  }
}

TEST(FingerprintTest, TheHalvesAreIndependent) {
  // Of any bit of one half and any bit of the other all four pairs are equally
  // frequent; with 64 x 64 of them, within six standard deviations.
  constexpr uint32_t kSamples = 40'000;
  std::vector<int64_t> equal(64 * 64);
  for (uint32_t i = 0; i < kSamples; ++i) {
    std::string bytes(24, '\0');
    std::memcpy(bytes.data() + 8, &i, sizeof(i));
    const Fingerprint f = FingerprintOf(bytes);
    for (size_t turn = 0; turn < 64; ++turn) {
      const uint64_t same =
          ~(f.low ^ std::rotl(f.high, static_cast<int>(turn)));
      for (size_t bit = 0; bit < 64; ++bit) {
        equal[turn * 64 + bit] += static_cast<int64_t>(same >> bit & 1);
      }
    }
  }
  const double bound = 6 * 0.5 * std::sqrt(kSamples);
  for (const int64_t count : equal) {
    EXPECT_NEAR(static_cast<double>(count), kSamples / 2.0, bound);
  }
}

TEST(FingerprintTest, DependsOnTheBytesAlone) {
  // At any address, and whatever lies before and after.
  const std::string bytes = Counted(300);
  for (const size_t size : {0, 1, 15, 16, 17, 31, 32, 256, 257, 300}) {
    const Fingerprint expected =
        FingerprintOf(std::string_view(bytes).substr(0, size));
    for (size_t shift = 0; shift < 17; ++shift) {
      const std::string room = std::string(shift, '\xaa') +
                               bytes.substr(0, size) + std::string(9, '\x55');
      EXPECT_EQ(FingerprintOf(std::string_view(room).substr(shift, size)),
                expected)
          << size << " at " << shift;
    }
  }
}

TEST(FingerprintTest, IsWhatItAlwaysWas) {
  struct Golden {
    size_t size;
    Fingerprint fingerprint;
  };
  const std::vector<Golden> goldens = {
      {0, {0x17a50c0dbd9ece47, 0x1ff4834643399e50}},
      {1, {0x8e2e1aa9e43b2409, 0xe3dbe85decb6f16f}},
      {3, {0xd21b60b678c4fc99, 0x6194fdfc3ba510c4}},
      {8, {0xa3d8c09cf00a166e, 0x75ff7f87ff0451ca}},
      {15, {0x8e81c4c1de405ab1, 0xc9530ced4e54547c}},
      {16, {0xb5a3a4b53da93767, 0x9bf9b39acb03aabe}},
      {17, {0x10eed3ebfea3f40b, 0xac4632a01b158c57}},
      {32, {0x9a69187204164833, 0xe9642161c48da41e}},
      {33, {0x9b6c093c736e3625, 0x407ac4d9270b3c36}},
      {50, {0x750351b925541e2d, 0xdbd0f4be257cfb2d}},
      {255, {0xa53d490e17e8145c, 0xda4658d46608896c}},
      {256, {0x9dc2ba9aa8e7f57d, 0x35f8c505de5566ad}},
      {257, {0xf43473cd2999b875, 0x6fdf959aa4c4d18d}},
      {400, {0xea948e71640ac506, 0xf467bee9c67bc8bf}},
      {1000, {0x10b26861f75312e5, 0xdaa59e011c1ce7de}},
  };
  for (const auto& [size, fingerprint] : goldens) {
    EXPECT_EQ(FingerprintOf(Counted(size)), fingerprint) << size;
  }
}

}  // namespace
}  // namespace wsdrain
