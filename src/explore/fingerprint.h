// A 128-bit hash of a state's bytes, the same in every process.
#ifndef WSDRAIN_EXPLORE_FINGERPRINT_H_
#define WSDRAIN_EXPLORE_FINGERPRINT_H_

#include <cstdint>
#include <string_view>

namespace wsdrain {

struct Fingerprint {
  uint64_t low = 0;
  uint64_t high = 0;

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// The same on every little-endian 64-bit machine, with gcc and clang. It is
// meant for inputs that nobody chose with this function in mind: two different
// ones share a fingerprint with odds of about 1 in 2^128. About 30 ns for
// 250 bytes.
Fingerprint FingerprintOf(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_FINGERPRINT_H_
