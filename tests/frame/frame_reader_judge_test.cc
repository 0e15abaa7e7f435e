// Random frames, judged whole by a naive list of rules, and by the reader.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/frame/naive_utf8.h"
#include "tests/frame/transcript.h"

namespace wsdrain {
namespace {

struct WholeFrame {
  bool fin;
  unsigned rsv;
  unsigned opcode;
  bool masked;
  int bits;  // of the length: 7, 16 or 64
  std::string payload;
};

std::string Bytes(const WholeFrame& frame) {
  std::string bytes;
  const auto put = [&bytes](uint64_t byte) {
    bytes.push_back(static_cast<char>(byte));
  };
  put((frame.fin ? 128 : 0) + 16 * frame.rsv + frame.opcode);
  const uint64_t size = frame.payload.size();
  put((frame.masked ? 128 : 0) + (frame.bits == 7    ? size
                                  : frame.bits == 16 ? 126
                                                     : 127));
  if (frame.bits == 64) {
    for (int shift = 56; shift >= 16; shift -= 8) put(size >> shift);
  }
  if (frame.bits > 7) put(size >> 8), put(size);
  if (!frame.masked) return bytes + frame.payload;
  for (const unsigned k : kTestKey) put(k);
  for (size_t i = 0; i < size; ++i) {
    put(static_cast<uint8_t>(frame.payload[i]) ^ kTestKey[i % 4]);
  }
  return bytes;
}

// A connection as seen by one who has each frame whole before judging it.
class Judge {
 public:
  Judge(Role role, const FrameReaderOptions& options)
      : role_(role), options_(options) {}

  bool IsLegal(const WholeFrame& frame) {
    if (frame.rsv != 0) return false;
    if (frame.masked != (role_ == Role::kServer)) return false;
    const size_t size = frame.payload.size();
    const bool is_short =
        (frame.bits == 16 && size < 126) || (frame.bits == 64 && size < 65536);
    if (is_short && !options_.accepts_non_minimal_length) return false;
    switch (frame.opcode) {
      case 0:
      case 1:
      case 2:
        return IsLegalData(frame);
      case 8:
        return IsLegalControl(frame) && IsLegalClose(frame.payload);
      case 9:
      case 10:
        return IsLegalControl(frame);
      default:
        return false;
    }
  }

 private:
  static bool IsLegalControl(const WholeFrame& frame) {
    return frame.fin && frame.bits == 7;
  }

  bool IsLegalClose(const std::string& body) const {
    if (type_ != 0 && options_.refuses_close_in_message) return false;
    if (body.empty()) return true;
    if (body.size() < 2) return false;
    const int code =
        static_cast<uint8_t>(body[0]) * 256 + static_cast<uint8_t>(body[1]);
    const bool is_named = (code >= 1000 && code <= 1003) ||
                          (code >= 1007 && code <= 1014) ||
                          (code >= 3000 && code <= 4999);
    const bool is_forbidden = code == 1005 || code == 1006 || code == 1015;
    if (options_.accepts_reserved_codes ? is_forbidden : !is_named) {
      return false;
    }
    return TheNaiveUtf8().IsWhole(std::string_view(body).substr(2));
  }

  bool IsLegalData(const WholeFrame& frame) {
    if ((frame.opcode == 0) != (type_ != 0)) return false;
    if (frame.opcode != 0) type_ = frame.opcode;
    message_ += frame.payload;
    if (frame.payload.size() > options_.frame_bytes_max) return false;
    if (message_.size() > options_.message_bytes_max) return false;
    if (type_ == 1) {
      if (!TheNaiveUtf8().IsBegun(message_)) return false;
      if (frame.fin && !TheNaiveUtf8().IsWhole(message_)) return false;
    }
    if (frame.fin) {
      type_ = 0;
      message_.clear();
    }
    return true;
  }

  Role role_;
  FrameReaderOptions options_;
  unsigned type_ = 0;    // of the unfinished message
  std::string message_;  // its payload so far
};

// Mostly legal frames, with every kind of fault now and then.
class Generator {
 public:
  Generator(uint32_t seed, Role role) : random_(seed), role_(role) {}

  WholeFrame Next() {
    const bool is_control = OneIn(3);
    WholeFrame frame = {.fin = is_control || OneIn(2),
                        .rsv = OneIn(60) ? Below(8) : 0,
                        .opcode = is_control   ? 8 + Below(3)
                                  : is_inside_ ? 0
                                               : 1 + Below(2),
                        .masked = (role_ == Role::kServer) != OneIn(60),
                        .bits = 7,
                        .payload = {}};
    frame.payload = frame.opcode == 8 ? CloseBody() : Text(Below(9));
    if (OneIn(60)) frame.payload = Text(120 + Below(12));
    if (OneIn(300)) frame.payload = Text(65530 + Below(12));
    if (OneIn(60)) frame.opcode = Below(16);
    if (OneIn(60)) frame.fin = !frame.fin;
    const size_t size = frame.payload.size();
    frame.bits = size < 126 ? 7 : size < 65536 ? 16 : 64;
    if (OneIn(40) && size < 65536) frame.bits = OneIn(2) ? 16 : 64;
    if (frame.opcode < 8) is_inside_ = !frame.fin;
    return frame;
  }

 private:
  unsigned Below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool OneIn(unsigned n) { return Below(n) == 0; }

  // The next bytes of an endless text, so that frames cut its code points.
  std::string Text(size_t size) {
    static constexpr std::string_view kPieces[] = {"a",
                                                   "bcdefghijk",
                                                   "\xC3\xA9",
                                                   "\xE2\x82\xAC",
                                                   "\xF0\x9D\x84\x9E",
                                                   "\xED\x9F\xBF",
                                                   "\xF4\x8F\xBF\xBF"};
    while (text_.size() < size) text_ += kPieces[Below(7)];
    std::string taken = text_.substr(0, size);
    text_.erase(0, size);
    if (OneIn(40) && size > 0) {
      taken[Below(static_cast<unsigned>(size))] = static_cast<char>(Below(256));
    }
    if (OneIn(2)) text_.clear();
    return taken;
  }

  std::string CloseBody() {
    static constexpr unsigned kCodes[] = {1000, 1001, 1003, 1004, 1005,
                                          1007, 1014, 1015, 1016, 2999,
                                          3000, 4999, 5000, 999,  65535};
    const unsigned code = OneIn(3) ? kCodes[Below(15)] : 1000 + Below(4);
    std::string body = {static_cast<char>(code / 256),
                        static_cast<char>(code % 256)};
    body += Text(Below(6));
    return OneIn(4) ? body.substr(0, Below(3)) : body;
  }

  std::mt19937 random_;
  Role role_;
  bool is_inside_ = false;
  std::string text_;
};

FrameReaderOptions Options(uint32_t seed) {
  FrameReaderOptions options = {.accepts_non_minimal_length = seed % 3 == 0,
                                .accepts_reserved_codes = seed % 5 == 0,
                                .refuses_close_in_message = seed % 7 == 0};
  if (seed % 4 == 0) options.frame_bytes_max = 6;
  if (seed % 4 == 1) options.message_bytes_max = 14;
  return options;
}

TEST(FrameReaderJudgeTest, TheReaderAgreesWithTheNaiveJudge) {
  int legal_frames = 0;
  int illegal_frames = 0;
  for (uint32_t seed = 0; seed < 20000; ++seed) {
    const Role role = seed % 2 == 0 ? Role::kClient : Role::kServer;
    Generator generator(seed, role);
    Judge judge(role, Options(seed));
    FrameReader reader(role, Options(seed));
    Transcript seen;
    for (int i = 0; i < 12; ++i) {
      const WholeFrame frame = generator.Next();
      const std::string bytes = Bytes(frame);
      const uint64_t begin = seen.consumed;
      Play(reader, bytes, seen);
      const bool is_legal = judge.IsLegal(frame);
      ASSERT_EQ(seen.violation.has_value(), !is_legal)
          << "seed " << seed << ": " << Words(seen) << " at " << Quoted(bytes);
      ++(is_legal ? legal_frames : illegal_frames);
      if (!is_legal) break;
      ASSERT_EQ(seen.frames.back().payload, frame.payload) << "seed " << seed;
      ASSERT_EQ(seen.frames.back().ended_at, begin + bytes.size());
      ASSERT_EQ(seen.frames.size(), static_cast<size_t>(i) + 1);
    }
  }
  EXPECT_GT(legal_frames, 50000);
  EXPECT_GT(illegal_frames, 10000);
}

}  // namespace
}  // namespace wsdrain
