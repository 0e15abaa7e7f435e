// Folds observations into the tally.
#include "scenario/ledger.h"

#include <algorithm>
#include <string_view>

#include "scenario/naive_utf8.h"

namespace wsdrain {
namespace {

// Removes the first element equal to `what`, if any.
bool RemoveFirst(std::vector<std::string>& from, std::string_view what) {
  const auto it = std::find(from.begin(), from.end(), what);
  if (it == from.end()) return false;
  from.erase(it);
  return true;
}

constexpr size_t kPingsNotedMax = 64;

void Note(std::vector<std::string>& list, std::string what) {
  if (list.size() == kPingsNotedMax) list.erase(list.begin());
  list.push_back(std::move(what));
}

// 7.4.1: 1009, or of who has an application of its own its policy, 1008.
bool MayBeForALimit(const WireFrame& close, const Capabilities& whose) {
  if (whose.is_ours || whose.follows_settings) return false;
  const std::string_view code = std::string_view(close.payload).substr(0, 2);
  return code == "\x03\xF1" || (code == "\x03\xF0" && !whose.is_driven);
}

}  // namespace

void Ledger::StartClosing() {
  if (!closing_since_ms.has_value()) closing_since_ms = now_ms;
}

void Ledger::TakeInput(std::string_view& bytes) {
  if (closed.has_value() || IsTcpOver()) {
    // Who ended because of a bad frame has read it whole, if it was in this
    // read.
    while (!bytes.empty() && MayDropTcp() && !input.IsFaultRipe()) {
      input.Feed(bytes);
    }
    bytes = {};
    return;
  }
  InputView::News news = input.Feed(bytes);
  if (news.message.has_value()) {
    // D37: while closing, no more than so many wait for a paused application.
    const bool is_dropped =
        capabilities.follows_settings && is_paused && IsClosing() &&
        messages_undelivered.size() >=
            static_cast<size_t>(settings.messages_waiting_max);
    if (!is_dropped) {
      if (HasStartedClose()) ++undelivered_after_close;
      messages_undelivered.push_back(std::move(*news.message));
    }
  }
  if (news.ping.has_value()) {
    ++pings_received;
    is_last_ping_after_close = HasStartedClose();
    Note(pings_unreported, *news.ping);
    Note(pings_owed, *news.ping);
    has_forgotten_pings =
        has_forgotten_pings || pongs_due.size() == kPingsNotedMax;
    // A Pong of the application's with the same bytes cannot be told from the
    // answer: it may still come, but is no longer owed.
    if (RemoveFirst(pongs_to_send, *news.ping)) {
      Note(pongs_due, *news.ping);
      ++own_pongs_due;
    }
    Note(pongs_due, std::move(*news.ping));
  }
  if (news.pong.has_value()) Note(pongs_unreported, std::move(*news.pong));
  if (input.IsOver()) {
    if (input.close().has_value() && !close_called.has_value() &&
        closes_sent == 0) {
      is_peer_close_first = true;
    }
    // A stranger may fail at the end of the frame or text that it is sent.
    if (!capabilities.is_ours && input.fault().has_value() &&
        !fault_since_ms.has_value()) {
      fault_since_ms = now_ms;
    }
    if (capabilities.is_ours || !input.fault().has_value() ||
        input.IsFaultRipe()) {
      StartClosing();
    }
  }
}

void Ledger::Fold(const Observation& seen) {
  switch (seen.kind) {
    case Seen::kEof:
      is_eof_received = true;
      return;
    case Seen::kReset:
      is_reset = true;
      return;
    case Seen::kCall:
      FoldCall(seen);
      return;
    case Seen::kFrameSent:
      FoldFrameSent(*seen.frame);
      return;
    case Seen::kMessage: {
      const auto it = std::find_if(
          messages_undelivered.begin(), messages_undelivered.end(),
          [&seen](const InputView::Message& m) {
            return m.is_text == seen.is_text && m.payload == seen.payload;
          });
      if (it == messages_undelivered.end()) return;
      messages_undelivered.erase(messages_undelivered.begin(), it + 1);
      undelivered_after_close =
          std::min(undelivered_after_close, messages_undelivered.size());
      return;
    }
    case Seen::kPing:
      RemoveFirst(pings_unreported, seen.payload);
      return;
    case Seen::kPong:
      RemoveFirst(pongs_unreported, seen.payload);
      return;
    case Seen::kClosed:
      if (!closed.has_value()) closed = *seen.closed;
      ++closed_reports;
      return;
    case Seen::kTcp:
      tcp = seen.tcp;
      is_cut_by_deadline =
          is_cut_by_deadline || (MayBeAtItsDeadline() && !seen.is_output_free);
      return;
    case Seen::kTime:
      // The clock of an ended connection stands still.
      if (!IsTcpOver() || !closed.has_value()) now_ms += seen.ms;
      return;
    case Seen::kSettled:
      if (!seen.is_quiescent) return;
      pongs_due.clear();
      own_pongs_due = 0;
      return;
    case Seen::kStep:
    case Seen::kInput:
    case Seen::kLeft:
    case Seen::kOutput:
    case Seen::kEnd:
      return;
  }
}

void Ledger::FoldCall(const Observation& seen) {
  const Step& call = *seen.step;
  if (seen.result != CallResult::kAccepted) {
    if (seen.result == CallResult::kRefused) {
      // D10: told no, the application will not finish its message.
      const bool continues =
          call.verb == Verb::kContinue || call.verb == Verb::kFinish;
      if (IsClosing() && continues) is_own_message_open = false;
    }
    return;
  }
  switch (call.verb) {
    case Verb::kSend:
      messages_owed.push_back({call.opcode == 1, call.payload.Bytes(), true});
      return;
    case Verb::kFragment:
      messages_owed.push_back({call.opcode == 1, call.payload.Bytes(), false});
      is_own_message_open = true;
      is_own_message_text = call.opcode == 1;
      return;
    case Verb::kContinue:
    case Verb::kFinish:
      if (messages_owed.empty() || messages_owed.back().is_finished) {
        messages_owed.push_back({});  // its beginning is on the wire
        messages_owed.back().is_begun = true;
        messages_owed.back().is_text = open_message == 1;
      }
      messages_owed.back().payload += call.payload.Bytes();
      messages_owed.back().is_finished = call.verb == Verb::kFinish;
      is_own_message_open = call.verb == Verb::kContinue;
      return;
    case Verb::kPing:
      pings_to_send.push_back(call.payload.Bytes());
      return;
    case Verb::kPong: {
      std::string payload = call.payload.Bytes();
      const bool is_ambiguous =
          std::count(pongs_due.begin(), pongs_due.end(), payload) > 0;
      (is_ambiguous ? pongs_due : pongs_to_send).push_back(std::move(payload));
      if (is_ambiguous) ++own_pongs_due;
      return;
    }
    case Verb::kClose:
      if (!close_called.has_value()) {
        close_called = PeerClose{call.code, call.payload.Bytes()};
      }
      StartClosing();
      return;
    case Verb::kAbort:
      is_abort_called = true;
      return;
    case Verb::kPause:
      is_paused = was_paused = true;
      return;
    default:
      return;
  }
}

void Ledger::FoldFrameSent(const WireFrame& frame) {
  if (frame.is_masked) {
    ++masked_frames_sent;
    last_keys[0] = last_keys[1];
    last_keys[1] = frame.key;
  }
  if (frame.IsData()) {
    FoldDataSent(frame);
  } else if (frame.IsPing()) {
    RemoveFirst(pings_to_send, frame.payload);
  } else if (frame.IsPong()) {
    // 5.5.3: an answer to a later Ping answers the earlier ones.
    const auto last =
        std::find(pings_owed.rbegin(), pings_owed.rend(), frame.payload);
    pings_owed.erase(pings_owed.begin(), last.base());
    // An answer may be left out, what was accepted may not: if the payload
    // fits both, it is the latter.
    if (!RemoveFirst(pongs_to_send, frame.payload)) {
      RemoveFirst(pongs_due, frame.payload);
    }
  } else if (frame.IsClose()) {
    if (++closes_sent > 1) return;
    // It may have been sent before what came last was read.
    if (!capabilities.is_driven) {
      undelivered_after_close = messages_undelivered.size();
      is_last_ping_after_close = true;
    }
    has_own_limit = !IsClosing() && MayBeForALimit(frame, capabilities);
    StartClosing();
    is_own_message_open = false;
    open_message = 0;  // 6.1: what was not finished is cut
    open_text.clear();
    messages_owed.clear();
  }
}

void Ledger::FoldDataSent(const WireFrame& frame) {
  if (frame.opcode != 0) {
    open_message = frame.opcode;
    open_text.clear();
  }
  if (open_message == 1) {
    open_text += frame.payload;
    open_text.erase(0, JudgeText(open_text).whole);
  }
  if (!messages_owed.empty()) {
    OwedMessage& owed = messages_owed.front();
    owed.is_begun = true;
    owed.payload.erase(0, std::min(owed.payload.size(), frame.payload.size()));
    // The front stays while its message is open on the wire.
    if (frame.fin) messages_owed.erase(messages_owed.begin());
  }
  if (frame.fin) {
    open_message = 0;
    open_text.clear();
  }
}

}  // namespace wsdrain
