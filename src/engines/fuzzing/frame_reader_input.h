// What frame_reader_fuzzer takes, and its claim.
//
// Bytes:  byte 0: bit 0 the role (client, server), bit 1 non_minimal_length
//         (fail, accept), bit 2 reserved_codes (fail, accept), bit 3
//         close_in_message (accept, fail), bits 4-5 frame_bytes_max and bits
//         6-7 message_bytes_max (16777216, 0, 125, 1000)
//         byte 1: the seed of the cuts; the rest: the stream.
// Text:   frame_reader_fuzzer 1
//         stream role=client non_minimal_length=fail reserved_codes=fail
//         close_in_message=accept frame_bytes_max=16777216
//         message_bytes_max=16777216 cuts=0 hex:8100      (all in one line)
#ifndef WSDRAIN_ENGINES_FUZZING_FRAME_READER_INPUT_H_
#define WSDRAIN_ENGINES_FUZZING_FRAME_READER_INPUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wsdrain {

inline constexpr std::string_view kFrameReaderClaim =
    "any cut of a stream is read alike, and as the judge reads it";

std::string DecodeFrameReader(std::string_view bytes);
absl::StatusOr<std::string> EncodeFrameReader(std::string_view file,
                                              std::string_view text);
std::optional<std::string> CheckFrameReader(std::string_view bytes);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_FRAME_READER_INPUT_H_
