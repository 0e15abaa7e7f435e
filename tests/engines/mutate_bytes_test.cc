// Bytes are changed without an engine's help, within bounds, in many ways.
#include "engines/fuzzing/mutate_bytes.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

namespace wsdrain {
namespace {

using Change = size_t (*)(uint8_t*, size_t, size_t, uint32_t);

// What becomes of `bytes`; the heap's end is where `size_max` is.
std::string Changed(Change change, const std::string& bytes, size_t size_max,
                    uint32_t seed) {
  std::string data = bytes;
  data.resize(size_max);
  const size_t size = change(reinterpret_cast<uint8_t*>(data.data()),
                             bytes.size(), size_max, seed);
  EXPECT_LE(size, size_max);
  data.resize(size);
  return data;
}

TEST(MutateBytesTest, KeepsToTheSizeItIsGiven) {
  for (size_t size_max = 0; size_max < 20; ++size_max) {
    for (size_t size = 0; size <= size_max; ++size) {
      for (uint32_t seed = 0; seed < 50; ++seed) {
        Changed(ChangeBytes, std::string(size, 'x'), size_max, seed);
      }
    }
  }
}

TEST(MutateBytesTest, ChangesInManyWays) {
  const std::string bytes = "0123456789";
  std::set<std::string> all;
  std::set<size_t> sizes;
  size_t unchanged = 0;
  for (uint32_t seed = 0; seed < 1000; ++seed) {
    const std::string changed = Changed(ChangeBytes, bytes, 64, seed);
    EXPECT_EQ(changed, Changed(ChangeBytes, bytes, 64, seed));
    all.insert(changed);
    sizes.insert(changed.size());
    if (changed == bytes) ++unchanged;
  }
  EXPECT_GT(all.size(), 500u);
  EXPECT_EQ(sizes.size(), 17u);  // 2 to 18
  EXPECT_LT(unchanged, 100u);
}

TEST(MutateBytesTest, GrowsFromNothing) {
  EXPECT_NE(Changed(ChangeBytes, "", 8, 1), "");
  EXPECT_EQ(Changed(ChangeBytes, "", 0, 1), "");
}

// This program is linked with no engine, as one of AFL++ is.
TEST(MutateBytesTest, DoesWithoutTheMutatorOfAnEngine) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    EXPECT_EQ(Changed(MutateBytes, "abc", 8, seed),
              Changed(ChangeBytes, "abc", 8, seed));
  }
}

}  // namespace
}  // namespace wsdrain
