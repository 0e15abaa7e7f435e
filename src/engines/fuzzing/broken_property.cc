// Finds the function that bears a property's name.
#include "engines/fuzzing/broken_property.h"

#include <cstdlib>

namespace wsdrain {

void AbortIn(std::string_view name) {
  for (const BrokenProperty& property : BrokenProperties()) {
    if (property.name == name) property.abort();
  }
  std::abort();  // a property that is not of props/
}

}  // namespace wsdrain
