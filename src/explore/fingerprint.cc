// A 128-bit hash of our own: sums of 64 by 64 to 128 bit products, stirred.
//
// Each block of 16 bytes, two words a and b, adds one product to each of two
// 128-bit sums:
//   first  += (a + k[2i])     * (b + k[2i + 1])
//   second += (a + k[2i + 2]) * (b + k[2i + 3])    i: the block's place
// No part of a product is thrown away, so that all 256 bits bear on the result.
// With keys drawn at random two inputs of one size would agree in the first
// sum with odds of 2^-64 and, keys being shifted by one block, in both with
// 2^-128. The keys here are fixed, but have nothing to do with the inputs.
//
// Between stripes of 256 bytes, and at the end, a sum is stirred: multiplied
// by an odd 128-bit number with the upper half folded onto the lower, a
// bijection, so nothing is lost. The size is part of the first sum.
#include "explore/fingerprint.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace wsdrain {
namespace {

static_assert(std::endian::native == std::endian::little,
              "words are read as they lie in memory");

__extension__ using Wide = unsigned __int128;

constexpr size_t kBlockBytes = 16;
constexpr size_t kStripeBytes = 256;

// The first 2560 bits of pi after the point: two keys for each block of a
// stripe, two more for the shift, and three multipliers.
constexpr std::array<uint64_t, 40> kPi = {
    0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0,
    0x082efa98ec4e6c89, 0x452821e638d01377, 0xbe5466cf34e90c6c,
    0xc0ac29b7c97c50dd, 0x3f84d5b5b5470917, 0x9216d5d98979fb1b,
    0xd1310ba698dfb5ac, 0x2ffd72dbd01adfb7, 0xb8e1afed6a267e96,
    0xba7c9045f12c7f99, 0x24a19947b3916cf7, 0x0801f2e2858efc16,
    0x636920d871574e69, 0xa458fea3f4933d7e, 0x0d95748f728eb658,
    0x718bcd5882154aee, 0x7b54a41dc25a59b5, 0x9c30d5392af26013,
    0xc5d1b023286085f0, 0xca417918b8db38ef, 0x8e79dcb0603a180e,
    0x6c9e0e8bb01e8a3e, 0xd71577c1bd314b27, 0x78af2fda55605c60,
    0xe65525f3aa55ab94, 0x5748986263e81440, 0x55ca396a2aab10b6,
    0xb4cc5c341141e8ce, 0xa15486af7c72e993, 0xb3ee1411636fbc2a,
    0x2ba9c55d741831f6, 0xce5c3e169b87931e, 0xafd6ba336c24cf5c,
    0x7a32538128958677, 0x3b8f48986b4bb9af, 0xc4bfe81b66282193,
    0x61d809ccfb21a991};
constexpr size_t kKeys = 2 * kStripeBytes / kBlockBytes + 2;

constexpr Wide Multiplier(size_t i) {
  return static_cast<Wide>(kPi[kKeys + 2 * i]) << 64 | kPi[kKeys + 2 * i + 1] |
         1;
}

struct Sums {
  Wide first = 0;
  Wide second = 0;
};

Wide Product(uint64_t a, uint64_t b) { return static_cast<Wide>(a) * b; }

Wide Stirred(Wide sum, Wide multiplier) {
  sum ^= sum >> 64;
  return sum * multiplier;
}

void AddBlock(const char* block, size_t place, Sums& sums) {
  uint64_t a = 0;
  uint64_t b = 0;
  std::memcpy(&a, block, 8);
  std::memcpy(&b, block + 8, 8);
  const uint64_t* const keys = &kPi[2 * place];
  sums.first += Product(a + keys[0], b + keys[1]);
  sums.second += Product(a + keys[2], b + keys[3]);
}

Fingerprint Finish(const Sums& sums) {
  Wide all = Stirred(sums.first, Multiplier(0)) + sums.second;
  all = Stirred(all, Multiplier(1));
  all = Stirred(all, Multiplier(2));
  all ^= all >> 64;
  return {static_cast<uint64_t>(all), static_cast<uint64_t>(all >> 64)};
}

}  // namespace

Fingerprint FingerprintOf(std::string_view bytes) {
  Sums sums = {.first = bytes.size()};
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left > kStripeBytes; left -= kStripeBytes) {
    for (size_t i = 0; i < kStripeBytes / kBlockBytes; ++i) {
      AddBlock(at, i, sums);
      at += kBlockBytes;
    }
    sums.first = Stirred(sums.first, Multiplier(0));
    sums.second = Stirred(sums.second, Multiplier(1));
  }
  size_t place = 0;
  for (; left > kBlockBytes; left -= kBlockBytes) {
    AddBlock(at, place++, sums);
    at += kBlockBytes;
  }
  if (bytes.size() >= kBlockBytes) {
    // The last 16 bytes, some of which may have been in the block before.
    AddBlock(at + left - kBlockBytes, place, sums);
  } else {
    std::array<char, kBlockBytes> padded = {};
    if (left > 0) std::memcpy(padded.data(), at, left);
    AddBlock(padded.data(), place, sums);
  }
  return Finish(sums);
}

}  // namespace wsdrain
