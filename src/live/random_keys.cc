// Asks the system for entropy, a few keys at a time.
#include "live/random_keys.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "live/entropy.h"

namespace wsdrain {
namespace {

class SystemKeys : public MaskingKeySource {
 public:
  MaskingKey Next(uint32_t& /*position*/) const override {
    // No call to the system for each frame.
    static thread_local std::array<uint8_t, kEntropyBytesMax> bytes;
    static thread_local size_t used = bytes.size();
    if (used == bytes.size()) {
      FillWithEntropy(bytes);
      used = 0;
    }
    MaskingKey key;
    std::copy_n(bytes.begin() + static_cast<ptrdiff_t>(used), key.size(),
                key.begin());
    used += key.size();
    return key;
  }
};

}  // namespace

const MaskingKeySource& RandomKeys() {
  static const SystemKeys kKeys;
  return kKeys;
}

}  // namespace wsdrain
