// Asks the system for entropy, a few keys at a time.
#include "live/random_keys.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace wsdrain {
namespace {

class SystemKeys : public MaskingKeySource {
 public:
  MaskingKey Next(uint32_t& /*position*/) const override {
    // No call to the system for each frame.
    constexpr size_t kBytes = 256;  // getrandom() gives so many in one piece
    static thread_local std::array<uint8_t, kBytes> bytes;
    static thread_local size_t used = kBytes;
    if (used == kBytes) {
      if (getrandom(bytes.data(), bytes.size(), 0) != kBytes) std::abort();
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
