// The reader's contract: its events, what it consumes, and that it is a value.
#include "frame/frame_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/hash/hash.h"
#include "tests/frame/streams.h"
#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

using Status = FrameReader::Status;
using enum ViolationKind;

static_assert(std::is_trivially_copyable_v<FrameReader>);
static_assert(sizeof(FrameReader) <= 80, "the explorer stores millions");

FrameReader After(std::string_view bytes, Role role = Role::kClient,
                  const FrameReaderOptions& options = {}) {
  FrameReader reader(role, options);
  Transcript seen;
  Play(reader, bytes, seen);
  return reader;
}

TEST(FrameReaderTest, AsksForMoreInsideTheExtendedLength) {
  FrameReader reader(Role::kClient);
  const std::string bytes = Hex("82 7e 01");
  std::string_view input = bytes;
  std::string payload;
  EXPECT_EQ(reader.Read(input, payload), Status::kNeedMore);
  EXPECT_TRUE(input.empty());
  EXPECT_EQ(reader.Read(input, payload), Status::kNeedMore);
  const std::string rest = Hex("00 61");
  input = rest;
  EXPECT_EQ(reader.Read(input, payload), Status::kFrameStart);
  EXPECT_EQ(input, "a");
  EXPECT_EQ(reader.header().payload_bytes, 256u);
}

TEST(FrameReaderTest, ConsumesExactlyUpToEachEvent) {
  FrameReader reader(Role::kServer);
  const std::string stream = Masked(0x81, "ab") + Masked(0x89, "");
  std::string_view input = stream;
  std::string payload = "kept ";

  EXPECT_EQ(reader.Read(input, payload), Status::kFrameStart);
  EXPECT_EQ(input.size(), stream.size() - 6);
  EXPECT_EQ(payload, "kept ");
  EXPECT_EQ(reader.header(), (FrameHeader{Opcode::kText, true, 2}));

  EXPECT_EQ(reader.Read(input, payload), Status::kFrameEnd);
  EXPECT_EQ(input.size(), 6u);
  EXPECT_EQ(payload, "kept ab") << "appended, and unmasked";

  EXPECT_EQ(reader.Read(input, payload), Status::kFrameStart);
  EXPECT_TRUE(input.empty());
  EXPECT_EQ(reader.header(), (FrameHeader{Opcode::kPing, true, 0}));
  EXPECT_EQ(reader.Read(input, payload), Status::kFrameEnd);
  EXPECT_EQ(reader.header().opcode, Opcode::kPing) << "until the next Read";
  EXPECT_EQ(reader.Read(input, payload), Status::kNeedMore);
  EXPECT_EQ(payload, "kept ab");
}

TEST(FrameReaderTest, StreamsThePayloadAsItComes) {
  FrameReader reader(Role::kClient);
  const std::string stream = Hex("82 05") + "abcde";
  std::string payload;
  std::string_view input = std::string_view(stream).substr(0, 4);
  EXPECT_EQ(reader.Read(input, payload), Status::kFrameStart);
  EXPECT_EQ(reader.Read(input, payload), Status::kNeedMore);
  EXPECT_EQ(payload, "ab");
  payload.clear();  // the caller's: the reader needs none of it
  input = std::string_view(stream).substr(4);
  EXPECT_EQ(reader.Read(input, payload), Status::kFrameEnd);
  EXPECT_EQ(payload, "cde");
}

TEST(FrameReaderTest, DoesNotAllocateByADeclaredLength) {
  FrameReader reader(Role::kClient);
  const std::string stream = Hex("82 7f 7f ff ff ff ff ff ff ff 61");
  std::string_view input = stream;
  std::string payload;
  EXPECT_EQ(reader.Read(input, payload), Status::kFrameStart);
  EXPECT_EQ(reader.Read(input, payload), Status::kNeedMore);
  EXPECT_EQ(payload, "a");
  EXPECT_LT(payload.capacity(), 100u);
}

TEST(FrameReaderTest, StaysInViolationForEver) {
  FrameReader reader(Role::kClient);
  const std::string stream = Hex("83 81 05") + "Hello";
  std::string_view input = stream;
  std::string payload;
  EXPECT_EQ(reader.Read(input, payload), Status::kViolation);
  EXPECT_EQ(input.size(), stream.size() - 1) << "only the bad byte is taken";
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(reader.Read(input, payload), Status::kViolation);
    EXPECT_EQ(reader.violation(), kReservedOpcode);
    EXPECT_EQ(input.size(), stream.size() - 1);
  }
  EXPECT_EQ(payload, "");
}

TEST(FrameReaderTest, AppendsNothingBeyondTheBadByte) {
  FrameReader reader(Role::kServer);
  const std::string stream = Masked(0x81, "good\xFF more") + "after";
  std::string_view input = stream;
  std::string payload = "kept ";
  EXPECT_EQ(reader.Read(input, payload), Status::kFrameStart);
  EXPECT_EQ(reader.Read(input, payload), Status::kViolation);
  EXPECT_EQ(payload, "kept good\xFF");
  EXPECT_EQ(input.size(), stream.size() - 6 - 5);
}

TEST(FrameReaderTest, KnowsTheTypeOfTheUnfinishedMessage) {
  EXPECT_EQ(After("").message_opcode(), Opcode::kContinuation);
  EXPECT_EQ(After(Hex("01 00")).message_opcode(), Opcode::kText);
  EXPECT_EQ(After(Hex("02 00")).message_opcode(), Opcode::kBinary);
  EXPECT_EQ(After(Hex("02 00 89 00")).message_opcode(), Opcode::kBinary);
  EXPECT_EQ(After(Hex("02 00 80 01")).message_opcode(), Opcode::kBinary);
  EXPECT_EQ(After(Hex("02 00 80 00")).message_opcode(), Opcode::kContinuation);
  EXPECT_EQ(After(Hex("81 01")).message_opcode(), Opcode::kText);
  EXPECT_EQ(After(Hex("81 01 61")).message_opcode(), Opcode::kContinuation);
  EXPECT_EQ(After(Hex("88 00")).message_opcode(), Opcode::kContinuation);
}

TEST(FrameReaderTest, CopiesAreEqualAndGoOnAlike) {
  for (const Stream& stream : AllStreams()) {
    const std::string_view bytes = stream.bytes;
    for (size_t cut = 0; cut <= bytes.size() && cut < 40; ++cut) {
      FrameReader original =
          After(bytes.substr(0, cut), stream.role, stream.options);
      FrameReader copy = original;
      ASSERT_EQ(copy, original);
      ASSERT_EQ(absl::HashOf(copy), absl::HashOf(original));
      Transcript first;
      Transcript second;
      // A dummy frame takes payload bytes of a frame begun before the copy.
      first.frames.emplace_back();
      second.frames.emplace_back();
      Play(original, bytes.substr(cut), first);
      Play(copy, bytes.substr(cut), second);
      ASSERT_EQ(first, second);
      ASSERT_EQ(copy, original);
    }
  }
}

TEST(FrameReaderTest, ReadersThatDifferInStateAreNotEqual) {
  // Each pair of these has a future that tells the two apart.
  const std::vector<FrameReader> readers = {
      After(""),
      After(Hex("81")),
      After(Hex("01")),
      After(Hex("82")),
      After(Hex("88")),
      After(Hex("89")),
      After(Hex("82 7e")),
      After(Hex("82 7e 01")),
      After(Hex("82 7e 02")),
      After(Hex("82 7f")),
      After(Hex("82 7f 00")),
      After(Hex("82 01")),
      After(Hex("82 02")),
      After(Hex("82 02 61")),
      After(Hex("81 02")),
      After(Hex("81 03 c3")),
      After(Hex("81 04 e1")),
      After(Hex("81 04 e0")),
      After(Hex("01 00")),
      After(Hex("02 00")),
      After(Hex("01 01 61")),
      After(Hex("01 01 c3")),
      After(Hex("01 01 c3 89")),
      After(Hex("88 02")),
      After(Hex("88 02 03")),
      After(Hex("88 02 0f")),
      After(Hex("88 04 03 e8 c3")),
      After(Hex("88 04 03 e8 61")),
      After(Hex("83")),
      After(Hex("c1")),
      After("", Role::kServer),
      After(Hex("82 82"), Role::kServer),
      After(Hex("82 82 01"), Role::kServer),
      After(Hex("82 82 02"), Role::kServer),
      After(Hex("82 82 01 02 03 04"), Role::kServer),
      After(Hex("82 82 01 02 03 05"), Role::kServer),
      After("", Role::kClient, {.accepts_reserved_codes = true}),
      After("", Role::kClient, {.accepts_non_minimal_length = true}),
      After("", Role::kClient, {.refuses_close_in_message = true}),
      After("", Role::kClient, {.frame_bytes_max = 1}),
      After("", Role::kClient, {.message_bytes_max = 1}),
  };
  for (size_t i = 0; i < readers.size(); ++i) {
    for (size_t j = 0; j < readers.size(); ++j) {
      ASSERT_EQ(readers[i] == readers[j], i == j) << i << " and " << j;
      // Role and options are left out of the hash on purpose.
      if (i != j && i < 30 && j < 30) {
        ASSERT_NE(absl::HashOf(readers[i]), absl::HashOf(readers[j]))
            << i << " and " << j;
      }
    }
  }
}

// Explored state spaces stay small only if the past leaves no trace.
TEST(FrameReaderTest, ForgetsWhatCanNoLongerMatter) {
  const FrameReader fresh(Role::kServer);
  for (const std::string& stream :
       {Masked(0x81, "text \xE2\x82\xAC"), Masked(0x82, "binary"),
        Masked(0x89, "ping"), Masked(0x88, "\x03\xE8reason"),
        Masked(0x02, "a") + Masked(0x8A, "") + Masked(0x80, "b"),
        Masked(0x01, "\xE2") + Masked(0x80, "\x82\xAC")}) {
    EXPECT_EQ(After(stream, Role::kServer), fresh) << Quoted(stream);
  }
  EXPECT_EQ(After(Hex("83")), After(Hex("01 03 61 62 63 89 05 70 6f 6e 67 73 "
                                        "83")))
      << "two failed readers with the same violation";
  EXPECT_EQ(After(Hex("02 00")), After(Hex("02 00 89 02 68 69")))
      << "a ping inside a message";
}

}  // namespace
}  // namespace wsdrain
