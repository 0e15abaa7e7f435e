// Every length in every form, and every limit, in both roles.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

using enum ViolationKind;

constexpr uint64_t kTop = UINT64_C(1) << 63;
constexpr uint64_t kLengths[] = {0,
                                 1,
                                 2,
                                 124,
                                 125,
                                 126,
                                 127,
                                 128,
                                 255,
                                 256,
                                 32767,
                                 32768,
                                 65534,
                                 65535,
                                 65536,
                                 65537,
                                 1u << 24,
                                 1u << 31,
                                 (1u << 31) - 1,
                                 UINT64_C(1) << 32,
                                 UINT64_C(1) << 56,
                                 kTop - 1,
                                 kTop,
                                 kTop + 5,
                                 ~UINT64_C(0)};

bool Fits(uint64_t length, int bits) {
  return bits == 7 ? length <= 125 : bits == 64 || length <= 65535;
}

// The header up to the key, written with divisions.
std::string Header(Role reader, uint64_t length, int bits) {
  std::string header = "\x82";
  const int mask = reader == Role::kServer ? 128 : 0;
  const int code = bits == 7    ? static_cast<int>(length)
                   : bits == 16 ? 126
                                : 127;
  header.push_back(static_cast<char>(mask + code));
  if (bits == 7) return header;
  for (uint64_t unit = UINT64_C(1) << (bits - 8); unit > 0; unit /= 256) {
    header.push_back(static_cast<char>(length / unit % 256));
  }
  return header;
}

struct Expected {
  std::optional<ViolationKind> violation;
  uint64_t at = 0;  // bytes consumed
};

// 5.2, with the bytes counted by hand.
Expected Naive(uint64_t length, int bits, bool lenient, uint64_t header_bytes) {
  if (bits == 64 && length >= kTop) return {kLengthTopBit, 3};
  if (!lenient && bits == 16 && length < 126) return {kLengthNotMinimal, 4};
  if (!lenient && bits == 64 && length < 65536) return {kLengthNotMinimal, 8};
  return {std::nullopt, header_bytes};
}

TEST(FrameReaderLengthTest, EveryLengthInEveryForm) {
  int headers = 0;
  for (const Role role : {Role::kClient, Role::kServer}) {
    for (const bool lenient : {false, true}) {
      for (const int bits : {7, 16, 64}) {
        for (const uint64_t length : kLengths) {
          if (!Fits(length, bits)) continue;
          std::string stream = Header(role, length, bits);
          if (role == Role::kServer) stream += "key.";
          const Expected expected = Naive(length, bits, lenient, stream.size());
          const FrameReader reader(role,
                                   {.accepts_non_minimal_length = lenient});
          const Transcript seen = PlayAll(reader, {stream});
          const std::string where =
              std::to_string(length) + " in " + std::to_string(bits);
          ASSERT_EQ(seen.violation, expected.violation) << where;
          ASSERT_EQ(seen.consumed, expected.at) << where;
          ASSERT_EQ(PlayBytes(reader, stream), seen) << where;
          if (expected.violation.has_value()) continue;
          ASSERT_EQ(seen.frames.size(), 1u) << where;
          EXPECT_EQ(seen.frames[0].header.payload_bytes, length) << where;
          EXPECT_EQ(seen.frames[0].started_at, stream.size()) << where;
          EXPECT_EQ(seen.frames[0].ended_at.has_value(), length == 0) << where;
          ++headers;
        }
      }
    }
  }
  EXPECT_GT(headers, 100);
}

// The whole payload is awaited, not a byte more.
TEST(FrameReaderLengthTest, EveryShortLengthIsFollowedByItsPayload) {
  for (const uint64_t length : {0, 1, 125, 126, 127, 65535, 65536}) {
    const int bits = length < 126 ? 7 : length < 65536 ? 16 : 64;
    const std::string stream = Header(Role::kClient, length, bits) +
                               std::string(length, 'p') + Hex("89 00");
    const Transcript seen = PlayAll(FrameReader(Role::kClient), {stream});
    ASSERT_EQ(seen.frames.size(), 2u) << length;
    EXPECT_EQ(seen.frames[0].payload, std::string(length, 'p'));
    EXPECT_EQ(seen.frames[0].ended_at, stream.size() - 2);
    EXPECT_EQ(seen.frames[1].header.opcode, Opcode::kPing);
  }
}

// The first prefix of the length bytes that no length within the limit, of
// all that the form may hold, begins with. 2 is the byte with 126 or 127.
std::optional<uint64_t> NaiveLimitByte(uint64_t length, int bits,
                                       uint64_t bytes_max, bool lenient) {
  const uint64_t least = lenient ? 0 : bits == 16 ? 126 : 65536;
  const int count = bits / 8;
  for (int known = 0; known <= count; ++known) {
    uint64_t unit = 1;  // what the last known byte counts
    for (int i = known; i < count; ++i) unit *= 256;
    // No byte known of eight: unit wraps to 0, and the smallest length is 0.
    const uint64_t smallest = unit == 0 ? 0 : length / unit * unit;
    if (std::max(smallest, least) > bytes_max) {
      return 2 + static_cast<uint64_t>(known);
    }
  }
  return std::nullopt;
}

void ExpectLimit(uint64_t length, int bits, uint64_t bytes_max, bool lenient,
                 bool is_message) {
  const std::string stream = Header(Role::kClient, length, bits);
  const auto byte = NaiveLimitByte(length, bits, bytes_max, lenient);
  FrameReaderOptions options = {.accepts_non_minimal_length = lenient};
  (is_message ? options.message_bytes_max : options.frame_bytes_max) =
      bytes_max;
  const Transcript seen =
      PlayAll(FrameReader(Role::kClient, options), {stream});
  const std::string where = std::to_string(length) + " in " +
                            std::to_string(bits) + " bits, at most " +
                            std::to_string(bytes_max);
  const ViolationKind kind = is_message ? kMessageTooBig : kFrameTooBig;
  ASSERT_EQ(seen.violation,
            byte.has_value() ? std::optional(kind) : std::nullopt)
      << where;
  ASSERT_EQ(seen.consumed, byte.value_or(stream.size())) << where;
}

TEST(FrameReaderLengthTest, EveryLimitFailsAtTheEarliestByte) {
  for (const uint64_t bytes_max : kLengths) {
    for (const uint64_t length : kLengths) {
      if (length >= kTop) continue;
      for (const bool is_message : {false, true}) {
        if (length >= 126 && length < 65536) {
          ExpectLimit(length, 16, bytes_max, false, is_message);
        }
        if (length < 65536) {
          ExpectLimit(length, 16, bytes_max, true, is_message);
        }
        if (length >= 65536) {
          ExpectLimit(length, 64, bytes_max, false, is_message);
        }
        ExpectLimit(length, 64, bytes_max, true, is_message);
      }
    }
  }
}

TEST(FrameReaderLengthTest, EveryLimitOnSevenBits) {
  for (uint64_t bytes_max = 0; bytes_max < 130; ++bytes_max) {
    for (uint64_t length = 0; length <= 125; ++length) {
      const std::string stream = Header(Role::kClient, length, 7);
      const FrameReader reader(Role::kClient, {.frame_bytes_max = bytes_max});
      const Transcript seen = PlayAll(reader, {stream});
      ASSERT_EQ(seen.violation.has_value(), length > bytes_max);
      ASSERT_EQ(seen.consumed, 2u);
    }
  }
}

// The smallest length that shares the bytes so far, found by looking at all.
TEST(FrameReaderLengthTest, EverySixteenBitLengthAgainstSomeLimits) {
  for (const uint64_t bytes_max : {0, 125, 126, 254, 255, 256, 257, 4095, 4096,
                                   65279, 65280, 65534, 65535}) {
    for (uint64_t length = 126; length < 65536; ++length) {
      const uint64_t page = length / 256 * 256;
      const uint64_t in_page = std::max<uint64_t>(page, 126);
      const uint64_t at = bytes_max < 126 ? 2 : in_page > bytes_max ? 3 : 4;
      const FrameReader reader(Role::kClient, {.frame_bytes_max = bytes_max});
      const Transcript seen =
          PlayAll(reader, {Header(Role::kClient, length, 16)});
      ASSERT_EQ(seen.violation.has_value(), length > bytes_max);
      ASSERT_EQ(seen.consumed, at) << length << " of " << bytes_max;
    }
  }
}

// Sums near 2^64 must not wrap.
TEST(FrameReaderLengthTest, TheSumOfFragmentsDoesNotWrap) {
  const FrameReader reader(Role::kClient, {.message_bytes_max = ~UINT64_C(0)});
  EXPECT_EQ(Words(PlayAll(reader, {Hex("02 01 61 00 7f 7f ff ff ff ff ff ff "
                                       "ff")})),
            "binary-'a' more-''...");
  const FrameReader strict(Role::kClient, {.message_bytes_max = kTop - 1});
  EXPECT_EQ(Words(PlayAll(strict, {Hex("02 01 61 00 7f 7f ff ff ff ff ff ff "
                                       "ff")})),
            "binary-'a' !MessageTooBig@13");
}

}  // namespace
}  // namespace wsdrain
