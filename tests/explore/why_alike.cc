// Why nobody sees which of two actions was taken: a closed list of sets of
// actions, and of the contexts in which they look alike.
#include <array>
#include <cstdint>

#include "explore/table_mutants.h"

namespace wsdrain {
namespace {

using Set = uint32_t;
template <typename... Values>
constexpr Set Of(Values... values) {
  return ((Set{1} << static_cast<int>(values)) | ...);
}
template <typename Value>
constexpr bool Has(Set set, Value value) {
  return (set >> static_cast<int>(value) & 1) != 0;
}

using enum State;
using enum Event;
using enum Action;

constexpr Set kAnyState = (Set{1} << kStates) - 1;
constexpr Set kAnyEvent = (Set{1} << kEvents) - 1;
constexpr Set kSends = Of(kSendMessage, kContinueMessage, kSendPing, kSendPong);
constexpr Set kNothing = Of(kNone, kDiscard, kRefuse);
// States in which no frame is read and the deadline is armed.
constexpr Set kDeaf =
    Of(kCloseReceived, kCloseExchanged, kFailing, kFailed, kLastWrite);

struct Alike {
  Set actions;  // any two of these
  Set on;       // at these events
  Set to;       // on the way to these states
  std::string_view why;
};

constexpr std::array<Alike, 8> kAlikes = {{
    {kNothing, kAnyEvent & ~kSends & ~Of(kStartClose), kAnyState,
     "nothing is sent, kept or told; a refusal is told to a caller, and this "
     "event has none that waits for an answer"},
    {kNothing, Of(kStartClose), kAnyState,
     "nothing is sent or kept; the caller is told that closing has started "
     "unless a Close is sent"},
    {Of(kFinish, kAbandon, kReport), kAnyEvent, Of(kClosed),
     "each closes TCP and reports closed; whether FIN or RST says so is the "
     "transport's affair"},
    {kNothing | Of(kFailQuietly), kAnyEvent & ~kSends, kDeaf,
     "no frame is read there and the deadline is armed: there is nothing to "
     "stop and nothing to arm"},
    {kNothing | Of(kEndTcp, kFailQuietly), kAnyEvent & ~kSends,
     Of(kCloseExchanged),
     "the server's FIN was sent on the way there, and the client sends none"},
    {kNothing | Of(kEndTcp, kShutdownWrite, kFailQuietly), kAnyEvent & ~kSends,
     Of(kFailed), "our FIN was sent on the way there"},
    {kNothing | Of(kEndTcp, kShutdownWrite, kFailQuietly, kRecordClose),
     kAnyEvent & ~kSends, Of(kClosed),
     "TCP is over and closed was reported: nothing is read, written or timed "
     "any more"},
    {kNothing |
         Of(kUnreachable, kEndTcp, kShutdownWrite, kFailQuietly, kRecordClose),
     Of(kDataFrame), Of(kClosed),
     "closed was reported: what came in the same read is dropped, as frames or "
     "as bytes"},
}};

}  // namespace

std::string_view WhyAlike(const Mutant& mutant) {
  for (const Alike& alike : kAlikes) {
    if (Has(alike.actions, mutant.row->action) &&
        Has(alike.actions, mutant.action) && Has(alike.on, mutant.row->on) &&
        Has(alike.to, mutant.row->to)) {
      return alike.why;
    }
  }
  return "";
}

}  // namespace wsdrain
