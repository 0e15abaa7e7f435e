// Asks the system's random number generator.
#include "live/entropy.h"

#include <sys/random.h>

#include <cstdlib>

namespace wsdrain {

void FillWithEntropy(std::span<uint8_t> bytes) {
  const ssize_t filled = getrandom(bytes.data(), bytes.size(), 0);
  if (filled != static_cast<ssize_t>(bytes.size())) std::abort();
}

}  // namespace wsdrain
