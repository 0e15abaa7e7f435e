// RFC 6455 8.1 and 10.4: bytes that are not UTF-8, and limits.
#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

Answer BadTextFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kTextNotUtf8);
}

Answer BadReasonFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kCloseReasonNotUtf8);
}

Answer OverLimitFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kTooBig);
}

// One frame of control, and a Close, at most.
constexpr size_t kControlBytesMax = 14 + 125;

Answer MemoryIsBounded(const Ledger& before, const Observation& now) {
  if (!before.capabilities.follows_settings) return Unreached();
  size_t bound = before.input.HeldBytes() + kControlBytesMax;
  for (const auto& message : before.messages_undelivered) {
    bound += message.payload.size();
  }
  if (!now.is_quiescent) {
    // Only what the peer can make it hold: Pongs and a Close.
    if (!before.messages_owed.empty() || !before.pings_to_send.empty() ||
        !before.pongs_to_send.empty()) {
      return Unreached();
    }
    // Of Pongs that may be either, the application's are counted as well.
    const auto pongs_max = static_cast<size_t>(before.settings.pongs_max);
    const size_t pongs = pongs_max + before.own_pongs_due;
    bound += now.unread + (pongs + 2) * kControlBytesMax;
  }
  if (now.buffered_bytes <= bound) return Holds();
  return Broken("at most " + std::to_string(bound) + " bytes held",
                std::to_string(now.buffered_bytes));
}

Answer PongsWereCoalesced(const Ledger& before, const Observation& now) {
  return !now.is_output_free &&
                 before.pings_owed.size() >
                     static_cast<size_t>(before.settings.pongs_max) + 1
             ? Holds()
             : Unreached();
}

constexpr Property kErrors[] = {
    {"bad_text_fails_the_connection", "bad_text_came", "8.1", Level::kMust,
     Level::kMust,
     "if a byte stream that is to be interpreted as UTF-8 is not, the endpoint "
     "MUST fail the connection",
     kWhenSettled, BadTextFails},
    {"bad_reason_fails_the_connection", "a_bad_reason_came", "8.1, D17",
     Level::kShould, Level::kMust,
     "the reason of a Close is UTF-8 (5.5.1; erratum 7262 doubts it)",
     kWhenSettled, BadReasonFails},
    {"over_limit_fails_the_connection", "too_much_came", "10.4", Level::kShould,
     Level::kMust,
     "implementations that have limits MUST protect themselves against "
     "exceeding them",
     kWhenSettled, OverLimitFails},
    {"memory_is_bounded", "memory_was_measured", "10.4", Level::kMust,
     Level::kMust,
     "an endpoint holds what is unfinished and what is to be written, no more",
     On(Seen::kSettled), MemoryIsBounded},
    {"", "more_pings_came_than_pongs_may_wait", "5.5.3, D34", Level::kMust,
     Level::kMust, "an endpoint MAY answer the most recent Ping only",
     On(Seen::kSettled), PongsWereCoalesced},
};

}  // namespace

std::span<const Property> ErrorProperties() { return kErrors; }

}  // namespace wsdrain
