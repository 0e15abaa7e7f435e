// Writes frames, reads them back in two ways, and compares.
#include "engines/fuzzing/frame_round_trip_input.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "engines/fuzzing/plain_text.h"
#include "frame/close_payload.h"
#include "frame/frame_reader.h"
#include "frame/frame_writer.h"
#include "frame/masking.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "scenario/naive_utf8.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"

namespace wsdrain {
namespace {

constexpr std::array<std::string_view, 2> kFinWords = {"1", "0"};
constexpr std::array<std::string_view, 2> kMaskedWords = {"no", "yes"};
constexpr std::array<std::string_view, 4> kLengthWords = {"minimal", "7", "16",
                                                          "64"};
constexpr std::array<std::string_view, 8> kRepeatWords = {
    "1", "2", "5", "126", "1000", "9000", "13108", "65536"};
constexpr std::array<uint32_t, 8> kRepeats = {1,    2,    5,     126,
                                              1000, 9000, 13108, 65536};
constexpr size_t kBytesMax = 255;  // before they are repeated
// Of all payloads together: what is beyond it is not repeated.
constexpr size_t kPayloadBytesMaxHere = 1 << 17;

constexpr std::array<PlainField, 7> kFields = {{{"opcode", {}, 15},
                                                {"fin", kFinWords},
                                                {"rsv", {}, 7},
                                                {"masked", kMaskedWords},
                                                {"key", {}, 0, true},
                                                {"length", kLengthWords},
                                                {"repeat", kRepeatWords}}};
enum Field : size_t { kOpcode, kFin, kRsv, kMasked, kKey, kLength, kRepeat };
constexpr PlainFormat kFormat = {"frame_round_trip_fuzzer", "frame", kFields,
                                 64};

std::vector<PlainRecord> Unpack(std::string_view bytes) {
  std::vector<PlainRecord> records;
  size_t at = 0;
  const auto byte = [&]() -> uint32_t {
    return at < bytes.size() ? static_cast<uint8_t>(bytes[at++]) : 0;
  };
  while (at < bytes.size() && records.size() < kFormat.records_max) {
    PlainRecord record;
    const uint32_t first = byte();
    const uint32_t second = byte();
    uint32_t key = 0;
    for (int i = 0; (second & 1) != 0 && i < 4; ++i) key = key << 8 | byte();
    record.values = {first & 15, first >> 4 & 1,  first >> 5,     second & 1,
                     key,        second >> 1 & 3, second >> 3 & 7};
    const size_t size = byte();
    record.bytes = std::string(bytes.substr(at, size));
    at += record.bytes.size();
    records.push_back(std::move(record));
  }
  return records;
}

void Pack(const PlainRecord& record, std::string& out) {
  const auto& v = record.values;
  out.push_back(static_cast<char>(v[kOpcode] | v[kFin] << 4 | v[kRsv] << 5));
  out.push_back(
      static_cast<char>(v[kMasked] | v[kLength] << 1 | v[kRepeat] << 3));
  for (int shift = 24; v[kMasked] != 0 && shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>(v[kKey] >> shift));
  }
  out.push_back(static_cast<char>(record.bytes.size()));
  out += record.bytes;
}

MaskingKey KeyOf(uint32_t key) {
  return {static_cast<uint8_t>(key >> 24), static_cast<uint8_t>(key >> 16),
          static_cast<uint8_t>(key >> 8), static_cast<uint8_t>(key)};
}

struct Frame {
  WireForm form;
  uint32_t key = 0;
  std::string payload;
};

// The frames of the input; a length form that is too short is left out.
std::vector<Frame> FramesOf(std::string_view bytes) {
  constexpr std::array<std::optional<LengthForm>, 4> kForms = {
      std::nullopt, LengthForm::k7, LengthForm::k16, LengthForm::k64};
  std::vector<Frame> frames;
  size_t total = 0;
  for (const PlainRecord& record : Unpack(bytes)) {
    Frame frame;
    const auto& v = record.values;
    frame.form.opcode = static_cast<uint8_t>(v[kOpcode]);
    frame.form.is_final = v[kFin] == 0;
    frame.form.rsv = static_cast<uint8_t>(v[kRsv]);
    frame.key = v[kKey];
    if (v[kMasked] != 0) frame.form.key = KeyOf(v[kKey]);
    Payload payload = {record.bytes, kRepeats[v[kRepeat]]};
    if (total + payload.size() > kPayloadBytesMaxHere) payload.repeat = 1;
    frame.payload = payload.Bytes();
    total += frame.payload.size();
    const std::optional<LengthForm> length = kForms[v[kLength]];
    if (length >= MinimalLengthForm(frame.payload.size())) {
      frame.form.length = length;
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

// 5.2: the figure, read by the judge, shows the fields as they were given.
std::optional<std::string> CheckWire(const Frame& frame) {
  const std::string bytes = EncodeAnything(frame.form, frame.payload);
  const auto read = ReadWireFrame(bytes);
  if (!read.has_value()) return "the judge finds no whole frame";
  if (read->wire_bytes != bytes.size()) return "bytes after the frame";
  const size_t size = frame.payload.size();
  const int minimal = size < 126 ? 7 : size < 65536 ? 16 : 64;
  const int bits = frame.form.length.has_value()
                       ? static_cast<int>(*frame.form.length)
                       : minimal;
  if (read->length_bits != bits) return "another form of the length";
  if (read->fin != frame.form.is_final) return "another FIN";
  if (read->rsv != frame.form.rsv) return "another RSV";
  if (read->opcode != frame.form.opcode) return "another opcode";
  if (read->is_masked != frame.form.key.has_value()) return "another MASK";
  if (read->is_masked && read->key != frame.key) return "another masking key";
  if (read->payload != frame.payload) return "another payload";
  return std::nullopt;
}

// The same frames as a legal stream of one direction: what is not allowed is
// bent until it is.
std::vector<Frame> Legal(std::vector<Frame> frames, bool is_masked) {
  bool is_mid_message = false;
  for (Frame& frame : frames) {
    const bool is_last = &frame == &frames.back();
    const bool is_control = frame.form.opcode >= 8;
    frame.form = {.opcode = frame.form.opcode,
                  .is_final = frame.form.is_final || is_control || is_last};
    if (is_masked) frame.form.key = KeyOf(frame.key);
    uint8_t& opcode = frame.form.opcode;
    if (is_control) {
      opcode = static_cast<uint8_t>(8 + opcode % 3);
      frame.payload.resize(std::min<size_t>(frame.payload.size(), 125));
      const bool is_close = opcode == static_cast<uint8_t>(Opcode::kClose);
      if (is_close && std::holds_alternative<ViolationKind>(
                          ParseClosePayload(frame.payload, false))) {
        frame.payload.clear();
      }
      continue;
    }
    const bool is_text = opcode == 1 && frame.form.is_final &&
                         JudgeText(frame.payload).state == TextState::kWhole;
    opcode = is_mid_message ? 0 : is_text ? 1 : 2;
    is_mid_message = !frame.form.is_final;
  }
  return frames;
}

std::string Canonical(const Frame& frame) {
  return EncodeFrame(static_cast<Opcode>(frame.form.opcode), frame.payload,
                     frame.form.is_final, frame.form.key);
}

// Our reader finds one frame, as it was given, and stops behind it.
std::optional<std::string> ReadBack(FrameReader& reader,
                                    std::string_view& input,
                                    const Frame& frame) {
  std::string payload;
  if (reader.Read(input, payload) != FrameReader::Status::kFrameStart) {
    return "the reader finds no header";
  }
  const FrameHeader expected = {static_cast<Opcode>(frame.form.opcode),
                                frame.form.is_final, frame.payload.size()};
  if (reader.header() != expected) return "the reader finds another header";
  if (reader.Read(input, payload) != FrameReader::Status::kFrameEnd) {
    return "the reader finds no end";
  }
  if (payload != frame.payload) return "the reader finds another payload";
  return std::nullopt;
}

std::optional<std::string> CheckStream(const std::vector<Frame>& frames,
                                       Role reader_role) {
  std::string stream;
  for (const Frame& frame : frames) {
    const std::string bytes = Canonical(frame);
    if (bytes != EncodeAnything(frame.form, frame.payload)) {
      return "the two writers differ";
    }
    const size_t size = frame.payload.size();
    const size_t header = 2 +
                          (size < 126     ? 0
                           : size < 65536 ? 2
                                          : 8) +
                          (frame.form.key.has_value() ? 4 : 0);
    if (bytes.size() != header + size) return "a header of another size (5.2)";
    stream += bytes;
  }
  FrameReader reader(reader_role);
  std::string_view input = stream;
  for (const Frame& frame : frames) {
    if (auto failure = ReadBack(reader, input, frame)) return failure;
  }
  return input.empty() ? std::nullopt
                       : std::optional<std::string>("bytes are left");
}

}  // namespace

std::string DecodeFrameRoundTrip(std::string_view bytes) {
  return PlainToText(kFormat, Unpack(bytes));
}

absl::StatusOr<std::string> EncodeFrameRoundTrip(std::string_view file,
                                                 std::string_view text) {
  const auto records = PlainFromText(kFormat, file, text);
  if (!records.ok()) return records.status();
  std::string bytes;
  for (const PlainRecord& record : *records) {
    if (record.bytes.size() > kBytesMax) {
      return absl::InvalidArgumentError(
          std::string(file) + ":1:1: found a frame of more bytes, allowed: " +
          std::to_string(kBytesMax));
    }
    Pack(record, bytes);
  }
  return bytes;
}

std::optional<std::string> CheckFrameRoundTrip(std::string_view bytes) {
  const std::vector<Frame> frames = FramesOf(bytes);
  for (const Frame& frame : frames) {
    if (auto failure = CheckWire(frame)) return failure;
  }
  // 5.1: a client masks, so that a server reads masked frames.
  for (const Role role : {Role::kClient, Role::kServer}) {
    const bool is_masked = role == Role::kServer;
    if (auto failure = CheckStream(Legal(frames, is_masked), role)) {
      return failure;
    }
  }
  return std::nullopt;
}

}  // namespace wsdrain
