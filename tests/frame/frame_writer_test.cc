// Frames are written as the figure of RFC 6455 5.2 has them, or as one lies.
#include "frame/frame_writer.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

constexpr MaskingKey kKey = {0x37, 0xFA, 0x21, 0x3D};

constexpr uint64_t kLengths[] = {0,
                                 1,
                                 124,
                                 125,
                                 126,
                                 127,
                                 255,
                                 256,
                                 32767,
                                 32768,
                                 65535,
                                 65536,
                                 65537,
                                 1 << 20,
                                 UINT64_C(1) << 31,
                                 UINT64_C(1) << 32,
                                 (UINT64_C(1) << 63) - 1,
                                 UINT64_C(1) << 63,
                                 ~UINT64_C(0)};

// The length bytes as the text of 5.2 has them, most significant first.
std::string NaiveLength(uint64_t length, int bits, bool is_masked) {
  const int mask = is_masked ? 128 : 0;
  std::string bytes;
  if (bits == 7) {
    bytes.push_back(static_cast<char>(mask + static_cast<int>(length % 128)));
    return bytes;
  }
  bytes.push_back(static_cast<char>(mask + (bits == 16 ? 126 : 127)));
  std::string reversed;
  for (int i = 0; i < bits / 8; ++i) {
    reversed.push_back(static_cast<char>(length % 256));
    length /= 256;
  }
  return bytes.append(reversed.rbegin(), reversed.rend());
}

int NaiveBits(uint64_t length) {
  return length < 126 ? 7 : length < 65536 ? 16 : 64;
}

std::string HeaderOf(const WireForm& form, uint64_t payload_bytes) {
  std::string out = "before";
  AppendHeader(form, payload_bytes, out);
  EXPECT_EQ(out.substr(0, 6), "before");
  return out.substr(6);
}

TEST(FrameWriterTest, WritesTheExamplesOfSection57) {
  EXPECT_EQ(EncodeFrame(Opcode::kText, "Hello"), Hex("81 05 48 65 6c 6c 6f"));
  EXPECT_EQ(EncodeFrame(Opcode::kText, "Hello", true, kKey),
            Hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"));
  EXPECT_EQ(EncodeFrame(Opcode::kText, "Hel", false), Hex("01 03 48 65 6c"));
  EXPECT_EQ(EncodeFrame(Opcode::kContinuation, "lo"), Hex("80 02 6c 6f"));
  EXPECT_EQ(EncodeFrame(Opcode::kPing, "Hello"), Hex("89 05 48 65 6c 6c 6f"));
  EXPECT_EQ(EncodeFrame(Opcode::kPong, "Hello", true, kKey),
            Hex("8a 85 37 fa 21 3d 7f 9f 4d 51 58"));
  const std::string half(256, 'b');
  EXPECT_EQ(EncodeFrame(Opcode::kBinary, half), Hex("82 7E 01 00") + half);
  const std::string big(65536, 'b');
  EXPECT_EQ(EncodeFrame(Opcode::kBinary, big),
            Hex("82 7F 00 00 00 00 00 01 00 00") + big);
}

TEST(FrameWriterTest, MasksEmptyFramesToo) {
  EXPECT_EQ(EncodeFrame(Opcode::kPing, "", true, kKey),
            Hex("89 80 37 fa 21 3d"));
  EXPECT_EQ(EncodeFrame(Opcode::kClose, "", true, kKey),
            Hex("88 80 37 fa 21 3d"));
  EXPECT_EQ(EncodeFrame(Opcode::kClose, ""), Hex("88 00"));
}

TEST(FrameWriterTest, WritesEveryLengthInItsShortestForm) {
  for (const uint64_t length : kLengths) {
    EXPECT_EQ(static_cast<int>(MinimalLengthForm(length)), NaiveBits(length));
    EXPECT_EQ(HeaderOf({.opcode = 2}, length),
              "\x82" + NaiveLength(length, NaiveBits(length), false));
    EXPECT_EQ(HeaderOf({.opcode = 2, .key = kKey}, length),
              "\x82" + NaiveLength(length, NaiveBits(length), true) +
                  Hex("37 fa 21 3d"));
  }
}

TEST(FrameWriterTest, WritesEveryLengthInAnyForm) {
  for (const uint64_t length : kLengths) {
    for (const auto form : {LengthForm::k7, LengthForm::k16, LengthForm::k64}) {
      for (const bool is_masked : {false, true}) {
        WireForm wire = {.opcode = 1, .length = form};
        if (is_masked) wire.key = kKey;
        EXPECT_EQ(HeaderOf(wire, length),
                  "\x81" +
                      NaiveLength(length, static_cast<int>(form), is_masked) +
                      (is_masked ? Hex("37 fa 21 3d") : ""));
        EXPECT_LE(HeaderOf(wire, length).size(), kHeaderBytesMax);
      }
    }
  }
}

TEST(FrameWriterTest, LiesInEveryFieldOfTheFirstByte) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const WireForm form = {.opcode = static_cast<uint8_t>(byte % 16),
                           .is_final = byte >= 128,
                           .rsv = static_cast<uint8_t>(byte / 16 % 8)};
    EXPECT_EQ(EncodeAnything(form, "ab"),
              std::string(1, static_cast<char>(byte)) + "\x02" + "ab");
  }
}

TEST(FrameWriterTest, EachFieldKeepsToItsBits) {
  EXPECT_EQ(EncodeAnything({.opcode = 0xF2, .is_final = false}, ""),
            Hex("02 00"));
  EXPECT_EQ(EncodeAnything({.opcode = 1, .is_final = false, .rsv = 0xF8}, ""),
            Hex("01 00"));
}

TEST(FrameWriterTest, LiesAboutTheLength) {
  EXPECT_EQ(EncodeAnything({.opcode = 2, .declared_bytes = 5}, "ab"),
            Hex("82 05") + "ab");
  EXPECT_EQ(EncodeAnything({.opcode = 2, .declared_bytes = 300}, "ab"),
            Hex("82 7E 01 2C") + "ab");
  EXPECT_EQ(EncodeAnything({.opcode = 2,
                            .length = LengthForm::k64,
                            .declared_bytes = UINT64_C(1) << 63},
                           ""),
            Hex("82 7F 80 00 00 00 00 00 00 00"));
  EXPECT_EQ(EncodeAnything({.opcode = 2, .length = LengthForm::k16}, "ab"),
            Hex("82 7E 00 02") + "ab");
  EXPECT_EQ(EncodeAnything({.opcode = 9, .length = LengthForm::k7},
                           std::string(200, 'p')),
            Hex("89 48") + std::string(200, 'p'))
      << "200 in seven bits is 72";
}

TEST(FrameWriterTest, MasksEveryPayloadByTheFormula) {
  for (size_t size = 0; size < 140; ++size) {
    std::string payload;
    for (size_t i = 0; i < size; ++i) {
      payload.push_back(static_cast<char>(i * 37));
    }
    const std::string frame =
        EncodeAnything({.opcode = 2, .key = kKey}, payload);
    ASSERT_GE(frame.size(), size);
    const std::string masked = frame.substr(frame.size() - size);
    for (size_t i = 0; i < size; ++i) {
      ASSERT_EQ(static_cast<uint8_t>(masked[i]),
                static_cast<uint8_t>(payload[i]) ^ kTestKey[i % 4]);
    }
  }
}

// Canonical frames are read back as they were written.
TEST(FrameWriterTest, TheReaderReadsWhatTheWriterWrites) {
  for (const size_t size : {0, 1, 125, 126, 127, 65535, 65536, 70001}) {
    const std::string payload(size, 'p');
    for (const Role reader : {Role::kClient, Role::kServer}) {
      const auto key =
          reader == Role::kServer ? std::optional(kKey) : std::nullopt;
      const std::string stream =
          EncodeFrame(Opcode::kText, payload, false, key) +
          EncodeFrame(Opcode::kContinuation, payload, true, key);
      const Transcript seen = PlayAll(FrameReader(reader), {stream});
      ASSERT_FALSE(seen.violation.has_value()) << seen;
      ASSERT_EQ(seen.frames.size(), 2u);
      EXPECT_EQ(seen.frames[0].payload, payload);
      EXPECT_FALSE(seen.frames[0].header.is_final);
      EXPECT_EQ(seen.frames[1].payload, payload);
      EXPECT_EQ(seen.frames[1].ended_at, stream.size());
    }
  }
}

}  // namespace
}  // namespace wsdrain
