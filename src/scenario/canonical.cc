// Makes worlds of an equal future equal: what can no longer matter is
// forgotten, and all that only grows is counted up to where it matters.
#include <algorithm>

#include "scenario/seat.h"
#include "scenario/world.h"

namespace wsdrain {
namespace {

// Of equal Pings only the last can matter: an answer to it answers them all.
void KeepTheLastOfEach(std::vector<std::string>& list) {
  for (size_t i = list.size(); i-- > 0;) {
    const auto here = list.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(here + 1, list.end(), *here) != list.end()) list.erase(here);
  }
}

// Sorted, and at most `max` of each.
void KeepSomeOfEach(std::vector<std::string>& list, size_t max) {
  std::sort(list.begin(), list.end());
  size_t run = 0;
  size_t kept = 0;
  for (size_t i = 0; i < list.size(); ++i) {
    run = kept > 0 && list[kept - 1] == list[i] ? run + 1 : 1;
    if (run > max) continue;
    if (kept != i) list[kept] = std::move(list[i]);
    ++kept;
  }
  list.resize(kept);
}

}  // namespace

void InputView::ForgetTheMessage() {
  message_ = {};
  is_mid_message_ = false;
  text_cut_.clear();
  text_missing_ = 0;
}

void InputView::ForgetAllButTheEnd() {
  BeginFrame();
  ForgetTheMessage();
  ForgetWhichFault();
  if (close_.has_value()) close_ = PeerClose{};
  failing_.clear();
}

// What is said of an ended connection is that it stays so.
void Ledger::ForgetAllButTheEnd() {
  input.ForgetAllButTheEnd();
  pongs_due.clear();
  for (auto* list : {&pings_owed, &pings_to_send, &pongs_to_send}) {
    if (!list->empty()) list->assign(1, "");
  }
  messages_owed.clear();
  open_message = 0;
  open_text.clear();
  last_keys[0] = last_keys[1] = 0;
  masked_frames_sent = 0;
  if (close_called.has_value()) close_called = PeerClose{};
  is_peer_close_first = false;
  closed->code.reset();
  closed->reason.clear();
}

void Ledger::Canonicalize() {
  // Time counts from the start of closing.
  now_ms -= closing_since_ms.value_or(now_ms);
  if (IsClosing()) closing_since_ms = 0;

  if (IsTcpOver() && closed.has_value()) ForgetAllButTheEnd();
  input.ForgetTheFailing();
  if (input.IsOver()) input.ForgetTheMessage();
  closes_sent = std::min<size_t>(closes_sent, 2);
  closed_reports = std::min<size_t>(closed_reports, 2);
  if (closes_sent > 0) {
    if (close_called.has_value()) close_called = PeerClose{};
    is_peer_close_first = false;
  }
  if (closes_sent > 0 || tcp != Tcp::kOpen) input.ForgetWhichFault();
  if (data_after_close() != DataAfterClose::kDiscards) {
    undelivered_after_close = 0;
  }
  // D4: what is discarded is never delivered; one message stands for all.
  while (undelivered_after_close > 1) {
    messages_undelivered.pop_back();
    --undelivered_after_close;
  }
  // D37: of what comes while it is paused in closing, all but the first few
  // are dropped; resumed, it has handed over what waited.
  if (was_paused && IsClosing()) {
    const size_t wait =
        is_paused ? static_cast<size_t>(settings.messages_waiting_max) : 0;
    if (messages_undelivered.size() > wait) messages_undelivered.resize(wait);
    undelivered_after_close =
        std::min(undelivered_after_close, messages_undelivered.size());
  }
  // Nothing waits for an application that reads: it has not missed anything.
  if (!is_paused && messages_undelivered.empty()) was_paused = false;
  if (given_keys.size() == 1) {
    masked_frames_sent = 0;
    last_keys[0] = last_keys[1] = 0;
  } else if (!given_keys.empty() && masked_frames_sent >= 2) {
    masked_frames_sent = 2 + (masked_frames_sent - 2) % given_keys.size();
  }
  if (!is_own_message_open) is_own_message_text = false;

  if (!CanStillWrite()) {
    pings_owed.clear();
    pongs_due.clear();
  }
  KeepTheLastOfEach(pings_owed);
  pings_received = pings_owed.empty() ? 0 : 1;
  if (pings_owed.empty()) is_last_ping_after_close = false;
  // At most so many answers wait in the output; one more may be begun.
  KeepSomeOfEach(pongs_due,
                 static_cast<size_t>(settings.pongs_max) + 1 + own_pongs_due);
  own_pongs_due = std::min(own_pongs_due, pongs_due.size());
}

void World::Canonicalize() {
  // The remote's keys take turns, and so does the code that reads them.
  remote_key_ = kFirstRemoteKey + (remote_key_ - kFirstRemoteKey) % 2;
  for (const auto& seat : seats_) {
    seat->ledger.Canonicalize();
    Seat* sender = Other(*seat);
    const bool is_ignored = seat->ledger.input.IsOver() || seat->IsOver();
    if (seat->IsOver()) seat->in.DropBytes();
    const size_t later = seat->in.Rebase();
    if (is_ignored) seat->in.ForgetContent();
    // Positions of the one who sends into this pipe.
    WireView& sent = sender != nullptr ? sender->output : seat->output;
    sent.Rebase(sender == nullptr || is_ignored ? sent.position() : later);
    if (!seat->ledger.CanStillWrite() || seat->ledger.tcp != Tcp::kOpen) {
      seat->output.ForgetContent();
    }
  }
}

}  // namespace wsdrain
