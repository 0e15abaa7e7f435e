// What shrink_fuzzer takes, and its claim.
//
// Bytes:  bit 0 of byte 0 the mode (solo, pair); then a byte each: the row of
//         the table that is wrong (from, on), what it does (to, action), how
//         the endpoint lies besides, and whether it is ours; then the scenario.
// Text:   shrink_fuzzer 1
//         broken from=kOpen on=kPing to=kOpen action=kNone lie=none as=ours
//         scn 1
//         ... and the scenario goes on.
#ifndef WSDRAIN_ENGINES_FUZZING_SHRINK_INPUT_H_
#define WSDRAIN_ENGINES_FUZZING_SHRINK_INPUT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

inline constexpr std::string_view kShrinkClaim =
    "a failure is shrunk to a shorter scenario that shows it, always the same";

// In front of the scenario.
inline constexpr size_t kShrinkHeadBytes = 7;

std::string DecodeShrink(std::string_view bytes);
absl::StatusOr<std::string> EncodeShrink(std::string_view file,
                                         std::string_view text);
std::optional<std::string> CheckShrink(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_SHRINK_INPUT_H_
