// The visited set is exact, keeps the order, and stays within its bytes.
#include "explore/visited.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <thread>
#include <vector>

#include "explore/fingerprint.h"

namespace wsdrain {
namespace {

Fingerprint Numbered(uint32_t i) {
  char bytes[sizeof(i)];
  std::memcpy(bytes, &i, sizeof(i));
  return FingerprintOf(std::string_view(bytes, sizeof(bytes)));
}

TEST(VisitedTest, FindsWhatWasAddedAndNothingElseAtEverySize) {
  Visited visited;
  for (uint32_t i = 0; i < 3000; ++i) {
    ASSERT_EQ(visited.Find(Numbered(i)), Visited::kNone);
    ASSERT_EQ(visited.Add(Numbered(i), i / 2, static_cast<uint16_t>(i)), i);
    ASSERT_EQ(visited.size(), i + 1);
    for (uint32_t j = 0; j <= i; j += 1 + i / 16) {
      ASSERT_EQ(visited.Find(Numbered(j)), j) << "of " << i;
    }
  }
  for (uint32_t i = 0; i < 3000; ++i) {
    ASSERT_EQ(visited.Find(Numbered(i)), i);
    ASSERT_EQ(visited.fingerprint(i), Numbered(i));
    ASSERT_EQ(visited.parent(i), i / 2);
    ASSERT_EQ(visited.letter(i), static_cast<uint16_t>(i));
  }
}

TEST(VisitedTest, IsExactAmongAMillion) {
  Visited visited;
  constexpr uint32_t kStates = 1'000'000;
  for (uint32_t i = 0; i < kStates; ++i) visited.Add(Numbered(2 * i), 0, 0);
  for (uint32_t i = 0; i < kStates; ++i) {
    ASSERT_EQ(visited.Find(Numbered(2 * i)), i);
    ASSERT_EQ(visited.Find(Numbered(2 * i + 1)), Visited::kNone);
  }
}

TEST(VisitedTest, FingerprintsThatAgreeInAllButOneBitAreTwoStates) {
  // The same home and the same tag: only the comparison tells them apart.
  Visited visited;
  const Fingerprint base = Numbered(7);
  std::vector<Fingerprint> close = {base};
  for (int bit = 0; bit < 64; ++bit) {
    const uint64_t flip = uint64_t{1} << bit;
    close.push_back({base.low ^ flip, base.high});
    close.push_back({base.low, base.high ^ flip});
  }
  for (uint32_t i = 0; i < close.size(); ++i) {
    ASSERT_EQ(visited.Find(close[i]), Visited::kNone) << i;
    ASSERT_EQ(visited.Add(close[i], 0, 0), i);
  }
  for (uint32_t i = 0; i < close.size(); ++i) {
    ASSERT_EQ(visited.Find(close[i]), i);
  }
}

TEST(VisitedTest, TheTableGoesRoundAtItsEnd) {
  // All of them want the last slot, or the first.
  Visited visited;
  for (uint64_t i = 0; i < 100; ++i) {
    visited.Add({i << 40, ~uint64_t{0} - i}, 0, 0);
    visited.Add({~i, i}, 0, 0);
  }
  for (uint64_t i = 0; i < 100; ++i) {
    EXPECT_EQ(visited.Find({i << 40, ~uint64_t{0} - i}), 2 * i);
    EXPECT_EQ(visited.Find({~i, i}), 2 * i + 1);
    EXPECT_EQ(visited.Find({~i + 1000, i}), Visited::kNone);
  }
}

TEST(VisitedTest, AllBitsSetOrNoneAreFingerprintsLikeAnyOther) {
  Visited visited;
  const Fingerprint none = {0, 0};
  const Fingerprint all = {~uint64_t{0}, ~uint64_t{0}};
  EXPECT_EQ(visited.Find(none), Visited::kNone);
  EXPECT_EQ(visited.Find(all), Visited::kNone);
  for (uint32_t i = 0; i < 200; ++i) visited.Add(Numbered(i), 0, 0);
  EXPECT_EQ(visited.Find(none), Visited::kNone);
  EXPECT_EQ(visited.Find(all), Visited::kNone);
  EXPECT_EQ(visited.Add(none, 0, 0), 200u);
  EXPECT_EQ(visited.Add(all, 0, 0), 201u);
  EXPECT_EQ(visited.Find(none), 200u);
  EXPECT_EQ(visited.Find(all), 201u);
}

TEST(VisitedTest, TellsTheWordThatLedToAState) {
  Visited visited;
  visited.Add(Numbered(0), 0, 9);
  visited.Add(Numbered(1), 0, 3);
  visited.Add(Numbered(2), 0, 4);
  visited.Add(Numbered(3), 2, 65535);
  EXPECT_TRUE(visited.Word(0).empty());
  EXPECT_EQ(visited.Word(1), (std::vector<size_t>{3}));
  EXPECT_EQ(visited.Word(3), (std::vector<size_t>{4, 65535}));
  visited.FreeFingerprints();
  EXPECT_EQ(visited.Word(3), (std::vector<size_t>{4, 65535}));
}

TEST(VisitedTest, CostsThirtyBytesAStateAtMost) {
  Visited visited;
  uint64_t bytes_before = visited.bytes();
  for (uint32_t i = 0; i < 1'500'000; ++i) {
    const uint64_t growth = visited.growth_bytes();
    visited.Add(Numbered(i), 0, 0);
    const uint64_t bytes = visited.bytes();
    // What it said it would grow by, and at most a block of each sequence,
    // and their list of blocks twice as long.
    ASSERT_GE(bytes, bytes_before + growth);
    ASSERT_LE(bytes, bytes_before + growth + 4096 * 22 + 3 * 8 * 512) << i;
    if (i > 300'000) {
      ASSERT_LE(static_cast<double>(bytes) / (i + 1), 30.5) << i;
      ASSERT_GE(static_cast<double>(bytes) / (i + 1), 27.2) << i;
    }
    bytes_before = bytes;
  }
}

TEST(VisitedTest, ClearedItIsEmptyAndKeepsItsMemory) {
  Visited visited;
  for (uint32_t i = 0; i < 1000; ++i) visited.Add(Numbered(i), 0, 0);
  const uint64_t bytes = visited.bytes();
  visited.Clear();
  EXPECT_EQ(visited.size(), 0u);
  EXPECT_EQ(visited.bytes(), bytes);
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_EQ(visited.Find(Numbered(i)), Visited::kNone);
  }
  EXPECT_EQ(visited.Add(Numbered(5), 0, 0), 0u);
  EXPECT_EQ(visited.Find(Numbered(5)), 0u);
}

TEST(VisitedTest, SeveralThreadsMayAskAtOnce) {
  Visited visited;
  constexpr uint32_t kStates = 20'000;
  for (uint32_t i = 0; i < kStates; ++i) visited.Add(Numbered(i), 0, 0);
  std::vector<size_t> wrong(3);
  std::vector<std::thread> threads;
  for (size_t thread = 0; thread < wrong.size(); ++thread) {
    threads.emplace_back([&visited, &wrong, thread] {
      for (uint32_t i = 0; i < 2 * kStates; ++i) {
        const Fingerprint fingerprint = Numbered(i);
        visited.PrefetchSlot(fingerprint);
        visited.PrefetchFingerprint(fingerprint);
        const uint32_t expected = i < kStates ? i : Visited::kNone;
        if (visited.Find(fingerprint) != expected) ++wrong[thread];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<size_t>(3));
}

}  // namespace
}  // namespace wsdrain
