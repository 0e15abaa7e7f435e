// Knows which engines have a mutator: AFL++ and honggfuzz have none to call.
#include "engines/fuzzing/mutate_bytes.h"

#include <algorithm>

#include "engines/draw/random.h"

// Not there in every engine: its address is null, then.
extern "C" [[gnu::weak]] size_t LLVMFuzzerMutate(uint8_t* data, size_t size,
                                                 size_t size_max);

namespace wsdrain {
namespace {

// The longest run of bytes that one change inserts, erases or copies.
constexpr size_t kRunMax = 8;

size_t Insert(uint8_t* data, size_t size, size_t size_max, Random& random) {
  const size_t count = std::min(1 + random.Below(kRunMax), size_max - size);
  uint8_t* const at = data + random.Below(size + 1);
  std::copy_backward(at, data + size, data + size + count);
  std::generate_n(at, count,
                  [&] { return static_cast<uint8_t>(random.Next()); });
  return size + count;
}

size_t Erase(uint8_t* data, size_t size, Random& random) {
  const size_t from = random.Below(size);
  const size_t count = std::min(1 + random.Below(kRunMax), size - from);
  std::copy(data + from + count, data + size, data + from);
  return size - count;
}

void CopyWithin(uint8_t* data, size_t size, Random& random) {
  const size_t from = random.Below(size);
  const size_t to = random.Below(size);
  const size_t count =
      std::min(1 + random.Below(kRunMax), size - std::max(from, to));
  if (from < to) {
    std::copy_backward(data + from, data + from + count, data + to + count);
  } else {
    std::copy(data + from, data + from + count, data + to);
  }
}

}  // namespace

size_t MutateBytes(uint8_t* data, size_t size, size_t size_max, uint32_t seed) {
  if (LLVMFuzzerMutate != nullptr) {
    return LLVMFuzzerMutate(data, size, size_max);
  }
  return ChangeBytes(data, size, size_max, seed);
}

size_t ChangeBytes(uint8_t* data, size_t size, size_t size_max, uint32_t seed) {
  if (size_max == 0) return 0;
  Random random(seed);
  size = std::min(size, size_max);
  const size_t change = size == 0 ? 0 : random.Below(5);
  if (change == 0 && size < size_max) {
    return Insert(data, size, size_max, random);
  }
  switch (change) {
    case 1:
      return Erase(data, size, random);
    case 2:
      CopyWithin(data, size, random);
      return size;
    case 3:
      data[random.Below(size)] ^= static_cast<uint8_t>(1u << random.Below(8));
      return size;
    default:
      data[random.Below(size)] =
          random.Pick<uint8_t>({0, 1, 0x7D, 0x7E, 0x7F, 0x80, 0xFE, 0xFF});
      return size;
  }
}

}  // namespace wsdrain
