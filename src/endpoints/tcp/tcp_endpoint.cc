// Waits for a live peer after each step, as long as it takes and no longer.
#include "endpoints/tcp/tcp_endpoint.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "endpoints/tcp/live_wire.h"

namespace wsdrain {
namespace {

// Nothing has come for so long: the peer has nothing to say to what it has
// read. No verdict needs it to be right.
constexpr int64_t kQuietMs = 30;
constexpr int kPatience = 8;  // after so many such waits they become shorter
// So long a peer may take to do what it does together with its Close, and to
// fail behind what is not legal, before it is asked whether it goes on.
constexpr int64_t kTogetherMs = 200;
// An end of TCP that comes so long after closing began may be a time-out.
constexpr int64_t kAtOnceMs = 500;
// An echo that has not come with the Pong behind it.
constexpr int64_t kEchoMs = 2'000;
// The end is looked for in so many slices of the time-out.
constexpr int64_t kSlices = 60;
constexpr int64_t kSliceMsMin = 20;

}  // namespace

// --- The wire ----------------------------------------------------------------

size_t TcpEndpoint::Receive(std::string_view bytes) {
  is_settled_ = is_answered_ = false;
  const size_t written = wire_.Write(bytes, bound_ms_);
  NoteClosing();
  return written;
}

void TcpEndpoint::ReceiveEof() {
  is_settled_ = is_answered_ = false;
  wire_.SendFin();
}

void TcpEndpoint::ReceiveReset() { wire_.Reset(); }

// What a peer does to TCP shows when all that it has written is read. Whether
// it has closed its socket, or may still read, does not show until we write.
Tcp TcpEndpoint::tcp() const {
  if (OutputBytes() > 0) return Tcp::kOpen;
  // It may have been at a deadline of its own: that is told when time passes.
  if (is_late_ && !has_time_passed_ && !wire_.has_sent_fin()) return Tcp::kOpen;
  // A reset behind a FIN answers what we wrote.
  if (wire_.has_reset()) {
    return wire_.is_reset_provoked() || wire_.has_fin() ? Tcp::kClosed
                                                        : Tcp::kReset;
  }
  if (!wire_.has_fin()) return Tcp::kOpen;
  return IsOver() ? Tcp::kClosed : Tcp::kWriteShutdown;
}

// --- Time --------------------------------------------------------------------

int64_t TcpEndpoint::SliceMs() const {
  return std::max(bound_ms_ / kSlices, kSliceMsMin);
}

std::optional<int64_t> TcpEndpoint::NextDeadline() const {
  if (IsOver() || GoesOn()) return std::nullopt;
  return SliceMs();
}

void TcpEndpoint::Elapse(int64_t ms) {
  const TimeLimit limit(ms);
  has_time_passed_ = true;
  if (!IsClosing() && wire_.input().fault().has_value()) Ask();
  if (GoesOn() || IsOver()) return;
  if (closing_since_.has_value()) waited_ms_ += ms;
  // Who is asked is not silent, and a peer's time-out may begin anew with it.
  if (wire_.has_fin() && bound_ms_ - waited_ms_ < SliceMs()) wire_.Probe();
  const bool had_close = wire_.output().has_close();
  const bool had_fin = wire_.has_fin();
  wire_.WaitUntil(limit.left_ms(), [&] {
    return IsOver() || wire_.output().has_close() != had_close ||
           wire_.has_fin() != had_fin;
  });
  NoteTheEnd();
}

size_t TcpEndpoint::RunUntilIdle(size_t /*turns_max*/) {
  const size_t come = wire_.come();
  if (!std::exchange(is_settled_, true)) {
    Settle();
  } else {
    wire_.Take();
  }
  TakeEchoes();
  NoteClosing();
  NoteTheEnd();
  return wire_.come() == come ? 0 : 1;
}

void TcpEndpoint::Settle() {
  if (wire_.is_over()) return;
  if (wire_.has_sent_fin()) {
    wire_.WaitUntil(bound_ms_, [&] { return wire_.is_over(); });
    return;
  }
  if (MayBeEnding()) {
    wire_.WaitUntil(kTogetherMs, [&] { return HasReacted(); });
  } else if (!IsClosing()) {
    Ask();
  }
  if (!is_answered_) WaitUntilQuiet();
  if (wire_.output().has_close() &&
      !std::exchange(has_waited_for_close_, true)) {
    wire_.WaitUntil(kTogetherMs, [&] { return wire_.has_fin(); });
  }
  if (wire_.has_fin() && !IsOver() && !wire_.is_mid_frame()) AskIfItReadsOn();
}

// Behind its FIN it may have closed its socket, or one direction of it.
void TcpEndpoint::AskIfItReadsOn() {
  if (std::exchange(is_probed_, true)) return;
  NoteTheEnd();
  wire_.Probe();
  wire_.WaitUntil(kTogetherMs, [&] { return wire_.is_over(); });
}

// The longer it has been silent, whatever it was sent, the shorter.
void TcpEndpoint::WaitUntilQuiet() {
  const size_t come = wire_.come();
  wire_.WaitUntilQuiet(
      std::max<int64_t>(kQuietMs >> std::min(silent_waits_ / kPatience, 8), 1));
  silent_waits_ = wire_.come() == come ? silent_waits_ + 1 : 0;
}

// One Ping at a time, and its Pong; a Ping of the scenario's own will do.
void TcpEndpoint::Ask() {
  if (is_answered_ || wire_.is_mid_frame() || wire_.has_sent_fin() ||
      wire_.has_fin() || !options_.answers_pings) {
    return;
  }
  if (MayBeEnding() &&
      wire_.WaitUntil(kTogetherMs, [&] { return HasReacted(); })) {
    return;
  }
  const bool was_awaited = wire_.IsPongAwaited();
  if (!was_awaited) {
    if (!wire_.output().is_hidden_pong_here()) return;  // one at a time
    const std::string payload = absl::StrCat("wsdrain ", ++asked_);
    wire_.output().HideNextPong(payload);
    if (MayBeEnding()) wire_.ExpectReset();
    if (!wire_.WriteOwnFrame(Opcode::kPing, payload, bound_ms_)) return;
  }
  const auto has_answered = [&] {
    return was_awaited ? !wire_.IsPongAwaited()
                       : wire_.output().is_hidden_pong_here();
  };
  wire_.WaitUntil(bound_ms_, [&] { return has_answered() || HasReacted(); });
  if (MayBeEnding() && has_answered() && !HasReacted()) {
    wire_.WaitUntil(kTogetherMs, [&] { return HasReacted(); });
  }
  is_answered_ = has_answered() && !HasReacted();
  if (is_answered_ && options_.echoes) {
    wire_.WaitUntil(kEchoMs, [&] {
      TakeEchoes();
      return wire_.messages_sent().empty() || HasReacted();
    });
  }
}

// --- Its application ---------------------------------------------------------

void TcpEndpoint::TakeEchoes() {
  auto& come = wire_.output().messages();
  auto& sent = wire_.messages_sent();
  if (!options_.echoes) sent.clear();
  for (; !come.empty(); come.pop_front()) {
    const InputView::Message message = come.front();
    const auto it = std::find_if(sent.begin(), sent.end(), [&](const auto& m) {
      return m.is_text == message.is_text && m.payload == message.payload;
    });
    if (it == sent.end()) continue;  // what it says by itself is its own
    sent.erase(sent.begin(), it + 1);
    observer_.OnMessage(message.is_text, message.payload);
  }
}

void TcpEndpoint::AwaitMessage() {
  ++messages_awaited_;
  wire_.WaitUntil(bound_ms_, [&] {
    return wire_.output().messages_come() >= messages_awaited_ || HasReacted();
  });
}

CallResult TcpEndpoint::StartClose(std::optional<uint16_t> /*code*/,
                                   std::string_view /*reason*/) {
  if (IsClosing() || wire_.is_over()) return CallResult::kAlreadyClosing;
  is_settled_ = is_answered_ = false;
  const auto since = std::chrono::steady_clock::now();
  std::string error;
  if (!PullTrigger(error)) return CallResult::kUnsupported;
  const int64_t wait_ms = options_.trigger.wait_ms.value_or(bound_ms_);
  if (error.empty() &&
      !wire_.WaitUntil(wait_ms, [&] { return HasReacted(); })) {
    error = absl::StrCat("no Close came within ", wait_ms, " ms");
  }
  if (!error.empty()) {
    if (options_.notes != nullptr) options_.notes->trigger_error = error;
    return CallResult::kUnsupported;
  }
  closing_since_ = since;
  return CallResult::kAccepted;
}

bool TcpEndpoint::PullTrigger(std::string& error) {
  const Trigger& trigger = options_.trigger;
  if (trigger.call) {
    error = std::string(trigger.call().message());
    return true;
  }
  return trigger.message.has_value() &&
         wire_.WriteOwnFrame(Opcode::kText, *trigger.message, bound_ms_);
}

// --- For the reports ---------------------------------------------------------

void TcpEndpoint::NoteClosing() {
  if (!closing_since_.has_value() && (MayBeEnding() || IsClosing())) {
    closing_since_ = std::chrono::steady_clock::now();
  }
}

void TcpEndpoint::NoteTheEnd() {
  if (!closing_since_.has_value() || closing_ms_.has_value() ||
      (!wire_.has_fin() && !wire_.is_over())) {
    return;
  }
  closing_ms_ = std::chrono::ceil<std::chrono::milliseconds>(
                    std::chrono::steady_clock::now() - *closing_since_)
                    .count();
  is_late_ = *closing_ms_ > kAtOnceMs;
  if (options_.notes != nullptr) options_.notes->closing_ms = closing_ms_;
}

}  // namespace wsdrain
