// Masking by words of eight bytes, the phase kept (RFC 6455 5.3).
#include "frame/masking.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace wsdrain {
namespace {

// Eight bytes at a time: the key fits twice, so the phase stays.
using Word = uint64_t;

}  // namespace

void ApplyMask(const MaskingKey& key, uint64_t offset, char* data,
               size_t size) {
  // 5.3: transformed-octet-i = original-octet-i XOR key-octet-(i MOD 4), with
  // i counted from the start of the payload data, not of this call.
  std::array<uint8_t, sizeof(Word)> repeated;
  for (size_t i = 0; i < repeated.size(); ++i) {
    repeated[i] = key[(offset + i) % key.size()];
  }
  Word mask;
  std::memcpy(&mask, repeated.data(), sizeof(mask));

  size_t i = 0;
  for (; size - i >= sizeof(Word); i += sizeof(Word)) {
    Word word;
    std::memcpy(&word, data + i, sizeof(word));
    word ^= mask;
    std::memcpy(data + i, &word, sizeof(word));
  }
  for (; i < size; ++i) {
    data[i] = static_cast<char>(data[i] ^ repeated[i % repeated.size()]);
  }
}

}  // namespace wsdrain
