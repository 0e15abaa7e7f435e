// Every status code in both directions, and every rule of a Close body.
#include "frame/close_payload.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "absl/hash/hash.h"
#include "absl/status/status.h"
#include "frame/close_code.h"
#include "frame/frame_reader.h"
#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

using enum ViolationKind;

// 7.4.1 and the IANA registry, as a list.
bool IsOnTheList(unsigned code) {
  static const std::set<unsigned> kNamed = {1000, 1001, 1002, 1003, 1007, 1008,
                                            1009, 1010, 1011, 1012, 1013, 1014};
  return kNamed.count(code) != 0 || (code >= 3000 && code < 5000);
}

bool IsForReporting(unsigned code) {
  return code == 1005 || code == 1006 || code == 1015;
}

std::string Body(unsigned code, std::string_view reason = "") {
  std::string body;
  body.push_back(static_cast<char>(code / 256));
  body.push_back(static_cast<char>(code % 256));
  return body.append(reason);
}

ClosePayload Good(std::optional<CloseCode> code, std::string_view reason) {
  return {.code = code, .reason = std::string(reason)};
}

std::optional<ViolationKind> Broken(std::string_view body, bool lenient) {
  const auto parsed = ParseClosePayload(body, lenient);
  const auto* kind = std::get_if<ViolationKind>(&parsed);
  return kind == nullptr ? std::nullopt : std::optional(*kind);
}

TEST(ClosePayloadTest, ParsesEveryCodeThatIsOnTheListAndNoOther) {
  for (unsigned code = 0; code <= 0xFFFF; ++code) {
    const auto parsed = ParseClosePayload(Body(code, "why"), false);
    if (IsOnTheList(code)) {
      ASSERT_EQ(std::get<ClosePayload>(parsed),
                Good(static_cast<CloseCode>(code), "why"));
    } else {
      ASSERT_EQ(std::get<ViolationKind>(parsed), kCloseCodeNotAllowed) << code;
    }
  }
}

TEST(ClosePayloadTest, ParsesEveryCodeButThreeWhenLenient) {
  for (unsigned code = 0; code <= 0xFFFF; ++code) {
    const auto parsed = ParseClosePayload(Body(code), true);
    if (!IsForReporting(code)) {
      ASSERT_EQ(std::get<ClosePayload>(parsed),
                Good(static_cast<CloseCode>(code), ""));
    } else {
      ASSERT_EQ(std::get<ViolationKind>(parsed), kCloseCodeNotAllowed) << code;
    }
  }
}

TEST(ClosePayloadTest, MakesEveryCodeThatTheRoleMayStartWith) {
  for (unsigned code = 0; code <= 0xFFFF; ++code) {
    for (const Role role : {Role::kClient, Role::kServer}) {
      const auto made =
          MakeClosePayload(static_cast<CloseCode>(code), "bye", role);
      const bool is_allowed =
          IsOnTheList(code) && !(code == 1010 && role == Role::kServer);
      ASSERT_EQ(made.ok(), is_allowed) << code << RoleName(role);
      if (is_allowed) {
        ASSERT_EQ(*made, Good(static_cast<CloseCode>(code), "bye"));
      } else {
        ASSERT_EQ(made.status().code(), absl::StatusCode::kInvalidArgument);
      }
    }
  }
}

TEST(ClosePayloadTest, EncodesEveryCodeInNetworkByteOrder) {
  for (unsigned code = 0; code <= 0xFFFF; ++code) {
    const ClosePayload payload = Good(static_cast<CloseCode>(code), "r");
    ASSERT_EQ(EncodeClosePayload(payload), Body(code, "r"));
    const auto again = ParseClosePayload(EncodeClosePayload(payload), true);
    if (!IsForReporting(code)) {
      ASSERT_EQ(std::get<ClosePayload>(again), payload);
    }
  }
}

// The reader fails at the first byte of the code if no second can help.
TEST(ClosePayloadTest, EveryCodeThroughTheReader) {
  for (const bool lenient : {false, true}) {
    const auto is_good = [lenient](unsigned code) {
      return lenient ? !IsForReporting(code) : IsOnTheList(code);
    };
    for (unsigned code = 0; code <= 0xFFFF; ++code) {
      bool can_be_good = false;
      for (unsigned low = 0; low < 256 && !can_be_good; ++low) {
        can_be_good = is_good((code & 0xFF00) + low);
      }
      for (const Role role : {Role::kClient, Role::kServer}) {
        const std::string frame = role == Role::kServer
                                      ? Masked(0x88, Body(code))
                                      : Hex("88 02") + Body(code);
        const Transcript seen = PlayAll(
            FrameReader(role, {.accepts_reserved_codes = lenient}), {frame});
        const size_t header = frame.size() - 2;
        if (is_good(code)) {
          ASSERT_FALSE(seen.violation.has_value()) << code;
          ASSERT_EQ(seen.frames[0].payload, Body(code));
          ASSERT_EQ(seen.frames[0].ended_at, frame.size());
        } else {
          ASSERT_EQ(seen.violation, kCloseCodeNotAllowed) << code;
          ASSERT_EQ(seen.consumed, header + (can_be_good ? 2 : 1)) << code;
        }
      }
    }
  }
}

TEST(ClosePayloadTest, AnEmptyBodyHasNoCode) {
  for (const bool lenient : {false, true}) {
    EXPECT_EQ(std::get<ClosePayload>(ParseClosePayload("", lenient)),
              ClosePayload());
  }
  EXPECT_EQ(EncodeClosePayload({}), "");
  EXPECT_EQ(*MakeClosePayload(std::nullopt, "", Role::kServer), ClosePayload());
}

TEST(ClosePayloadTest, OneByteIsHalfACode) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const std::string body(1, static_cast<char>(byte));
    EXPECT_EQ(Broken(body, false), kCloseBodyOneByte);
    EXPECT_EQ(Broken(body, true), kCloseBodyOneByte);
  }
}

TEST(ClosePayloadTest, TheReasonIsUtf8AndWhole) {
  for (const bool lenient : {false, true}) {
    EXPECT_EQ(Broken(Body(1000, "\xE2\x82\xAC"), lenient), std::nullopt);
    EXPECT_EQ(Broken(Body(1000, "\xE2\x82"), lenient), kCloseReasonNotUtf8);
    EXPECT_EQ(Broken(Body(1000, "ok\xFF"), lenient), kCloseReasonNotUtf8);
    EXPECT_EQ(Broken(Body(1000, "\xED\xA0\x80"), lenient), kCloseReasonNotUtf8);
  }
}

TEST(ClosePayloadTest, TheCodeIsJudgedBeforeTheReason) {
  EXPECT_EQ(Broken(Body(1005, "\xFF"), false), kCloseCodeNotAllowed);
  EXPECT_EQ(Broken(Body(999, "\xFF"), true), kCloseReasonNotUtf8);
}

TEST(ClosePayloadTest, ParsingLeavesTheLimitOf125ToTheFrame) {
  const std::string reason(4000, 'r');
  EXPECT_EQ(
      std::get<ClosePayload>(ParseClosePayload(Body(1000, reason), false)),
      Good(1000, reason));
}

TEST(ClosePayloadTest, RefusesAReasonThatDoesNotFit) {
  for (size_t size = 0; size < 300; ++size) {
    const auto made =
        MakeClosePayload(1000, std::string(size, 'x'), Role::kClient);
    ASSERT_EQ(made.ok(), size <= 123) << size;
    if (made.ok()) {
      ASSERT_LE(EncodeClosePayload(*made).size(), 125u);
    }
  }
  // 123 counts bytes, not code points: 41 euro signs fit, 42 do not.
  std::string euros;
  for (int i = 0; i < 41; ++i) euros += "\xE2\x82\xAC";
  EXPECT_TRUE(MakeClosePayload(1000, euros, Role::kClient).ok());
  euros += "\xE2\x82\xAC";
  EXPECT_FALSE(MakeClosePayload(1000, euros, Role::kClient).ok());
}

TEST(ClosePayloadTest, RefusesAReasonThatIsNotUtf8OrHasNoCode) {
  EXPECT_FALSE(MakeClosePayload(1000, "\xC3", Role::kClient).ok());
  EXPECT_FALSE(MakeClosePayload(1000, "\xC3\x28", Role::kServer).ok());
  EXPECT_FALSE(MakeClosePayload(std::nullopt, "why", Role::kClient).ok());
}

TEST(ClosePayloadTest, EveryRefusalCitesItsSection) {
  const auto message = [](std::optional<CloseCode> code, std::string reason) {
    return std::string(
        MakeClosePayload(code, reason, Role::kServer).status().message());
  };
  EXPECT_EQ(message(1010, ""),
            "a server may not start a close with 1010 (7.4)");
  EXPECT_EQ(message(1000, std::string(124, 'x')),
            "the reason has 124 bytes; 123 fit (5.5)");
  EXPECT_EQ(message(1000, "\xFF"), "the reason is not UTF-8 (5.5.1)");
  EXPECT_EQ(message(std::nullopt, "x"),
            "a reason needs a status code before it (5.5.1)");
}

TEST(ClosePayloadTest, EncodingWritesWhatItIsGiven) {
  EXPECT_EQ(EncodeClosePayload(Good(0, "")), std::string(2, '\0'));
  EXPECT_EQ(EncodeClosePayload(Good(std::nullopt, "stray")), "stray");
  EXPECT_EQ(EncodeClosePayload(Good(1005, "\xFF")), "\x03\xED\xFF");
}

TEST(ClosePayloadTest, IsARegularValue) {
  const ClosePayload payload = Good(1000, "bye");
  const ClosePayload copy = payload;
  EXPECT_EQ(copy, payload);
  EXPECT_EQ(absl::HashOf(copy), absl::HashOf(payload));
  for (const ClosePayload& other :
       {Good(1001, "bye"), Good(1000, "by"), Good(std::nullopt, "bye")}) {
    EXPECT_NE(other, payload);
    EXPECT_NE(absl::HashOf(other), absl::HashOf(payload));
  }
}

}  // namespace
}  // namespace wsdrain
