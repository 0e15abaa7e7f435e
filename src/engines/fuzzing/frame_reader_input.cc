// Reads a stream whole and cut, and compares with the judge's own reader.
#include "engines/fuzzing/frame_reader_input.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "engines/draw/random.h"
#include "engines/fuzzing/plain_text.h"
#include "frame/close_payload.h"
#include "frame/frame_reader.h"
#include "frame/role.h"
#include "scenario/input_view.h"
#include "scenario/scenario_text.h"
#include "scenario/settings.h"
#include "scenario/wire_view.h"

namespace wsdrain {
namespace {

constexpr std::array<std::string_view, 2> kRoleWords = {"client", "server"};
constexpr std::array<std::string_view, 2> kFailOrAccept = {"fail", "accept"};
constexpr std::array<std::string_view, 2> kAcceptOrFail = {"accept", "fail"};
constexpr std::array<std::string_view, 4> kLimitWords = {"16777216", "0", "125",
                                                         "1000"};
constexpr std::array<int64_t, 4> kLimits = {16 << 20, 0, 125, 1000};
constexpr uint32_t kCutsMax = 255;
constexpr std::array<PlainField, 7> kFields = {
    {{"role", kRoleWords},
     {"non_minimal_length", kFailOrAccept},
     {"reserved_codes", kFailOrAccept},
     {"close_in_message", kAcceptOrFail},
     {"frame_bytes_max", kLimitWords},
     {"message_bytes_max", kLimitWords},
     {"cuts", {}, kCutsMax}}};
enum Field : size_t {
  kRole,
  kNonMinimal,
  kReservedCodes,
  kCloseInMessage,
  kFrameMax,
  kMessageMax,
  kCuts
};
// Where the fields stand in byte 0.
constexpr std::array<int, 6> kShifts = {0, 1, 2, 3, 4, 6};
constexpr std::array<uint32_t, 6> kMasks = {1, 1, 1, 1, 3, 3};
constexpr PlainFormat kFormat = {"frame_reader_fuzzer", "stream", kFields};

PlainRecord Unpack(std::string_view bytes) {
  PlainRecord record;
  const auto byte = [bytes](size_t i) -> uint32_t {
    return i < bytes.size() ? static_cast<uint8_t>(bytes[i]) : 0;
  };
  for (size_t i = 0; i < kShifts.size(); ++i) {
    record.values.push_back(byte(0) >> kShifts[i] & kMasks[i]);
  }
  record.values.push_back(byte(1));
  record.bytes = std::string(bytes.substr(std::min<size_t>(bytes.size(), 2)));
  return record;
}

Settings SettingsOf(const PlainRecord& record) {
  Settings settings;
  settings.accepts_non_minimal_length = record.values[kNonMinimal] != 0;
  settings.accepts_reserved_codes = record.values[kReservedCodes] != 0;
  settings.refuses_close_in_message = record.values[kCloseInMessage] != 0;
  settings.frame_bytes_max = kLimits[record.values[kFrameMax]];
  settings.message_bytes_max = kLimits[record.values[kMessageMax]];
  return settings;
}

FrameReaderOptions OptionsOf(const Settings& settings) {
  FrameReaderOptions options;
  options.accepts_non_minimal_length = settings.accepts_non_minimal_length;
  options.accepts_reserved_codes = settings.accepts_reserved_codes;
  options.refuses_close_in_message = settings.refuses_close_in_message;
  options.frame_bytes_max = static_cast<uint64_t>(settings.frame_bytes_max);
  options.message_bytes_max = static_cast<uint64_t>(settings.message_bytes_max);
  return options;
}

// All that one reading of a stream shows, and what was wrong in itself.
struct Reading {
  std::vector<std::string> lines;  // events with their places, in order
  std::string whole;               // messages, pings ... as lines
  std::optional<size_t> over_at;   // bytes up to the Close or the fault
  std::optional<std::string> failure;
};

// The reader's side: hands it `stream` in parts of the sizes that `next_size`
// gives.
class StreamReading {
 public:
  StreamReading(Role role, const Settings& settings, std::string_view stream)
      : reader_(role, OptionsOf(settings)), stream_(stream) {}

  Reading Read(const std::function<size_t()>& next_size) {
    bool is_going = true;
    for (size_t at = 0; at < stream_.size() && is_going;) {
      const size_t size = std::min(next_size(), stream_.size() - at);
      is_going = ReadPart(stream_.substr(at, size));
      at += size;
    }
    reading_.lines.push_back("rest " + QuoteBytes(payload_));
    return std::move(reading_);
  }

 private:
  bool ReadPart(std::string_view part) {
    for (;;) {
      const size_t before = part.size();
      const FrameReader::Status status = reader_.Read(part, payload_);
      consumed_ += before - part.size();
      if (payload_.size() > consumed_) Fail("more payload than input");
      switch (status) {
        case FrameReader::Status::kNeedMore:
          if (!part.empty()) Fail("input is left, and more is wanted");
          return true;
        case FrameReader::Status::kViolation:
          Note("violation " + std::string(Describe(reader_.violation()).words));
          SetOver("fault");
          return false;
        case FrameReader::Status::kFrameStart:
          StartFrame();
          break;
        case FrameReader::Status::kFrameEnd:
          EndFrame();
          break;
      }
    }
  }

  void StartFrame() {
    const FrameHeader& header = reader_.header();
    Note("start " + std::string(OpcodeName(header.opcode)) +
         (header.is_final ? " fin " : " more ") +
         std::to_string(header.payload_bytes));
    const WireHeader judged = ReadWireHeader(stream_.substr(frame_begin_));
    if (consumed_ - frame_begin_ != judged.header_bytes) {
      Fail("the header ends at another byte (5.2)");
    }
    if (!IsControl(header.opcode)) return;
    data_ = std::move(payload_);
    payload_.clear();
  }

  void EndFrame() {
    const FrameHeader& header = reader_.header();
    Note("end " + QuoteBytes(payload_));
    const auto judged = ReadWireFrame(stream_.substr(frame_begin_));
    if (!judged.has_value() || consumed_ - frame_begin_ != judged->wire_bytes) {
      Fail("the frame ends at another byte (5.2)");
    }
    frame_begin_ = consumed_;
    if (IsControl(header.opcode)) {
      AddWhole(std::string(OpcodeName(header.opcode)) + " " +
               QuoteBytes(payload_));
      if (header.opcode == Opcode::kClose) SetOver("close");
      payload_ = std::move(data_);
      data_.clear();
      return;
    }
    if (header.opcode != Opcode::kContinuation)
      is_text_ = header.opcode == Opcode::kText;
    if (!header.is_final) return;
    AddWhole((is_text_ ? "text " : "binary ") + QuoteBytes(payload_));
    payload_.clear();
  }

  void Note(const std::string& line) {
    reading_.lines.push_back(std::to_string(consumed_) + " " + line);
  }
  void AddWhole(const std::string& line) {
    if (!reading_.over_at.has_value()) reading_.whole += line + "\n";
  }
  void SetOver(const char* why) {
    if (reading_.over_at.has_value()) return;
    reading_.over_at = consumed_;
    reading_.whole += why;
  }
  void Fail(const char* what) {
    if (reading_.failure.has_value()) return;
    reading_.failure =
        std::string(what) + ", at byte " + std::to_string(consumed_);
  }

  FrameReader reader_;
  std::string_view stream_;
  std::string payload_;  // of the message, or of the control frame inside it
  std::string data_;     // of the message, meanwhile
  bool is_text_ = false;
  size_t consumed_ = 0;
  size_t frame_begin_ = 0;
  Reading reading_;
};

// The judge's side, byte for byte.
Reading Judge(Role role, const Settings& settings, std::string_view stream) {
  Reading reading;
  InputView view(role, settings);
  for (size_t i = 0; i < stream.size(); ++i) {
    std::string_view byte = stream.substr(i, 1);
    const InputView::News news = view.Feed(byte);
    if (news.message.has_value()) {
      reading.whole += (news.message->is_text ? "text " : "binary ") +
                       QuoteBytes(news.message->payload) + "\n";
    }
    if (news.ping) reading.whole += "ping " + QuoteBytes(*news.ping) + "\n";
    if (news.pong) reading.whole += "pong " + QuoteBytes(*news.pong) + "\n";
    if (!view.IsOver()) continue;
    if (view.close().has_value()) {
      const PeerClose& close = *view.close();
      reading.whole +=
          "close " +
          QuoteBytes(EncodeClosePayload({close.code, close.reason})) +
          "\nclose";
    } else {
      reading.whole += "fault";
    }
    reading.over_at = i + 1;
    break;
  }
  return reading;
}

std::string PlaceText(std::optional<size_t> at) {
  return at.has_value() ? " at byte " + std::to_string(*at) : " to the end";
}

}  // namespace

std::string DecodeFrameReader(std::string_view bytes) {
  return PlainToText(kFormat, std::array{Unpack(bytes)});
}

absl::StatusOr<std::string> EncodeFrameReader(std::string_view file,
                                              std::string_view text) {
  const auto records = PlainFromText(kFormat, file, text);
  if (!records.ok()) return records.status();
  if (records->empty()) return std::string();
  const PlainRecord& record = records->front();
  uint32_t flags = 0;
  for (size_t i = 0; i < kShifts.size(); ++i) {
    flags |= record.values[i] << kShifts[i];
  }
  return std::string{static_cast<char>(flags),
                     static_cast<char>(record.values[kCuts])} +
         record.bytes;
}

std::optional<std::string> CheckFrameReader(std::string_view bytes) {
  const PlainRecord record = Unpack(bytes);
  const Role role = static_cast<Role>(record.values[kRole]);
  const Settings settings = SettingsOf(record);
  Random random(record.values[kCuts]);
  const auto read = [&](const std::function<size_t()>& next_size) {
    return StreamReading(role, settings, record.bytes).Read(next_size);
  };
  const Reading whole = read([&] { return record.bytes.size(); });
  const Reading cut = read([&random] { return 1 + random.Below(9); });
  const Reading single = read([] { return size_t{1}; });
  for (const Reading* reading : {&whole, &cut, &single}) {
    if (reading->failure.has_value()) return reading->failure;
    if (reading->lines == whole.lines) continue;
    const auto [a, b] =
        std::mismatch(whole.lines.begin(), whole.lines.end(),
                      reading->lines.begin(), reading->lines.end());
    return "cut: " + (b == reading->lines.end() ? "nothing" : *b) +
           "; whole: " + (a == whole.lines.end() ? "nothing" : *a);
  }
  const Reading judged = Judge(role, settings, record.bytes);
  if (whole.whole == judged.whole && whole.over_at == judged.over_at) {
    return std::nullopt;
  }
  return "the reader has\n" + whole.whole + PlaceText(whole.over_at) +
         "\nthe judge has\n" + judged.whole + PlaceText(judged.over_at);
}

}  // namespace wsdrain
