// The reader fails at the first byte that no continuation can make good.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/frame/streams.h"
#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

using enum ViolationKind;
using Status = FrameReader::Status;

struct Expected {
  std::optional<ViolationKind> violation;
  uint64_t at = 2;
};

// The rules on the first byte, in their order, as numbers of the figure.
std::optional<ViolationKind> NaiveFirst(unsigned byte, bool inside,
                                        bool refuses_close) {
  const bool fin = byte >= 128;
  const unsigned rsv = byte / 16 % 8;
  const unsigned opcode = byte % 16;
  if (rsv != 0) return kReservedBits;
  if ((opcode > 2 && opcode < 8) || opcode > 10) return kReservedOpcode;
  if (opcode >= 8 && !fin) return kControlFragmented;
  if (opcode == 0 && !inside) return kNothingToContinue;
  if ((opcode == 1 || opcode == 2) && inside) return kMessageNotFinished;
  if (opcode == 8 && inside && refuses_close) return kCloseInsideMessage;
  return std::nullopt;
}

std::optional<ViolationKind> NaiveSecond(unsigned first, unsigned byte,
                                         Role reader) {
  const bool masked = byte >= 128;
  const unsigned length = byte % 128;
  if (!masked && reader == Role::kServer) return kMaskMissing;
  if (masked && reader == Role::kClient) return kMaskUnexpected;
  if (first % 16 >= 8 && length >= 126) return kControlTooLong;
  if (first % 16 == 8 && length == 1) return kCloseBodyOneByte;
  return std::nullopt;
}

Expected Naive(unsigned first, unsigned second, Role reader, bool inside,
               bool refuses_close) {
  if (const auto broken = NaiveFirst(first, inside, refuses_close)) {
    return {broken, 1};
  }
  return {NaiveSecond(first, second, reader), 2};
}

void ExpectAllPrefixes(Role role, Opcode message, bool refuses_close) {
  const bool inside = message != Opcode::kContinuation;
  FrameReader before(role, {.refuses_close_in_message = refuses_close});
  if (inside) {
    const auto first = static_cast<unsigned>(message);
    Transcript opening;
    const std::string frame = role == Role::kServer
                                  ? Masked(first, "")
                                  : std::string{static_cast<char>(first), '\0'};
    Play(before, frame, opening);
    ASSERT_EQ(opening.frames.size(), 1u);
  }
  for (unsigned bits = 0; bits < 0x10000; ++bits) {
    const std::string prefix = {static_cast<char>(bits >> 8),
                                static_cast<char>(bits)};
    const Transcript seen = PlayAll(before, {prefix});
    const Expected expected =
        Naive(bits >> 8, bits & 0xFF, role, inside, refuses_close);
    ASSERT_EQ(seen.violation, expected.violation) << Quoted(prefix);
    ASSERT_EQ(seen.consumed, expected.at) << Quoted(prefix);
  }
}

TEST(FrameReaderEarliestTest, EveryTwoBytesInEveryRoleAndPlace) {
  for (const Role role : {Role::kClient, Role::kServer}) {
    for (const Opcode message :
         {Opcode::kContinuation, Opcode::kText, Opcode::kBinary}) {
      for (const bool refuses_close : {false, true}) {
        ExpectAllPrefixes(role, message, refuses_close);
      }
    }
  }
}

TEST(FrameReaderEarliestTest, ViolationsShowOnTheirByteAndNotBefore) {
  for (const Stream& stream : IllegalStreams()) {
    const FrameReader reader(stream.role, stream.options);
    const Transcript whole = PlayAll(reader, {stream.bytes});
    ASSERT_TRUE(whole.violation.has_value());
    const std::string_view bytes = stream.bytes;
    const std::string_view before = bytes.substr(0, whole.consumed - 1);
    EXPECT_FALSE(PlayAll(reader, {before}).violation.has_value())
        << testing::PrintToString(stream);
    EXPECT_EQ(PlayAll(reader, {bytes.substr(0, whole.consumed)}), whole)
        << testing::PrintToString(stream);
    EXPECT_EQ(PlayAll(reader, {stream.bytes + "\x89"}), whole);
  }
}

// What the next byte may be.
std::vector<uint8_t> LegalNext(const FrameReader& reader) {
  std::vector<uint8_t> legal;
  for (unsigned byte = 0; byte < 256; ++byte) {
    FrameReader next = reader;
    Transcript seen;
    seen.frames.emplace_back();
    Play(next, std::string(1, static_cast<char>(byte)), seen);
    if (!seen.violation.has_value()) {
      legal.push_back(static_cast<uint8_t>(byte));
    }
  }
  return legal;
}

FrameReaderOptions RandomOptions(std::mt19937& random) {
  const auto limit = [&random]() -> uint64_t {
    constexpr uint64_t kLimits[] = {0,   1,   2,   3,     4,     7,
                                    125, 126, 300, 65535, 65536, 70000};
    return random() % 3 == 0 ? kPayloadBytesMax : kLimits[random() % 12];
  };
  return {.accepts_non_minimal_length = random() % 2 == 0,
          .accepts_reserved_codes = random() % 2 == 0,
          .refuses_close_in_message = random() % 2 == 0,
          .frame_bytes_max = limit(),
          .message_bytes_max = limit()};
}

// By induction: if a state that is not in violation always has a next byte
// that leads to another such state, then none is doomed without saying so.
TEST(FrameReaderEarliestTest, NoReaderIsDoomedUnseen) {
  std::mt19937 random(6455);
  for (int walk = 0; walk < 1500; ++walk) {
    const Role role = walk % 2 == 0 ? Role::kClient : Role::kServer;
    FrameReader reader(role, RandomOptions(random));
    std::string bytes;
    for (int step = 0; step < 60; ++step) {
      const std::vector<uint8_t> legal = LegalNext(reader);
      ASSERT_FALSE(legal.empty()) << RoleName(role) << " " << Quoted(bytes);
      // The ends of the range are where the borders are.
      const size_t choice = random() % 8;
      const uint8_t next = choice == 0   ? legal.front()
                           : choice == 1 ? legal.back()
                                         : legal[random() % legal.size()];
      bytes.push_back(static_cast<char>(next));
      Transcript seen;
      seen.frames.emplace_back();
      Play(reader, bytes.substr(bytes.size() - 1), seen);
    }
  }
}

TEST(FrameReaderEarliestTest, NoPrefixOfAStreamIsDoomedUnseen) {
  for (const Stream& stream : AllStreams()) {
    FrameReader reader(stream.role, stream.options);
    Transcript seen;
    for (size_t i = 0; i < stream.bytes.size() && i < 100; ++i) {
      if (seen.violation.has_value()) break;
      ASSERT_FALSE(LegalNext(reader).empty())
          << testing::PrintToString(stream) << " after " << i;
      Play(reader, std::string_view(stream.bytes).substr(i, 1), seen);
    }
  }
}

}  // namespace
}  // namespace wsdrain
