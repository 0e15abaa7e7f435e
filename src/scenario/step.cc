#include "scenario/step.h"

#include <cstdint>
#include <string>

namespace wsdrain {

std::string Payload::Bytes() const {
  std::string bytes;
  bytes.reserve(size());
  for (uint32_t i = 0; i < repeat; ++i) bytes.append(unit);
  return bytes;
}

}  // namespace wsdrain
