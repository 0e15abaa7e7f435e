// What a FrameReader says of a stream, written down for comparison.
#ifndef WSDRAIN_TESTS_FRAME_TRANSCRIPT_H_
#define WSDRAIN_TESTS_FRAME_TRANSCRIPT_H_

#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "frame/frame_reader.h"

namespace wsdrain {

// The bytes of "81 05 48": the tests write the wire by hand.
inline std::string Hex(std::string_view digits) {
  std::string bytes;
  int high = -1;
  for (const char c : digits) {
    if (c == ' ') continue;
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    if (high >= 0) bytes.push_back(static_cast<char>(high * 16 + digit));
    high = high >= 0 ? -1 : digit;
  }
  return bytes;
}

inline constexpr std::array<unsigned, 4> kTestKey = {0x37, 0xFA, 0x21, 0x3D};

// A client's frame of at most 125 bytes, byte by byte from the figure in 5.2.
inline std::string Masked(unsigned first_byte, std::string_view payload) {
  std::string frame;
  frame.push_back(static_cast<char>(first_byte));
  frame.push_back(static_cast<char>(0x80 + payload.size()));
  for (const unsigned k : kTestKey) frame.push_back(static_cast<char>(k));
  for (size_t i = 0; i < payload.size(); ++i) {
    frame.push_back(static_cast<char>(payload[i] ^ kTestKey[i % 4]));
  }
  return frame;
}

inline const char* Name(ViolationKind kind) {
  static constexpr std::array<const char*, kViolationKinds> kNames = {
      "ReservedBits",       "ReservedOpcode",     "MaskMissing",
      "MaskUnexpected",     "ControlFragmented",  "ControlTooLong",
      "NothingToContinue",  "MessageNotFinished", "LengthNotMinimal",
      "LengthTopBit",       "FrameTooBig",        "MessageTooBig",
      "TextNotUtf8",        "CloseBodyOneByte",   "CloseCodeNotAllowed",
      "CloseReasonNotUtf8", "CloseInsideMessage"};
  return kNames[static_cast<size_t>(kind)];
}

struct SeenFrame {
  FrameHeader header;
  Opcode message_opcode = Opcode::kContinuation;  // at kFrameStart
  std::string payload;
  uint64_t started_at = 0;  // bytes consumed by then
  std::optional<uint64_t> ended_at;

  friend bool operator==(const SeenFrame&, const SeenFrame&) = default;
};

struct Transcript {
  std::vector<SeenFrame> frames;
  std::optional<ViolationKind> violation;
  uint64_t consumed = 0;

  friend bool operator==(const Transcript&, const Transcript&) = default;
};

inline std::string Quoted(std::string_view bytes) {
  if (bytes.size() > 60) return "<" + std::to_string(bytes.size()) + ">";
  std::string text = "'";
  for (const char c : bytes) {
    char escaped[8];
    const bool is_plain = std::isprint(static_cast<unsigned char>(c)) != 0;
    std::snprintf(escaped, sizeof(escaped), is_plain ? "%c" : "\\%02X",
                  static_cast<unsigned char>(c));
    text += escaped;
  }
  return text + "'";
}

// A line such as: text-'Hel' ping'' more'lo' !ReservedBits@17. A minus stands
// for FIN=0, dots for a frame without an end, @ for the bytes consumed.
inline std::string Words(const Transcript& seen) {
  std::string words;
  for (const SeenFrame& frame : seen.frames) {
    if (!words.empty()) words += ' ';
    words += frame.header.opcode == Opcode::kContinuation
                 ? "more"
                 : std::string(OpcodeName(frame.header.opcode));
    if (!frame.header.is_final) words += '-';
    words += Quoted(frame.payload);
    if (!frame.ended_at.has_value()) words += "...";
  }
  if (seen.violation.has_value()) {
    if (!words.empty()) words += ' ';
    words += std::string("!") + Name(*seen.violation) + "@" +
             std::to_string(seen.consumed);
  }
  return words;
}

inline std::ostream& operator<<(std::ostream& out, const Transcript& seen) {
  return out << Words(seen) << " (" << seen.consumed << " bytes)";
}

// Gives `chunk` to `reader` and writes down what comes of it.
inline void Play(FrameReader& reader, std::string_view chunk,
                 Transcript& seen) {
  using Status = FrameReader::Status;
  if (seen.violation.has_value()) return;
  std::string before_any_frame;
  while (true) {
    const size_t size_before = chunk.size();
    std::string& payload =
        seen.frames.empty() ? before_any_frame : seen.frames.back().payload;
    const Status status = reader.Read(chunk, payload);
    seen.consumed += size_before - chunk.size();
    if (status == Status::kFrameStart) {
      seen.frames.push_back({reader.header(), reader.message_opcode(), "",
                             seen.consumed, std::nullopt});
    } else if (status == Status::kFrameEnd) {
      seen.frames.back().ended_at = seen.consumed;
    } else if (status == Status::kViolation) {
      seen.violation = reader.violation();
      return;
    } else {
      return;
    }
  }
}

inline Transcript PlayAll(FrameReader reader,
                          const std::vector<std::string_view>& chunks) {
  Transcript seen;
  for (const std::string_view chunk : chunks) Play(reader, chunk, seen);
  return seen;
}

inline Transcript PlayBytes(FrameReader reader, std::string_view stream) {
  Transcript seen;
  for (size_t i = 0; i < stream.size(); ++i) {
    Play(reader, stream.substr(i, 1), seen);
  }
  return seen;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_FRAME_TRANSCRIPT_H_
