// What close_payload_fuzzer takes, and its claim.
//
// Bytes:  byte 0: bit 0 the role (client, server), bit 1 reserved_codes
//         (fail, accept), bit 2 a call without a code; the rest: a Close body.
// Text:   close_payload_fuzzer 1
//         body role=client reserved_codes=fail code=given hex:03e8
#ifndef WSDRAIN_ENGINES_FUZZING_CLOSE_PAYLOAD_INPUT_H_
#define WSDRAIN_ENGINES_FUZZING_CLOSE_PAYLOAD_INPUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

inline constexpr std::string_view kClosePayloadClaim =
    "a Close body is read and written as 5.5.1, 7.4 and 8.1 say";

std::string DecodeClosePayload(std::string_view bytes);
absl::StatusOr<std::string> EncodeClosePayloadInput(std::string_view file,
                                                    std::string_view text);
std::optional<std::string> CheckClosePayload(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_CLOSE_PAYLOAD_INPUT_H_
