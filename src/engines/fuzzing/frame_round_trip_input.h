// What frame_round_trip_fuzzer takes, and its claim.
//
// Bytes:  frames to the end, 64 at most; each is
//           byte  bits 0-3 the opcode, bit 4 fin=0, bits 5-7 rsv
//           byte  bit 0 masked; bits 1-2 the length: minimal, 7, 16, 64; bits
//                 3-5 how often the bytes are repeated: 1, 2, 5, 126, 1000,
//                 9000, 13108, 65536
//           4 bytes the masking key, if masked
//           byte  how many bytes follow, and the bytes
// Text:   frame_round_trip_fuzzer 1
//         frame opcode=1 fin=1 rsv=0 masked=yes key=11223344 length=minimal
//         repeat=1 hex:6869            (in one line; a line a frame)
#ifndef WSDRAIN_ENGINES_FUZZING_FRAME_ROUND_TRIP_INPUT_H_
#define WSDRAIN_ENGINES_FUZZING_FRAME_ROUND_TRIP_INPUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

inline constexpr std::string_view kFrameRoundTripClaim =
    "what the writer writes, the reader and the judge read back";

std::string DecodeFrameRoundTrip(std::string_view bytes);
absl::StatusOr<std::string> EncodeFrameRoundTrip(std::string_view file,
                                                 std::string_view text);
std::optional<std::string> CheckFrameRoundTrip(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_FRAME_ROUND_TRIP_INPUT_H_
