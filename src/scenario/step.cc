// Writes out the bytes of a repeated payload.
#include "scenario/step.h"

#include <string>

namespace wsdrain {

// Doubles what there is: the same cost for units of any size.
std::string Payload::Bytes() const {
  std::string bytes;
  bytes.reserve(size());
  if (size() > 0) bytes.append(unit);
  while (bytes.size() < size()) {
    bytes.append(bytes, 0, size() - bytes.size());
  }
  return bytes;
}

}  // namespace wsdrain
