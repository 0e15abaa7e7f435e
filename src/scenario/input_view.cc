// Judges each byte by the RFC's rules for what may be sent to this reader.
#include "scenario/input_view.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "scenario/naive_utf8.h"

namespace wsdrain {
namespace {

using enum InputFault;
using enum FaultStrength;

constexpr FaultFacts kFacts[] = {
    {kReservedBits, kMust, 1002, "5.2", "an RSV bit is set"},
    {kReservedOpcode, kMust, 1002, "5.2", "a reserved opcode"},
    {kMask, kMust, 1002, "5.1", "masked, or not, against its direction"},
    {kControlFragmented, kShould, 1002, "5.5", "a control frame with FIN 0"},
    {kControlTooLong, kShould, 1002, "5.5", "a control frame over 125 bytes"},
    {kFragmentOrder, kShould, 1002, "5.4", "fragments out of order"},
    {kLengthTopBit, kShould, 1002, "5.2", "the top bit of the length is set"},
    {kLengthNotMinimal, kChoice, 1002, "5.2", "a length not in minimal form"},
    {kTooBig, kLimit, 1009, "10.4", "over the limit"},
    {kTextNotUtf8, kMust, 1007, "8.1", "text that is not UTF-8"},
    {kCloseBodyOneByte, kShould, 1002, "5.5.1", "a Close body of one byte"},
    {kCloseCodeReportOnly, kShould, 1002, "7.4.1", "a code not for the wire"},
    {kCloseCodeReserved, kChoice, 1002, "7.4", "a code without a meaning"},
    {kCloseReasonNotUtf8, kShould, 1007, "8.1", "a reason that is not UTF-8"},
    {kCloseInsideMessage, kChoice, 1002, "5.4", "a Close inside a message"},
};

bool IsReportOnlyCode(uint32_t code) {
  return code == 1005 || code == 1006 || code == 1015;
}

// D14, D16: neither assigned nor in a range for everyone.
bool IsReservedCode(uint32_t code) {
  return code < 1000 || code == 1004 || (code > 1014 && code < 3000) ||
         code > 4999;
}

}  // namespace

const FaultFacts& Facts(InputFault fault) {
  return kFacts[static_cast<size_t>(fault)];
}

InputView::News InputView::Feed(std::string_view& bytes) {
  News news;
  if (IsOver()) {
    has_trailing_ = has_trailing_ || !bytes.empty();
    FollowFault(bytes);
    bytes = {};
    return news;
  }
  while (!bytes.empty() && !IsOver()) {
    fault_ =
        header_.header_bytes == 0 ? TakeHeaderByte(bytes) : TakePayload(bytes);
    if (fault_.has_value()) {
      has_trailing_ = !bytes.empty();
      FollowFault(head_ + payload_);
      BeginFrame();
      message_ = {};  // an endpoint that fails has no use for it
      return news;
    }
    if (IsFrameWhole()) {
      EndFrame(news);
      return news;
    }
  }
  return news;
}

std::optional<InputFault> InputView::TakeHeaderByte(std::string_view& bytes) {
  head_ += bytes.front();
  bytes.remove_prefix(1);
  if (const auto fault = FirstByteFault()) return fault;
  if (head_.size() < 2) return std::nullopt;
  header_ = ReadWireHeader(head_);
  return SecondByteFault();
}

std::optional<InputFault> InputView::TakePayload(std::string_view& bytes) {
  const WireFrame& frame = header_.frame;
  const size_t begin = payload_.size();
  const size_t n =
      std::min<uint64_t>(bytes.size(), frame.declared_bytes - begin);
  payload_ += bytes.substr(0, n);
  bytes.remove_prefix(n);
  for (size_t i = begin; frame.is_masked && i < payload_.size(); ++i) {
    payload_[i] ^= static_cast<char>(frame.key >> (8 * (3 - i % 4)));
  }
  if (frame.IsClose()) return CloseFault();
  if (!IsText()) return std::nullopt;
  text_cut_ += payload_.substr(begin);
  const TextVerdict verdict = JudgeText(text_cut_);
  text_cut_.erase(0, verdict.whole);
  text_missing_ = verdict.missing;
  const uint64_t to_come = frame.declared_bytes - payload_.size();
  if (verdict.state == TextState::kBad ||
      (frame.fin && text_missing_ > to_come)) {
    return kTextNotUtf8;
  }
  return std::nullopt;
}

void InputView::BeginFrame() {
  head_.clear();
  header_ = {};
  payload_.clear();
}

void InputView::FollowFault(std::string_view bytes) {
  if (!fault_.has_value() || ripeness_ != Ripeness::kNotYet) return;
  failing_ += bytes;
  if (*fault_ == kLengthTopBit && ReadWireHeader(failing_).header_bytes > 0) {
    ripeness_ = Ripeness::kRipe;
  }
  std::string_view left = failing_;
  while (ripeness_ == Ripeness::kNotYet) {
    const auto frame = ReadWireFrame(left);
    if (!frame.has_value()) break;
    left.remove_prefix(frame->wire_bytes);
    // D12: it was not long, but said its length in a longer form.
    if (*fault_ == kControlTooLong && frame->declared_bytes <= 125) {
      fault_ = kLengthNotMinimal;
    }
    if (*fault_ != kTextNotUtf8 || (frame->IsData() && frame->fin)) {
      ripeness_ = Ripeness::kRipe;
    } else if (frame->IsClose()) {
      ripeness_ = Ripeness::kNever;
    }
  }
  if (ripeness_ != Ripeness::kNotYet) left = {};
  failing_.erase(0, failing_.size() - left.size());
}

void InputView::EndFrame(News& news) {
  const WireFrame& frame = header_.frame;
  news.is_frame = true;
  if (frame.IsPing()) {
    news.ping = std::move(payload_);
  } else if (frame.IsPong()) {
    news.pong = std::move(payload_);
  } else if (frame.IsClose()) {
    close_.emplace();
    if (payload_.size() >= 2) {
      close_->code = static_cast<uint8_t>(payload_[0]) * 256 +
                     static_cast<uint8_t>(payload_[1]);
      close_->reason = payload_.substr(2);
    }
    message_ = {};
    is_mid_message_ = false;
  } else {
    if (frame.opcode != 0) message_.is_text = frame.opcode == 1;
    message_.payload += payload_;
    is_mid_message_ = !frame.fin;
    if (frame.fin) news.message = std::exchange(message_, {});
  }
  BeginFrame();
}

bool InputView::IsText() const {
  const uint8_t opcode = header_.frame.opcode;
  return opcode == 1 || (opcode == 0 && message_.is_text);
}

std::optional<InputFault> InputView::FirstByteFault() const {
  const uint8_t first = static_cast<uint8_t>(head_[0]);
  const uint8_t opcode = first % 16;
  const bool fin = first >= 128;
  if (first / 16 % 8 != 0) return kReservedBits;
  if ((opcode > 2 && opcode < 8) || opcode > 10) return kReservedOpcode;
  if (opcode >= 8 && !fin) return kControlFragmented;
  if ((opcode == 0) != is_mid_message_ && opcode < 8) return kFragmentOrder;
  if (opcode == 8 && is_mid_message_ && settings_.refuses_close_in_message) {
    return kCloseInsideMessage;
  }
  if (opcode == 0 && fin && message_.is_text && text_missing_ > BytesLeft()) {
    return kTooBig;  // the code point that is cut cannot be ended any more
  }
  return std::nullopt;
}

uint64_t InputView::BytesLeft() const {
  const uint64_t held = is_mid_message_ ? message_.payload.size() : 0;
  const auto message_max = static_cast<uint64_t>(settings_.message_bytes_max);
  const auto frame_max = static_cast<uint64_t>(settings_.frame_bytes_max);
  return std::min(frame_max, held > message_max ? 0 : message_max - held);
}

std::optional<InputFault> InputView::SecondByteFault() const {
  const uint8_t opcode = static_cast<uint8_t>(head_[0]) % 16;
  const uint8_t second = static_cast<uint8_t>(head_[1]);
  if ((second >= 128) != (reader_ == Role::kServer)) return kMask;
  if (opcode >= 8 && second % 128 > 125) return kControlTooLong;
  if (opcode == 8 && second % 128 == 1) return kCloseBodyOneByte;
  return LengthFault();
}

std::optional<InputFault> InputView::LengthFault() const {
  const bool is_control = static_cast<uint8_t>(head_[0]) % 16 >= 8;
  const uint8_t form = static_cast<uint8_t>(head_[1]) % 128;
  const size_t extended = form == 126 ? 2 : form == 127 ? 8 : 0;
  const size_t known = std::min(extended, head_.size() - 2);
  // The least and the greatest length that the bytes still allow.
  uint64_t least = extended == 0 ? form : 0;
  for (size_t i = 0; i < known; ++i) {
    least = least * 256 + static_cast<uint8_t>(head_[2 + i]);
  }
  uint64_t greatest = least;
  for (size_t i = known; i < extended; ++i) {
    least = least * 256;
    greatest = greatest * 256 + 255;
  }
  if (extended == 8 && least >> 63 != 0) return kLengthTopBit;
  const uint64_t minimum = form == 126 ? 126 : form == 127 ? 65536 : 0;
  if (!settings_.accepts_non_minimal_length) {
    if (greatest < minimum) return kLengthNotMinimal;
    least = std::max(least, minimum);
  }
  if (is_control) return std::nullopt;
  if (least > BytesLeft()) return kTooBig;
  // 5.6: a code point that is cut needs more bytes than can come.
  const bool is_last = static_cast<uint8_t>(head_[0]) >= 128;
  if (is_last && is_mid_message_ && message_.is_text &&
      text_missing_ > greatest) {
    return kTextNotUtf8;
  }
  return std::nullopt;
}

std::optional<InputFault> InputView::CloseFault() const {
  const std::string_view body = payload_;
  if (body.empty()) return std::nullopt;
  const uint32_t high = static_cast<uint8_t>(body[0]);
  // Every code that the bytes still allow is refused?
  const uint32_t least =
      high * 256 + (body.size() > 1 ? static_cast<uint8_t>(body[1]) : 0);
  const uint32_t greatest = body.size() > 1 ? least : high * 256 + 255;
  bool any_taken = false;
  for (uint32_t code = least; code <= greatest; ++code) {
    const bool is_refused =
        IsReportOnlyCode(code) ||
        (IsReservedCode(code) && !settings_.accepts_reserved_codes);
    any_taken = any_taken || !is_refused;
  }
  if (!any_taken) {
    return IsReportOnlyCode(least) ? kCloseCodeReportOnly : kCloseCodeReserved;
  }
  if (body.size() < 2) return std::nullopt;
  const TextVerdict reason = JudgeText(body.substr(2));
  if (reason.state == TextState::kBad ||
      reason.missing > header_.frame.declared_bytes - body.size()) {
    return kCloseReasonNotUtf8;
  }
  return std::nullopt;
}

}  // namespace wsdrain
