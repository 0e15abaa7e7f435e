// What resume_fuzzer takes, and its claim.
//
// Bytes:  bit 0 of byte 0 the mode (solo, pair); a byte for the way that is
//         gone on; then the scenario.
// Text:   resume_fuzzer 1
//         resume by=loading
//         scn 1
//         ... and the scenario goes on.
#ifndef WSDRAIN_ENGINES_FUZZING_RESUME_INPUT_H_
#define WSDRAIN_ENGINES_FUZZING_RESUME_INPUT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

inline constexpr std::string_view kResumeClaim =
    "a world goes on alike from its saved state, and without what it may "
    "forget";

// In front of the scenario.
inline constexpr size_t kResumeHeadBytes = 2;

std::string DecodeResume(std::string_view bytes);
absl::StatusOr<std::string> EncodeResume(std::string_view file,
                                         std::string_view text);
std::optional<std::string> CheckResume(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_RESUME_INPUT_H_
