// RFC 6455 6.2: what is received is delivered, whole and in order.
#include <algorithm>

#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

// How many undelivered messages come before the one that `now` delivers; none
// if it is not among them.
std::optional<size_t> PlaceOf(const Ledger& before, const Observation& now) {
  const auto& list = before.messages_undelivered;
  const auto it =
      std::find_if(list.begin(), list.end(), [&now](const auto& message) {
        return message.is_text == now.is_text && message.payload == now.payload;
      });
  if (it == list.end()) return std::nullopt;
  return static_cast<size_t>(it - list.begin());
}

// D37: a paused application may lose messages once closing has started.
// D4: so may one whose endpoint does not say what becomes of late data.
size_t MayBeLost(const Ledger& before) {
  if (!before.capabilities.follows_settings && before.was_paused &&
      before.IsClosing()) {
    return before.messages_undelivered.size();
  }
  return before.data_after_close() == DataAfterClose::kDelivers
             ? 0
             : before.undelivered_after_close;
}

Answer MessagesAreDeliveredInOrder(const Ledger& before,
                                   const Observation& now) {
  if (!IsInputClear(before)) return Unreached();
  const std::optional<size_t> place = PlaceOf(before, now);
  if (!place.has_value()) {
    // What is said of a message after the end is said by other properties.
    if (before.input.IsOver()) return Unreached();
    return Broken("a whole message that was received", "another message");
  }
  return HoldsIf(*place <= MayBeLost(before), "the oldest message first",
                 "one was passed over");
}

Answer MessagesAreNotLost(const Ledger& before, const Observation& now) {
  if (now.kind == Seen::kMessage) {
    return PlaceOf(before, now).has_value() ? Holds() : Unreached();
  }
  if (before.is_abort_called || !IsInputClear(before) ||
      !before.capabilities.reports_messages ||
      (before.is_paused &&
       !(before.capabilities.follows_settings && before.closed.has_value()))) {
    return Unreached();
  }
  // Its application may be late with an answer that shows a delivery.
  if (LivesItsOwnLife(before) && before.input.IsOver()) return Unreached();
  // D26: a violation in the same read may hide what came before it.
  if (!before.capabilities.is_ours &&
      (now.kind != Seen::kEnd || before.input.fault().has_value() ||
       before.has_own_limit || before.is_output_broken)) {
    return Unreached();
  }
  return before.messages_undelivered.size() <= MayBeLost(before)
             ? Unreached()
             : Broken("each message received is delivered", "one is missing");
}

Answer LateDataIsDiscarded(const Ledger& before, const Observation& now) {
  if (before.data_after_close() != DataAfterClose::kDiscards ||
      !before.close_called.has_value() || before.was_paused) {
    return Unreached();
  }
  if (now.kind == Seen::kSettled) {
    return before.undelivered_after_close > 0 ? Holds() : Unreached();
  }
  const std::optional<size_t> place = PlaceOf(before, now);
  const size_t early =
      before.messages_undelivered.size() - before.undelivered_after_close;
  return HoldsIf(place.has_value() && *place < early,
                 "no message that came after the own Close", "one");
}

Answer NoMessageAfterPeerClose(const Ledger& before, const Observation& now) {
  if (!before.input.close().has_value()) return Unreached();
  if (now.kind == Seen::kSettled) {
    return before.input.HasTrailing() ? Holds() : Unreached();
  }
  if (PlaceOf(before, now).has_value()) return Unreached();
  return Broken("no message from bytes after the peer's Close", "one");
}

Answer NothingIsProcessedAfterFailure(const Ledger& before,
                                      const Observation& now) {
  if (!before.input.fault().has_value() || !IsInputClear(before)) {
    return Unreached();
  }
  switch (now.kind) {
    case Seen::kSettled:
      return before.input.HasTrailing() ? Holds() : Unreached();
    case Seen::kMessage:
      return PlaceOf(before, now).has_value()
                 ? Unreached()
                 : Broken("nothing is delivered after the failure",
                          "a message");
    default:
      return Unreached();
  }
}

Answer CallInsideCallback(const Ledger&, const Observation& now) {
  return now.step->hook == Hook::kNone ? Unreached() : Holds();
}

Answer MessagesWaited(const Ledger& before, const Observation&) {
  return before.is_paused && !before.messages_undelivered.empty() ? Holds()
                                                                  : Unreached();
}

constexpr Property kReceiving[] = {
    {"messages_are_delivered_in_order", "a_message_was_delivered", "6.2",
     Level::kMust, Level::kMust,
     "a message is received when its last fragment has arrived, in order",
     On(Seen::kMessage), MessagesAreDeliveredInOrder},
    {"messages_are_not_lost", "an_expected_message_was_delivered", "6.2",
     Level::kMust, Level::kMust,
     "what comes before the peer's Close or a violation is delivered",
     On(Seen::kMessage, Seen::kSettled, Seen::kEnd), MessagesAreNotLost},
    {"late_data_is_discarded", "late_data_was_discarded", "1.4, D4",
     Level::kNote, Level::kMust,
     "with data_after_close discard, no message is delivered after the own "
     "Close",
     On(Seen::kMessage, Seen::kSettled), LateDataIsDiscarded},
    {"no_message_after_peer_close", "bytes_came_after_the_peers_close",
     "1.4, 5.5.1, D5", Level::kShould, Level::kMust,
     "after receiving a Close, further data is discarded",
     On(Seen::kMessage, Seen::kSettled), NoMessageAfterPeerClose},
    {"nothing_is_processed_after_failure", "bytes_came_after_a_violation",
     "7.1.7", Level::kMust, Level::kMust,
     "an endpoint MUST NOT continue to attempt to process data from the "
     "remote endpoint after being instructed to fail the connection",
     On(Seen::kMessage, Seen::kSettled), NothingIsProcessedAfterFailure},
    {"", "a_call_was_made_inside_a_callback", "6.2", Level::kMust, Level::kMust,
     "applications answer from inside their callbacks", On(Seen::kCall),
     CallInsideCallback},
    {"", "a_message_waited_for_a_paused_application", "D37", Level::kMust,
     Level::kMust, "the application may stop reading", On(Seen::kSettled),
     MessagesWaited},
};

}  // namespace

std::span<const Property> ReceivingProperties() { return kReceiving; }

}  // namespace wsdrain
