// The judge's reader and src/frame's, written apart, agree on random streams.
#include <gtest/gtest.h>
// GoogleTest first.
#include <rapidcheck.h>

#include <cstdint>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "frame/frame_reader.h"
#include "frame/frame_writer.h"
#include "scenario/input_view.h"

namespace wsdrain {
namespace {

// A random string of bytes, read as choices: zero is the simplest.
class Tape {
 public:
  explicit Tape(const std::vector<uint8_t>& bytes) : bytes_(bytes) {}
  bool IsAtEnd() const { return at_ >= bytes_.size(); }
  unsigned Next() { return IsAtEnd() ? 0 : bytes_[at_++]; }
  unsigned Below(unsigned n) { return Next() % n; }
  bool OneIn(unsigned n) { return Next() % n == n - 1; }

 private:
  const std::vector<uint8_t>& bytes_;
  size_t at_ = 0;
};

struct Case {
  Role reader = Role::kClient;
  Settings settings;
  std::string bytes;
};

std::string TextFrom(Tape& tape, unsigned size) {
  static constexpr std::string_view kPieces[] = {
      "a",        "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9D\x84\x9E",
      "\xED\x9F", "\xF4\x8F", "\xBF\xBF",     "\xE0\xA0\x80"};
  std::string text;
  while (text.size() < size) text += kPieces[tape.Below(8)];
  text.resize(size);
  if (size > 0 && tape.OneIn(16)) text.back() = static_cast<char>(tape.Next());
  return text;
}

std::string CloseBody(Tape& tape) {
  static constexpr uint16_t kCodes[] = {1000, 1001, 1005,  1006, 1014, 1015,
                                        3000, 4999, 1004,  1016, 2999, 5000,
                                        999,  0,    65535, 1011};
  const uint16_t code = kCodes[tape.Below(16)];
  std::string body = {static_cast<char>(code >> 8), static_cast<char>(code)};
  body += TextFrom(tape, tape.Below(6));
  return tape.OneIn(4) ? body.substr(0, tape.Below(3)) : body;
}

Case CaseFrom(const std::vector<uint8_t>& bytes) {
  Tape tape(bytes);
  Case c;
  c.reader = tape.OneIn(2) ? Role::kServer : Role::kClient;
  c.settings.accepts_non_minimal_length = tape.OneIn(3);
  c.settings.accepts_reserved_codes = tape.OneIn(3);
  c.settings.refuses_close_in_message = tape.OneIn(4);
  if (tape.OneIn(3)) c.settings.frame_bytes_max = 1 + tape.Below(8);
  if (tape.OneIn(3)) c.settings.message_bytes_max = 1 + tape.Below(12);
  bool is_inside = false;
  while (!tape.IsAtEnd()) {
    static constexpr uint8_t kOpcodes[] = {1, 1, 1, 2, 9, 10, 8, 1};
    WireForm form;
    form.opcode = kOpcodes[tape.Below(8)];
    if (is_inside && form.opcode < 8) form.opcode = 0;
    if (tape.OneIn(24)) form.opcode = tape.Next() % 16;
    form.is_final = form.opcode >= 8 ? !tape.OneIn(24) : !tape.OneIn(2);
    if (tape.OneIn(32)) form.rsv = tape.Next() % 8;
    const bool masks = (c.reader == Role::kServer) != tape.OneIn(40);
    if (masks) form.key = MaskingKey{1, 2, 3, uint8_t(tape.Next())};
    std::string payload =
        form.opcode == 8 ? CloseBody(tape) : TextFrom(tape, tape.Below(9));
    if (tape.OneIn(40)) payload = TextFrom(tape, 120 + tape.Below(12));
    if (tape.OneIn(24)) form.length = LengthForm::k16;
    if (tape.OneIn(40)) form.length = LengthForm::k64;
    if (tape.OneIn(60)) {
      form.length = LengthForm::k64;
      const unsigned shift = tape.OneIn(2) ? tape.Below(64) : 0;
      form.declared_bytes = uint64_t{1} << (63 - shift);
    }
    if (form.opcode < 8) is_inside = !form.is_final;
    c.bytes += EncodeAnything(form, payload);
  }
  return c;
}

// What each reader says of a stream.
struct Heard {
  std::string words;  // messages, control frames, and the end, in order
  size_t bytes = 0;   // until the end
  std::optional<InputFault> fault;
};

std::string Words(InputFault fault) { return std::string(Facts(fault).words); }

InputFault Translated(ViolationKind kind, std::string_view control) {
  using V = ViolationKind;
  using F = InputFault;
  switch (kind) {
    case V::kReservedBits:
      return F::kReservedBits;
    case V::kReservedOpcode:
      return F::kReservedOpcode;
    case V::kMaskMissing:
    case V::kMaskUnexpected:
      return F::kMask;
    case V::kControlFragmented:
      return F::kControlFragmented;
    case V::kControlTooLong:
      return F::kControlTooLong;
    case V::kNothingToContinue:
    case V::kMessageNotFinished:
      return F::kFragmentOrder;
    case V::kLengthNotMinimal:
      return F::kLengthNotMinimal;
    case V::kLengthTopBit:
      return F::kLengthTopBit;
    case V::kFrameTooBig:
    case V::kMessageTooBig:
      return F::kTooBig;
    case V::kTextNotUtf8:
      return F::kTextNotUtf8;
    case V::kCloseBodyOneByte:
      return F::kCloseBodyOneByte;
    case V::kCloseCodeNotAllowed:
      return control == "\x03\xED" || control == "\x03\xEE" ||
                     control == "\x03\xF7"
                 ? F::kCloseCodeReportOnly
                 : F::kCloseCodeReserved;
    case V::kCloseReasonNotUtf8:
      return F::kCloseReasonNotUtf8;
    case V::kCloseInsideMessage:
      return F::kCloseInsideMessage;
  }
  return {};
}

Heard ByTheCodec(const Case& c) {
  FrameReaderOptions options;
  options.accepts_non_minimal_length = c.settings.accepts_non_minimal_length;
  options.accepts_reserved_codes = c.settings.accepts_reserved_codes;
  options.refuses_close_in_message = c.settings.refuses_close_in_message;
  options.frame_bytes_max = c.settings.frame_bytes_max;
  options.message_bytes_max = c.settings.message_bytes_max;
  FrameReader reader(c.reader, options);
  Heard heard;
  std::string message;
  std::string control;
  std::string type;
  std::string_view input = c.bytes;
  while (true) {
    const bool is_control = IsControl(reader.header().opcode);
    const auto status = reader.Read(input, is_control ? control : message);
    heard.bytes = c.bytes.size() - input.size();
    const FrameHeader& header = reader.header();
    switch (status) {
      case FrameReader::Status::kNeedMore:
        return heard;
      case FrameReader::Status::kFrameStart:
        if (IsControl(header.opcode)) control.clear();
        if (header.opcode == Opcode::kText) type = "text ";
        if (header.opcode == Opcode::kBinary) type = "binary ";
        continue;
      case FrameReader::Status::kViolation:
        heard.words += Words(Translated(reader.violation(), control));
        return heard;
      case FrameReader::Status::kFrameEnd:
        break;
    }
    if (header.opcode == Opcode::kClose) {
      heard.words += "close " + control;
      return heard;
    }
    if (header.opcode == Opcode::kPing) heard.words += "ping " + control;
    if (header.opcode == Opcode::kPong) heard.words += "pong " + control;
    if (!IsControl(header.opcode) && header.is_final) {
      heard.words += type + message;
      message.clear();
    }
  }
}

Heard ByTheJudge(const Case& c) {
  InputView view(c.reader, c.settings);
  Heard heard;
  for (const char byte : c.bytes) {
    std::string_view one(&byte, 1);
    ++heard.bytes;
    const InputView::News news = view.Feed(one);
    if (news.message.has_value()) {
      heard.words +=
          (news.message->is_text ? "text " : "binary ") + news.message->payload;
    }
    if (news.ping.has_value()) heard.words += "ping " + *news.ping;
    if (news.pong.has_value()) heard.words += "pong " + *news.pong;
    heard.fault = view.fault();
    if (heard.fault.has_value()) heard.words += Words(*heard.fault);
    if (view.close().has_value()) {
      heard.words += "close ";
      if (const auto code = view.close()->code; code.has_value()) {
        heard.words +=
            {static_cast<char>(*code >> 8), static_cast<char>(*code)};
      }
      heard.words += view.close()->reason;
    }
    if (view.IsOver()) break;
  }
  return heard;
}

TEST(InputViewReaderTest, BothReadersAgreeOnEveryStream) {
  constexpr int kCases = 50'000;
  std::map<InputFault, int> faults;
  size_t closes = 0;
  size_t messages = 0;
  rc::detail::TestParams params;
  params.maxSuccess = kCases;
  params.seed = 6455;
  params.maxSize = 150;
  const auto result = rc::detail::checkTestable(
      [&] {
        const auto tape = *rc::gen::arbitrary<std::vector<uint8_t>>();
        const Case c = CaseFrom(tape);
        const Heard codec = ByTheCodec(c);
        const Heard judge = ByTheJudge(c);
        if (judge.fault.has_value()) ++faults[*judge.fault];
        closes += judge.words.find("close ") != std::string::npos;
        messages += judge.words.find("text ") != std::string::npos;
        RC_ASSERT(judge.words == codec.words);
        RC_ASSERT(judge.bytes == codec.bytes);
      },
      rc::detail::TestMetadata(), params);
  std::ostringstream words;
  rc::detail::printResultMessage(result, words);
  EXPECT_TRUE(result.is<rc::detail::SuccessResult>()) << words.str();
  // Each kind of fault was met, and not by one lucky case.
  EXPECT_EQ(faults.size(), 15u);
  for (const auto& [fault, times] : faults) {
    EXPECT_GT(times, 10) << Words(fault);
  }
  EXPECT_GT(closes, kCases / 50u);
  EXPECT_GT(messages, kCases / 10u);
}

}  // namespace
}  // namespace wsdrain
