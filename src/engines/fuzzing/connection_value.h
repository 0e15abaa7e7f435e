// A Connection is a value: what is asked of its == and of its hash.
#ifndef WSDRAIN_ENGINES_FUZZING_CONNECTION_VALUE_H_
#define WSDRAIN_ENGINES_FUZZING_CONNECTION_VALUE_H_

#include <optional>
#include <string>

#include "frame/role.h"
#include "scenario/scenario.h"

namespace wsdrain {

// Takes two connections through the calls that the steps of `scenario` stand
// for; one reads byte by byte. They are equal after each step, and a call that
// is refused leaves a connection equal to what it was. What differs, in words;
// none: nothing. `inside` makes no difference here, and steps that are not
// about one connection do nothing.
std::optional<std::string> CheckConnectionValue(const Scenario& scenario,
                                                Role role);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_CONNECTION_VALUE_H_
