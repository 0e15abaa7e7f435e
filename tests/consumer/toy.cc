// Parses from one buffer, writes to another, and closes by a few flags.
//
// Longer than 300 lines because each bug stands beside what it spoils.
#include "toy.h"

#include <algorithm>
#include <bitset>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "frame/close_code.h"
#include "frame/close_payload.h"
#include "frame/frame_writer.h"
#include "frame/masking.h"
#include "frame/opcode.h"
#include "frame/utf8.h"
#include "frame/violation.h"
#include "scenario/deadline.h"

namespace wsdrain {
namespace {

class ToyEndpoint : public Endpoint {
 public:
  ToyEndpoint(const EndpointConfig& config, EndpointObserver& observer,
              const std::bitset<kBugs>& bugs)
      : observer_(observer),
        bugs_(bugs),
        role_(config.role),
        timeout_ms_(config.timeout_ms) {}

  // --- The wire --------------------------------------------------------------

  size_t Receive(std::string_view bytes) override {
    if (tcp_ == Tcp::kClosed) return 0;
    const bool is_drained = IsClosing() && !Has(Bug::kPauseStopsTheDrain);
    if (is_paused_ && !is_drained) return 0;
    if (IsDone() && Has(Bug::kClosesOverUnreadInput)) return 0;
    in_ += bytes;
    while (ReadFrame()) continue;
    if (IsDeaf()) in_.clear();
    Advance();
    return bytes.size();
  }
  void ReceiveEof() override {
    if (Has(Bug::kEofIgnored)) return;
    is_eof_ = true;
    Advance();
  }
  void ReceiveReset() override { Finish(); }
  void OutputBroken() override {
    is_output_broken_ = true;
    Advance();
  }
  size_t OutputBytes() const override {
    return tcp_ == Tcp::kOpen ? out_.size() : 0;
  }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    out.append(out_, 0, bytes_max);
  }
  void OutputAccepted(size_t bytes) override {
    out_.erase(0, bytes);
    if (close_sent_.has_value() && out_.empty()) {
      has_written_close_ = true;
      if (Has(Bug::kDeadlineStartsBehindWrite)) deadline_.Restart(timeout_ms_);
      if (Has(Bug::kTcpClosedAfterOwnClose)) Finish();
    }
    Advance();
  }
  Tcp tcp() const override { return tcp_; }

  void Elapse(int64_t ms) override {
    if (deadline_.Elapse(ms)) Finish();
  }
  std::optional<int64_t> NextDeadline() const override {
    return deadline_.left_ms();
  }

  // --- The application's calls -----------------------------------------------

  CallResult Send(bool is_text, std::string_view payload) override {
    if (is_text && !IsUtf8(payload)) return CallResult::kRefused;
    return SendFrame(is_text ? Opcode::kText : Opcode::kBinary, payload);
  }
  CallResult SendPing(std::string_view payload) override {
    if (payload.size() > 125) return CallResult::kRefused;
    return SendFrame(Opcode::kPing, payload);
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    const bool is_over = tcp_ != Tcp::kOpen || has_failed_;
    if (is_over || (IsClosing() && !Has(Bug::kClosesTwice))) {
      return CallResult::kAlreadyClosing;
    }
    std::string_view checked = reason;
    if (Has(Bug::kReasonOf125Bytes)) checked = reason.substr(0, 123);
    if (!MakeClosePayload(code, checked, role_).ok()) {
      return CallResult::kRefused;
    }
    SendClose({code, std::string(reason)});
    Advance();
    return CallResult::kAccepted;
  }
  CallResult Abort() override {
    Finish();
    return CallResult::kAccepted;
  }
  CallResult Pause() override {
    is_paused_ = true;
    return CallResult::kAccepted;
  }
  CallResult Resume() override {
    is_paused_ = false;
    return CallResult::kAccepted;
  }

 private:
  bool Has(Bug bug) const { return bugs_[static_cast<size_t>(bug)]; }
  bool IsClosing() const {
    return close_sent_.has_value() || close_received_.has_value();
  }
  bool IsDeaf() const {
    return has_failed_ ||
           (close_received_.has_value() && !Has(Bug::kReadsAfterClose));
  }
  // Nothing is left to be said, or it cannot be said.
  bool IsDone() const {
    return (has_failed_ || close_received_.has_value()) &&
           (out_.empty() || is_output_broken_);
  }

  // --- Reading ---------------------------------------------------------------

  // Takes a whole frame from in_. False: there is none, or nothing to read for.
  bool ReadFrame() {
    if (IsDeaf() || in_.size() < 2) return false;
    const auto byte = [&](size_t i) { return static_cast<uint8_t>(in_[i]); };
    const uint8_t opcode = byte(0) & 0x0F;
    const bool is_final = (byte(0) & 0x80) != 0;
    const bool is_masked = (byte(1) & 0x80) != 0;
    uint64_t length = byte(1) & 0x7F;
    const size_t extended = length == 127 ? 8 : length == 126 ? 2 : 0;
    if (((byte(0) & 0x70) != 0 && !Has(Bug::kRsvIgnored)) ||
        !IsKnownOpcode(opcode)) {
      return Fail(kProtocolError);
    }
    if (IsControl(Opcode{opcode}) && (!is_final || length > 125)) {
      return Fail(kProtocolError);
    }
    if (is_masked != (role_ == Role::kServer) && !Has(Bug::kUnmaskedAccepted)) {
      return Fail(kProtocolError);
    }
    if (in_.size() < 2 + extended) return false;
    if (extended > 0) length = 0;
    for (size_t i = 0; i < extended; ++i) length = length << 8 | byte(2 + i);
    if (extended > 0 && length < (extended == 2 ? 126u : 65536u)) {
      return Fail(kProtocolError);
    }
    if (length > kMessageBytesMax) {
      if ((length >> 63) == 0) return Fail(kMessageTooBigCode);
      if (!Has(Bug::kLengthIsSigned)) return Fail(kProtocolError);
      length = 0;
    }
    const size_t header = 2 + extended + (is_masked ? 4 : 0);
    const bool has_all = in_.size() >= header + length;
    const bool is_taken_early = Has(Bug::kCloseTakenAtItsHeader) &&
                                Opcode{opcode} == Opcode::kClose &&
                                in_.size() >= header;
    if (!has_all && !is_taken_early) return false;
    std::string payload = in_.substr(header, length);
    if (is_masked) Unmask(header - 4, payload);
    in_.erase(0, header + payload.size());
    TakeFrame(Opcode{opcode}, is_final, std::move(payload));
    return true;
  }

  void Unmask(size_t at, std::string& payload) const {
    MaskingKey key;
    std::copy_n(in_.begin() + static_cast<std::ptrdiff_t>(at), 4, key.begin());
    ApplyMask(key, Has(Bug::kMaskTurnedByOne) ? 1 : 0, payload.data(),
              payload.size());
  }

  void TakeFrame(Opcode opcode, bool is_final, std::string payload) {
    if (close_sent_.has_value() && Has(Bug::kReadsOnceAfterClose) &&
        opcode != Opcode::kClose) {
      return Finish();
    }
    if (deadline_.IsRunning() && Has(Bug::kDeadlineRenewedByFrames)) {
      deadline_.Restart(timeout_ms_);
    }
    if (IsControl(opcode) && Has(Bug::kControlFrameEndsMessage)) {
      is_in_message_ = false;
    }
    switch (opcode) {
      case Opcode::kClose:
        return TakeClose(payload);
      case Opcode::kPing:
        if (close_sent_.has_value()) {
          if (!Has(Bug::kPingWhileClosingThrows)) return;
          throw std::logic_error("a Pong after Close");
        }
        observer_.OnPing(payload);
        AppendFrame(Opcode::kPong, payload);
        return;
      case Opcode::kPong:
        return observer_.OnPong(payload);
      default:
        return TakeData(opcode, is_final, payload);
    }
  }

  void TakeData(Opcode opcode, bool is_final, std::string_view payload) {
    if ((opcode == Opcode::kContinuation) != is_in_message_) {
      Fail(kProtocolError);
      return;
    }
    if (opcode != Opcode::kContinuation) {
      message_.clear();
      is_text_ = opcode == Opcode::kText;
    }
    message_ += payload;
    is_in_message_ = !is_final;
    if (message_.size() > kMessageBytesMax) {
      Fail(kMessageTooBigCode);
      return;
    }
    if (!is_final) return;
    if (is_text_ && !IsUtf8(message_)) {
      Fail(kInvalidPayloadData);
      return;
    }
    const bool is_lost = Has(Bug::kMessageBeforeCloseLost) && in_.size() > 1 &&
                         (in_[0] & 0x0F) == 8;
    if (!is_lost) observer_.OnMessage(is_text_, message_);
  }

  static std::variant<ClosePayload, ViolationKind> AnyClose(
      const std::string& body) {
    ClosePayload close;
    if (body.size() < 2) return close;
    close.code = static_cast<CloseCode>(static_cast<uint8_t>(body[0]) << 8 |
                                        static_cast<uint8_t>(body[1]));
    close.reason = body.substr(2);
    return close;
  }

  void TakeClose(const std::string& body) {
    const auto parsed = Has(Bug::kBadCodesAccepted)
                            ? AnyClose(body)
                            : ParseClosePayload(body, false);
    if (const auto* close = std::get_if<ClosePayload>(&parsed)) {
      const bool disagrees = close_sent_.has_value() &&
                             close->code.has_value() &&
                             close->code != *close_sent_;
      if (disagrees && Has(Bug::kCodesMustAgree)) {
        Fail(kProtocolError);
        return;
      }
      if (!close_received_.has_value()) close_received_ = *close;
      if (!close_sent_.has_value() && !Has(Bug::kCloseNotAnswered)) {
        SendClose({close->code, ""});
      }
      StartDeadline();
      return;
    }
    Fail(Describe(std::get<ViolationKind>(parsed)).close_code);
  }

  bool Fail(CloseCode code) {
    if (!close_sent_.has_value()) SendClose({code, ""});
    has_failed_ = true;
    return false;
  }

  // --- Writing ---------------------------------------------------------------

  CallResult SendFrame(Opcode opcode, std::string_view payload) {
    const bool may_send = !IsClosing() || Has(Bug::kSendsAfterClose);
    if (!may_send || has_failed_ || is_eof_ || is_output_broken_ ||
        tcp_ != Tcp::kOpen) {
      return CallResult::kRefused;
    }
    AppendFrame(opcode, payload);
    return CallResult::kAccepted;
  }

  void SendClose(const ClosePayload& payload) {
    std::string body = EncodeClosePayload(payload);
    if (Has(Bug::kCodeShiftedTooFar) && !body.empty()) body[0] = 0;
    if (Has(Bug::kFinDropsTheQueue) && close_received_.has_value()) {
      out_.clear();
    }
    AppendFrame(Opcode::kClose, body);
    close_sent_ = payload.code;
    if (!close_sent_.has_value()) close_sent_ = kNoStatusReceived;
    StartDeadline();
  }

  void AppendFrame(Opcode opcode, std::string_view payload) {
    std::optional<MaskingKey> key;
    if (role_ == Role::kClient) {
      keys_ += kKeyStep;
      key = {{static_cast<uint8_t>(keys_ >> 24),
              static_cast<uint8_t>(keys_ >> 16),
              static_cast<uint8_t>(keys_ >> 8), static_cast<uint8_t>(keys_)}};
    }
    WireForm form{.opcode = static_cast<uint8_t>(opcode), .key = key};
    if (payload.size() == 126 && Has(Bug::k126InSevenBits)) {
      form.length = LengthForm::k7;
    }
    out_ += EncodeAnything(form, payload);
  }

  // --- Closing ---------------------------------------------------------------

  void StartDeadline() {
    if (Has(Bug::kNoDeadline) || Has(Bug::kDeadlineStartsBehindWrite)) return;
    deadline_.Start(timeout_ms_);
  }

  // Goes as far as it can: FIN when all is said, closed when the peer agrees.
  void Advance() {
    if (tcp_ == Tcp::kClosed || Has(Bug::kNobodyClosesTcp)) return;
    if (is_eof_ && (!IsClosing() || out_.empty() || is_output_broken_)) {
      return Finish();
    }
    if (!IsDone()) return;
    if (Has(Bug::kClosesOverUnreadInput)) return Finish();
    tcp_ = Tcp::kWriteShutdown;
  }

  void Finish() {
    if (tcp_ == Tcp::kClosed) return;
    tcp_ = Tcp::kClosed;
    deadline_.Stop();
    in_.clear();
    ClosedReport report;
    report.code = kAbnormalClosure;
    report.is_clean =
        close_received_.has_value() && has_written_close_ && !has_failed_;
    if (close_received_.has_value()) {
      report.code = close_received_->code.value_or(
          Has(Bug::kEmptyCloseIs1000) ? kNormalClosure : kNoStatusReceived);
      report.reason = close_received_->reason;
    }
    if (Has(Bug::kOwnCodeReported) && close_sent_.has_value()) {
      report.code = close_sent_;
    }
    observer_.OnClosed(report);
    if (Has(Bug::kClosedTwice) && report.is_clean) observer_.OnClosed(report);
  }

  static constexpr uint64_t kMessageBytesMax = 1 << 20;

  EndpointObserver& observer_;
  std::bitset<kBugs> bugs_;
  Role role_;
  int64_t timeout_ms_;
  std::string in_, out_, message_;
  bool is_text_ = false;
  bool is_in_message_ = false;
  bool is_paused_ = false;
  bool is_eof_ = false;
  bool is_output_broken_ = false;
  bool has_failed_ = false;
  bool has_written_close_ = false;
  std::optional<CloseCode> close_sent_;  // 1005: without one
  std::optional<ClosePayload> close_received_;
  Deadline deadline_;
  uint32_t keys_ = 0;
  Tcp tcp_ = Tcp::kOpen;
};

constexpr std::array<std::string_view, kBugs> kClasses = {
    "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10",
    "F11", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19", "F20",
    "F21", "F22", "F23", "F24", "F25", "F26", "F27", "F28", "F29", "F30"};

}  // namespace

std::string_view BugClass(Bug bug) {
  return kClasses[static_cast<size_t>(bug)];
}

EndpointKind Toy(std::initializer_list<Bug> bugs) {
  std::bitset<kBugs> chosen;
  for (const Bug bug : bugs) chosen.set(static_cast<size_t>(bug));
  EndpointKind kind;
  kind.name = "toy";
  kind.capabilities.reports_pings = true;
  kind.capabilities.reports_pongs = true;
  kind.capabilities.data_after_close = DataAfterClose::kDelivers;
  kind.make = [chosen](const EndpointConfig& config,
                       EndpointObserver& observer) {
    return std::make_unique<ToyEndpoint>(config, observer, chosen);
  };
  return kind;
}

}  // namespace wsdrain
