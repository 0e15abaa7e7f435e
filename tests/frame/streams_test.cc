// The streams, and that a reader says of each what stands beside it.
#include "tests/frame/streams.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace wsdrain {
namespace {

constexpr Role kC = Role::kClient;
constexpr Role kS = Role::kServer;
constexpr FrameReaderOptions kLenientLength = {.accepts_non_minimal_length =
                                                   true};
constexpr FrameReaderOptions kLenientCodes = {.accepts_reserved_codes = true};
constexpr FrameReaderOptions kNoCloseInside = {.refuses_close_in_message =
                                                   true};

constexpr FrameReaderOptions Frame(uint64_t bytes_max) {
  return {.frame_bytes_max = bytes_max};
}

constexpr FrameReaderOptions Message(uint64_t bytes_max) {
  return {.message_bytes_max = bytes_max};
}

std::string X(size_t size) { return std::string(size, 'x'); }

}  // namespace

std::vector<Stream> LegalStreams() {
  return {
      {kC, "", ""},
      // The examples of section 5.7.
      {kC, Hex("81 05 48 65 6c 6c 6f"), "text'Hello'"},
      {kS, Hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"), "text'Hello'"},
      {kC, Hex("01 03 48 65 6c 80 02 6c 6f"), "text-'Hel' more'lo'"},
      {kC, Hex("89 05 48 65 6c 6c 6f"), "ping'Hello'"},
      {kS, Hex("8a 85 37 fa 21 3d 7f 9f 4d 51 58"), "pong'Hello'"},
      {kC, Hex("82 7e 01 00") + X(256), "binary<256>"},
      // Empty frames: a masked one has a key all the same.
      {kC, Hex("81 00 82 00 89 00 8a 00 88 00"),
       "text'' binary'' ping'' pong'' close''"},
      {kS, Masked(0x81, "") + Masked(0x89, "") + Masked(0x82, "abcde"),
       "text'' ping'' binary'abcde'"},
      {kC, Hex("01 00 00 00 80 00"), "text-'' more-'' more''"},
      {kC, Hex("02 01 61 80 00 02 00 80 01 62"),
       "binary-'a' more'' binary-'' more'b'"},
      // Control frames between fragments leave the message alone.
      {kS,
       Masked(0x01, "a\xE2") + Masked(0x89, "\xFF\x80") + Masked(0x00, "\x82") +
           Masked(0x8A, "") + Masked(0x80, "\xAC") + Masked(0x81, "z"),
       "text-'a\\E2' ping'\\FF\\80' more-'\\82' pong'' more'\\AC' text'z'"},
      {kC, Hex("01 01 c3 88 02 03 e8 80 01 a9"),
       "text-'\\C3' close'\\03\\E8' more'\\A9'"},
      {kC, Hex("02 01 ff 88 04 03 e8 c3 a9"),
       "binary-'\\FF' close'\\03\\E8\\C3\\A9'"},
      // Binary is never checked, nor are its continuations.
      {kC, Hex("02 02 ff e2 00 01 80 80 02 c0 c1"),
       "binary-'\\FF\\E2' more-'\\80' more'\\C0\\C1'"},
      // Lengths at the borders of the forms.
      {kC, Hex("82 7d") + X(125), "binary<125>"},
      {kC, Hex("89 7d") + X(125) + Hex("8a 00"), "ping<125> pong''"},
      {kS, Masked(0x81, X(125)) + Masked(0x81, "!"), "text<125> text'!'"},
      {kC, Hex("82 7e 00 7e") + X(126), "binary<126>"},
      {kC, Hex("82 7e ff ff") + X(65535), "binary<65535>"},
      {kC, Hex("82 7f 00 00 00 00 00 01 00 00") + X(65536) + Hex("89 00"),
       "binary<65536> ping''"},
      {kC, Hex("82 7f 7f ff ff ff ff ff ff ff 61"), "binary'a'..."},
      {kS, Hex("81 fe 01 00 00 00 00 00") + X(256), "text<256>"},
      // Non-minimal lengths, when they are accepted (D12).
      {kC, Hex("82 7e 00 00 82 7e 00 01 61"), "binary'' binary'a'",
       kLenientLength},
      {kC, Hex("81 7f 00 00 00 00 00 00 00 02 c3 a9"), "text'\\C3\\A9'",
       kLenientLength},
      // Text that uses every length of a code point.
      {kC, Hex("81 0a 41 c3 a9 e2 82 ac f0 9d 84 9e"),
       "text'A\\C3\\A9\\E2\\82\\AC\\F0\\9D\\84\\9E'"},
      {kC, Hex("01 01 f0 00 01 9d 00 00 00 01 84 80 01 9e"),
       "text-'\\F0' more-'\\9D' more-'' more-'\\84' more'\\9E'"},
      {kS,
       Masked(0x81,
              "0123456789abcdef\xF4\x8F\xBF\xBF"
              "0123456789"),
       "text'0123456789abcdef\\F4\\8F\\BF\\BF0123456789'"},
      // Close frames.
      {kC, Hex("88 02 03 e8"), "close'\\03\\E8'"},
      {kS, Masked(0x88, "\x03\xE9going away"), "close'\\03\\E9going away'"},
      {kS, Masked(0x88, "\x0F\xA0\xE2\x82\xAC"), "close'\\0F\\A0\\E2\\82\\AC'"},
      {kC, Hex("88 7d 13 87") + X(123), "close<125>"},
      {kC, Hex("88 02 00 00 88 02 03 ec 88 02 ff ff"),
       "close'\\00\\00' close'\\03\\EC' close'\\FF\\FF'", kLenientCodes},
      {kC, Hex("88 02 03 e8 02 00 80 00"), "close'\\03\\E8' binary-'' more''",
       kNoCloseInside},
      // Limits: data frames of exactly so much, control frames of any size.
      {kC, Hex("82 03 61 62 63 89 04 70 6f 6e 67"), "binary'abc' ping'pong'",
       Frame(3)},
      {kC, Hex("82 00 88 02 03 e8"), "binary'' close'\\03\\E8'", Frame(0)},
      {kC, Hex("82 7e 00 7e") + X(126), "binary<126>", Frame(126)},
      {kC, Hex("01 02 61 62 89 05 31 32 33 34 35 80 01 63 82 03 61 62 63"),
       "text-'ab' ping'12345' more'c' binary'abc'", Message(3)},
      {kC, Hex("01 01 61 00 00 00 00 80 00"), "text-'a' more-'' more-'' more''",
       Message(1)},
      {kC, Hex("02 01 61 00 7f 7f ff ff ff ff ff ff fe 61"),
       "binary-'a' more-'a'..."},
      // Streams that end in the middle.
      {kS, Hex("81"), ""},
      {kS, Hex("81 fe 01"), ""},
      {kS, Hex("81 85 37 fa 21"), ""},
      {kS, Hex("81 80 37 fa 21 3d"), "text''"},
      {kC, Hex("81 05 48 65"), "text'He'..."},
  };
}

std::vector<Stream> IllegalStreams() {
  return {
      // The first byte.
      {kC, Hex("c1 00"), "!ReservedBits@1"},
      {kC, Hex("a1 00"), "!ReservedBits@1"},
      {kC, Hex("91 00"), "!ReservedBits@1"},
      {kS, Masked(0x89, "p") + Hex("f9"), "ping'p' !ReservedBits@8"},
      {kC, Hex("83 00"), "!ReservedOpcode@1"},
      {kC, Hex("07 00"), "!ReservedOpcode@1"},
      {kC, Hex("8b 00"), "!ReservedOpcode@1"},
      {kC, Hex("0f 00"), "!ReservedOpcode@1"},
      {kC, Hex("09 00"), "!ControlFragmented@1"},
      {kC, Hex("01 00 08 00"), "text-'' !ControlFragmented@3"},
      {kC, Hex("80 00"), "!NothingToContinue@1"},
      {kC, Hex("00 00"), "!NothingToContinue@1"},
      {kC, Hex("01 00 80 00 80 00"), "text-'' more'' !NothingToContinue@5"},
      {kC, Hex("01 00 81 00"), "text-'' !MessageNotFinished@3"},
      {kC, Hex("02 00 89 00 02 00"), "binary-'' ping'' !MessageNotFinished@5"},
      {kC, Hex("01 00 88 00"), "text-'' !CloseInsideMessage@3", kNoCloseInside},
      {kC, Hex("02 00 00 00 88 00"), "binary-'' more-'' !CloseInsideMessage@5",
       kNoCloseInside},
      // The order of the rules, when one byte breaks several.
      {kC, Hex("73"), "!ReservedBits@1"},
      {kC, Hex("0b"), "!ReservedOpcode@1"},
      {kC, Hex("01 00 08"), "text-'' !ControlFragmented@3", kNoCloseInside},
      // The second byte.
      {kS, Hex("81 05"), "!MaskMissing@2"},
      {kS, Hex("89 7f"), "!MaskMissing@2"},
      {kC, Hex("81 80"), "!MaskUnexpected@2"},
      {kC, Hex("88 81"), "!MaskUnexpected@2"},
      {kC, Hex("89 fe"), "!MaskUnexpected@2"},
      {kC, Hex("89 7e 00 01"), "!ControlTooLong@2"},
      {kC, Hex("88 7e 00 02 03 e8"), "!ControlTooLong@2", kLenientLength},
      {kS, Hex("8a ff 00"), "!ControlTooLong@2", Frame(1)},
      {kC, Hex("88 01 03"), "!CloseBodyOneByte@2"},
      {kS, Hex("88 81 37 fa 21 3d 34"), "!CloseBodyOneByte@2"},
      // The extended length.
      {kC, Hex("82 7e 00 7d") + X(125), "!LengthNotMinimal@4"},
      {kS, Hex("82 fe 00 00"), "!LengthNotMinimal@4"},
      {kC, Hex("82 7f 00 00 00 00 00 00 ff ff"), "!LengthNotMinimal@8"},
      {kC, Hex("82 7f 80 00 00 00 00 00 00 00"), "!LengthTopBit@3"},
      {kS, Hex("82 ff ff ff ff ff ff ff ff ff"), "!LengthTopBit@3"},
      {kC, Hex("82 7f 80"), "!LengthTopBit@3", kLenientLength},
      // Limits: at the byte from which every length is too much.
      {kC, Hex("82 04 61"), "!FrameTooBig@2", Frame(3)},
      {kC, Hex("82 7e 00"), "!FrameTooBig@2", Frame(125)},
      {kC, Hex("82 7e 01"), "!FrameTooBig@3", Frame(255)},
      {kC, Hex("82 7e 01 01"), "!FrameTooBig@4", Frame(256)},
      {kC, Hex("82 7f 00"), "!FrameTooBig@2", Frame(65535)},
      {kC, Hex("82 7f 00 00 00 00 00 01 00 01"), "!FrameTooBig@10",
       Frame(65536)},
      {kC, Hex("82 7f 00 00 00 01 00"), "!FrameTooBig@6", Frame(1 << 20)},
      {kC,
       Hex("82 7f 00 00 00 00 00 00 00 01 61 82 7f 00 00 00 00 00 00 00 04"),
       "binary'a' !FrameTooBig@21",
       {.accepts_non_minimal_length = true, .frame_bytes_max = 3}},
      {kC, Hex("02 02 61 62 80 02"), "binary-'ab' !MessageTooBig@6",
       Message(3)},
      {kC, Hex("02 02 61 62 00 7e"), "binary-'ab' !MessageTooBig@6",
       Message(127)},
      {kC, Hex("02 02 61 62 00 7e 00 7f"), "binary-'ab' !MessageTooBig@8",
       Message(128)},
      {kC, Hex("02 01 61 00 7f 7f ff ff ff ff ff ff ff"),
       "binary-'a' !MessageTooBig@13"},
      {kC,
       Hex("81 04"),
       "!FrameTooBig@2",
       {.frame_bytes_max = 3, .message_bytes_max = 3}},
      // Text.
      {kC, Hex("81 02 61 ff"), "text'a\\FF'... !TextNotUtf8@4"},
      {kC, Hex("81 0a ed a0 80"), "text'\\ED\\A0'... !TextNotUtf8@4"},
      {kS,
       Masked(0x81,
              "0123456789\xC0"
              "abc"),
       "text'0123456789\\C0'... !TextNotUtf8@17"},
      {kC, Hex("81 02 e2 82"), "text'\\E2'... !TextNotUtf8@3"},
      {kC, Hex("81 05 61 62 63 f0 9d"), "text'abc\\F0'... !TextNotUtf8@6"},
      {kC, Hex("81 01 c3"), "text'\\C3'... !TextNotUtf8@3"},
      {kC, Hex("01 01 e2 00 01 28"), "text-'\\E2' more-'('... !TextNotUtf8@6"},
      {kC, Hex("01 01 c3 89 01 a9 80 01 61"),
       "text-'\\C3' ping'\\A9' more'a'... !TextNotUtf8@9"},
      // A code point is cut, and the last frame is too short to mend it.
      {kS, Masked(0x01, "\xE2") + Hex("80 80 37 fa 21 3d"),
       "text-'\\E2' !TextNotUtf8@9"},
      {kC, Hex("01 01 f0 80 02 9d 84"), "text-'\\F0' !TextNotUtf8@5"},
      {kC, Hex("01 02 f0 9d 89 00 80 01 84"),
       "text-'\\F0\\9D' ping'' !TextNotUtf8@8"},
      {kC, Hex("01 02 e2 82 80"), "text-'\\E2\\82' !MessageTooBig@5",
       Message(2)},
      {kC, Hex("01 01 f0 80"), "text-'\\F0' !FrameTooBig@4", Frame(2)},
      // Close.
      {kC, Hex("88 02 00 00"), "close'\\00'... !CloseCodeNotAllowed@3"},
      {kC, Hex("88 02 03 ed"), "close'\\03\\ED'... !CloseCodeNotAllowed@4"},
      {kS, Masked(0x88, "\x03\xE7"),
       "close'\\03\\E7'... !CloseCodeNotAllowed@8"},
      {kS, Masked(0x88, Hex("14 00")), "close'\\14'... !CloseCodeNotAllowed@7"},
      {kC, Hex("88 02 03 f7"), "close'\\03\\F7'... !CloseCodeNotAllowed@4",
       kLenientCodes},
      {kC, Hex("88 04 03 e8 61 ff"),
       "close'\\03\\E8a\\FF'... !CloseReasonNotUtf8@6"},
      {kC, Hex("88 04 03 e8 e2 82"),
       "close'\\03\\E8\\E2'... !CloseReasonNotUtf8@5"},
      {kS, Masked(0x88, "\x03\xE8\xC3\xA9\xF0"),
       "close'\\03\\E8\\C3\\A9\\F0'... !CloseReasonNotUtf8@11"},
      {kC, Hex("01 01 c3 88 03 03 e8 a9"),
       "text-'\\C3' close'\\03\\E8\\A9'... !CloseReasonNotUtf8@8"},
      {kC, Hex("88 03 03 ed ff"), "close'\\03\\ED'... !CloseCodeNotAllowed@4"},
  };
}

namespace {

TEST(StreamsTest, AreReadAsIsWrittenBesideThem) {
  for (const Stream& stream : AllStreams()) {
    const FrameReader reader(stream.role, stream.options);
    const Transcript seen = PlayAll(reader, {stream.bytes});
    EXPECT_EQ(Words(seen), stream.words) << testing::PrintToString(stream);
    if (!seen.violation.has_value()) {
      EXPECT_EQ(seen.consumed, stream.bytes.size());
    }
  }
}

TEST(StreamsTest, AreManyOfEitherKind) {
  EXPECT_GE(LegalStreams().size(), 40u);
  EXPECT_GE(IllegalStreams().size(), 60u);
  for (const Stream& stream : IllegalStreams()) {
    EXPECT_NE(stream.words.find('!'), std::string::npos) << stream.words;
  }
}

TEST(StreamsTest, ShowEveryViolation) {
  std::set<ViolationKind> seen;
  for (const Stream& stream : IllegalStreams()) {
    const FrameReader reader(stream.role, stream.options);
    seen.insert(PlayAll(reader, {stream.bytes}).violation.value());
  }
  EXPECT_EQ(seen.size(), static_cast<size_t>(kViolationKinds));
}

}  // namespace
}  // namespace wsdrain
