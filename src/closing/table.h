// The closing handshake of RFC 6455 as one total table: State x Event -> Row.
//
// No protocol decision stands outside it. Guards (is the payload legal? is the
// code allowed?) are resolved before the lookup, into the choice of the event;
// nothing is asked after it. Role is felt in kEndTcp alone (tcp_policy.h).
//
// Two facts are kept beside the state, and only the verdict reads them: the
// first Close received, and whether our own Close was wholly written. Code =
// the peer's, 1005 if its Close was empty, 1006 if there was none (7.1.5);
// clean = both facts (7.1.4). So (peer's code, not clean) is a legal verdict.
//
// The rows are wider than 80 columns, as a table may be.
#ifndef WSDRAIN_CLOSING_TABLE_H_
#define WSDRAIN_CLOSING_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wsdrain {

enum class State : uint8_t {
  kOpen,            // no Close in either direction
  kCloseSent,       // our Close is formed, the peer's has not come
  kCloseReceived,   // both known; output not yet empty; the parser is stopped
  kCloseExchanged,  // both known, output empty, TCP still up
  kFailing,         // failed; our Close, or a frame begun, is to be written
  kFailed,          // failed, nothing left to write; discarding until EOF
  kLastWrite,       // EOF has come; our Close is still to be written
  kClosed,          // TCP is over; `closed` was reported
};
inline constexpr size_t kStates = 8;

enum class Event : uint8_t {
  kStartClose,       // local: start the closing handshake
  kSendMessage,      // local: a whole message
  kContinueMessage,  // local: the first, a middle or the last fragment
  kSendPing,         // local
  kSendPong,         // local
  kAbort,            // local: the application gives up
  kDataFrame,        // a legal text, binary or continuation frame
  kPing,             // a legal Ping
  kPong,             // a legal Pong
  kCloseFrame,       // a legal Close
  kViolation,        // bytes that no continuation can make legal, or a limit
  kTrailingBytes,    // bytes while the parser is stopped
  kEof,              // the peer's FIN, after all bytes before it
  kReset,            // TCP is gone in both directions
  kOutputDrained,    // the wire has taken everything queued; level-triggered
  kDeadline,         // THE one absolute deadline
};
inline constexpr size_t kEvents = 16;

enum class Action : uint8_t {
  kNone,           // legal, and nothing to do
  kDiscard,        // received and dropped on purpose
  kRefuse,         // the caller is told no; nothing changes
  kUnreachable,    // cannot happen; behaves as kNone and is a broken invariant
  kSend,           // queue the caller's frame
  kDeliver,        // hand to the application
  kAnswerPing,     // queue a Pong with the Ping's bytes
  kSendClose,      // queue Close with the caller's code; arm the deadline
  kAnswer,         // record the peer's Close, stop parsing, answer it; arm
  kRecordClose,    // record the peer's Close, stop parsing
  kFail,           // stop parsing, queue Close with the fitting code; arm
  kFailQuietly,    // stop parsing; our Close was sent before
  kEndTcp,         // server: shut down writing; client: wait for its FIN
  kShutdownWrite,  // shut down writing, either role
  kFinish,         // close TCP with nothing unread; report closed
  kAbandon,        // close TCP by any means (7.1.1); report closed
  kReport,         // TCP is gone already; report closed
};
inline constexpr size_t kActions = 17;

struct Row {
  State from;
  Event on;
  State to;
  Action action;
  std::string_view section;  // of RFC 6455, or "policy Dn" where it is silent
};

inline constexpr size_t kRows = kStates * kEvents;

// All rows in State-major order, so that a lookup is an index.
struct Table {
  std::array<Row, kRows> rows;

  constexpr const Row& At(State from, Event on) const {
    return rows[static_cast<size_t>(from) * kEvents + static_cast<size_t>(on)];
  }
  constexpr Row& At(State from, Event on) {
    return rows[static_cast<size_t>(from) * kEvents + static_cast<size_t>(on)];
  }

  // Frames are read in `state`: its kDataFrame row can be reached.
  constexpr bool Parses(State state) const {
    return At(state, Event::kDataFrame).action != Action::kUnreachable;
  }
};

// Every pair of State and Event has its one row, in its one place.
constexpr bool IsTotal(const Table& table) {
  for (size_t i = 0; i < kRows; ++i) {
    if (static_cast<size_t>(table.rows[i].from) != i / kEvents) return false;
    if (static_cast<size_t>(table.rows[i].on) != i % kEvents) return false;
    if (table.rows[i].section.empty()) return false;
  }
  return true;
}

namespace table_internal {

using enum State;
using enum Event;
using enum Action;

// clang-format off
inline constexpr Table kRfc6455{{
    //  from             on                to               action          section
    // kOpen
    Row{kOpen,           kStartClose,      kCloseSent,      kSendClose,     "7.1.2"},
    Row{kOpen,           kSendMessage,     kOpen,           kSend,          "6.1"},
    Row{kOpen,           kContinueMessage, kOpen,           kSend,          "5.4"},
    Row{kOpen,           kSendPing,        kOpen,           kSend,          "5.5.2"},
    Row{kOpen,           kSendPong,        kOpen,           kSend,          "5.5.3"},
    Row{kOpen,           kAbort,           kClosed,         kAbandon,       "7.1.1"},
    Row{kOpen,           kDataFrame,       kOpen,           kDeliver,       "6.2"},
    Row{kOpen,           kPing,            kOpen,           kAnswerPing,    "5.5.2"},
    Row{kOpen,           kPong,            kOpen,           kDeliver,       "5.5.3"},
    Row{kOpen,           kCloseFrame,      kCloseReceived,  kAnswer,        "5.5.1"},
    Row{kOpen,           kViolation,       kFailing,        kFail,          "7.1.7"},
    Row{kOpen,           kTrailingBytes,   kOpen,           kUnreachable,   "policy"},
    Row{kOpen,           kEof,             kClosed,         kFinish,        "client 7.2.1; server policy D31"},
    Row{kOpen,           kReset,           kClosed,         kReport,        "client 7.2.1; server 7.1.4"},
    Row{kOpen,           kOutputDrained,   kOpen,           kNone,          "policy"},
    Row{kOpen,           kDeadline,        kOpen,           kUnreachable,   "policy"},
    // kCloseSent
    Row{kCloseSent,      kStartClose,      kCloseSent,      kNone,          "policy D24"},
    Row{kCloseSent,      kSendMessage,     kCloseSent,      kRefuse,        "5.5.1"},
    Row{kCloseSent,      kContinueMessage, kCloseSent,      kRefuse,        "5.5.1"},
    Row{kCloseSent,      kSendPing,        kCloseSent,      kRefuse,        "policy D7"},
    Row{kCloseSent,      kSendPong,        kCloseSent,      kRefuse,        "policy D7"},
    Row{kCloseSent,      kAbort,           kClosed,         kAbandon,       "7.1.1"},
    Row{kCloseSent,      kDataFrame,       kCloseSent,      kDeliver,       "policy D4"},
    Row{kCloseSent,      kPing,            kCloseSent,      kAnswerPing,    "5.5.2"},
    Row{kCloseSent,      kPong,            kCloseSent,      kDeliver,       "5.5.3"},
    Row{kCloseSent,      kCloseFrame,      kCloseReceived,  kRecordClose,   "5.5.1"},
    Row{kCloseSent,      kViolation,       kFailing,        kFailQuietly,   "5.2, 8.1, policy D8"},
    Row{kCloseSent,      kTrailingBytes,   kCloseSent,      kUnreachable,   "policy"},
    Row{kCloseSent,      kEof,             kClosed,         kFinish,        "7.1.5, policy D22"},
    Row{kCloseSent,      kReset,           kClosed,         kReport,        "7.1.5"},
    Row{kCloseSent,      kOutputDrained,   kCloseSent,      kNone,          "policy"},
    Row{kCloseSent,      kDeadline,        kClosed,         kAbandon,       "policy D23"},
    // kCloseReceived
    Row{kCloseReceived,  kStartClose,      kCloseReceived,  kNone,          "policy D24"},
    Row{kCloseReceived,  kSendMessage,     kCloseReceived,  kRefuse,        "5.5.1"},
    Row{kCloseReceived,  kContinueMessage, kCloseReceived,  kRefuse,        "5.5.1"},
    Row{kCloseReceived,  kSendPing,        kCloseReceived,  kRefuse,        "policy D7"},
    Row{kCloseReceived,  kSendPong,        kCloseReceived,  kRefuse,        "policy D7"},
    Row{kCloseReceived,  kAbort,           kClosed,         kAbandon,       "7.1.1"},
    Row{kCloseReceived,  kDataFrame,       kCloseReceived,  kUnreachable,   "policy"},
    Row{kCloseReceived,  kPing,            kCloseReceived,  kUnreachable,   "policy"},
    Row{kCloseReceived,  kPong,            kCloseReceived,  kUnreachable,   "policy"},
    Row{kCloseReceived,  kCloseFrame,      kCloseReceived,  kUnreachable,   "policy"},
    Row{kCloseReceived,  kViolation,       kCloseReceived,  kUnreachable,   "policy"},
    Row{kCloseReceived,  kTrailingBytes,   kCloseReceived,  kDiscard,       "policy D5"},
    Row{kCloseReceived,  kEof,             kLastWrite,      kNone,          "5.5.1"},
    Row{kCloseReceived,  kReset,           kClosed,         kReport,        "7.1.5, 7.1.4"},
    Row{kCloseReceived,  kOutputDrained,   kCloseExchanged, kEndTcp,        "5.5.1"},
    Row{kCloseReceived,  kDeadline,        kClosed,         kAbandon,       "policy D23"},
    // kCloseExchanged
    Row{kCloseExchanged, kStartClose,      kCloseExchanged, kNone,          "policy D24"},
    Row{kCloseExchanged, kSendMessage,     kCloseExchanged, kRefuse,        "5.5.1"},
    Row{kCloseExchanged, kContinueMessage, kCloseExchanged, kRefuse,        "5.5.1"},
    Row{kCloseExchanged, kSendPing,        kCloseExchanged, kRefuse,        "5.5.2"},
    Row{kCloseExchanged, kSendPong,        kCloseExchanged, kRefuse,        "5.5.2"},
    Row{kCloseExchanged, kAbort,           kClosed,         kAbandon,       "7.1.1, 7.1.4"},
    Row{kCloseExchanged, kDataFrame,       kCloseExchanged, kUnreachable,   "policy"},
    Row{kCloseExchanged, kPing,            kCloseExchanged, kUnreachable,   "policy"},
    Row{kCloseExchanged, kPong,            kCloseExchanged, kUnreachable,   "policy"},
    Row{kCloseExchanged, kCloseFrame,      kCloseExchanged, kUnreachable,   "policy"},
    Row{kCloseExchanged, kViolation,       kCloseExchanged, kUnreachable,   "policy"},
    Row{kCloseExchanged, kTrailingBytes,   kCloseExchanged, kDiscard,       "7.1.1"},
    Row{kCloseExchanged, kEof,             kClosed,         kFinish,        "7.1.4"},
    Row{kCloseExchanged, kReset,           kClosed,         kReport,        "7.1.4, policy D21"},
    Row{kCloseExchanged, kOutputDrained,   kCloseExchanged, kNone,          "policy"},
    Row{kCloseExchanged, kDeadline,        kClosed,         kAbandon,       "client 5.5.1 MAY; server policy D11"},
    // kFailing
    Row{kFailing,        kStartClose,      kFailing,        kNone,          "policy D24"},
    Row{kFailing,        kSendMessage,     kFailing,        kRefuse,        "6.1"},
    Row{kFailing,        kContinueMessage, kFailing,        kRefuse,        "6.1"},
    Row{kFailing,        kSendPing,        kFailing,        kRefuse,        "policy D7"},
    Row{kFailing,        kSendPong,        kFailing,        kRefuse,        "policy D7"},
    Row{kFailing,        kAbort,           kClosed,         kAbandon,       "7.1.1"},
    Row{kFailing,        kDataFrame,       kFailing,        kUnreachable,   "policy"},
    Row{kFailing,        kPing,            kFailing,        kUnreachable,   "policy"},
    Row{kFailing,        kPong,            kFailing,        kUnreachable,   "policy"},
    Row{kFailing,        kCloseFrame,      kFailing,        kUnreachable,   "policy"},
    Row{kFailing,        kViolation,       kFailing,        kUnreachable,   "policy"},
    Row{kFailing,        kTrailingBytes,   kFailing,        kDiscard,       "7.1.7"},
    Row{kFailing,        kEof,             kLastWrite,      kNone,          "7.1.7"},
    Row{kFailing,        kReset,           kClosed,         kReport,        "7.1.5"},
    Row{kFailing,        kOutputDrained,   kFailed,         kShutdownWrite, "7.1.7, policy D19"},
    Row{kFailing,        kDeadline,        kClosed,         kAbandon,       "7.1.7, policy D23"},
    // kFailed
    Row{kFailed,         kStartClose,      kFailed,         kNone,          "policy D24"},
    Row{kFailed,         kSendMessage,     kFailed,         kRefuse,        "6.1"},
    Row{kFailed,         kContinueMessage, kFailed,         kRefuse,        "6.1"},
    Row{kFailed,         kSendPing,        kFailed,         kRefuse,        "policy D7"},
    Row{kFailed,         kSendPong,        kFailed,         kRefuse,        "policy D7"},
    Row{kFailed,         kAbort,           kClosed,         kAbandon,       "7.1.1"},
    Row{kFailed,         kDataFrame,       kFailed,         kUnreachable,   "policy"},
    Row{kFailed,         kPing,            kFailed,         kUnreachable,   "policy"},
    Row{kFailed,         kPong,            kFailed,         kUnreachable,   "policy"},
    Row{kFailed,         kCloseFrame,      kFailed,         kUnreachable,   "policy"},
    Row{kFailed,         kViolation,       kFailed,         kUnreachable,   "policy"},
    Row{kFailed,         kTrailingBytes,   kFailed,         kDiscard,       "7.1.7"},
    Row{kFailed,         kEof,             kClosed,         kFinish,        "7.1.7"},
    Row{kFailed,         kReset,           kClosed,         kReport,        "7.1.5"},
    Row{kFailed,         kOutputDrained,   kFailed,         kNone,          "policy"},
    Row{kFailed,         kDeadline,        kClosed,         kAbandon,       "7.1.7, policy D19"},
    // kLastWrite
    Row{kLastWrite,      kStartClose,      kLastWrite,      kNone,          "policy D24"},
    Row{kLastWrite,      kSendMessage,     kLastWrite,      kRefuse,        "6.1"},
    Row{kLastWrite,      kContinueMessage, kLastWrite,      kRefuse,        "6.1"},
    Row{kLastWrite,      kSendPing,        kLastWrite,      kRefuse,        "policy D7"},
    Row{kLastWrite,      kSendPong,        kLastWrite,      kRefuse,        "policy D7"},
    Row{kLastWrite,      kAbort,           kClosed,         kAbandon,       "7.1.1"},
    Row{kLastWrite,      kDataFrame,       kLastWrite,      kUnreachable,   "policy"},
    Row{kLastWrite,      kPing,            kLastWrite,      kUnreachable,   "policy"},
    Row{kLastWrite,      kPong,            kLastWrite,      kUnreachable,   "policy"},
    Row{kLastWrite,      kCloseFrame,      kLastWrite,      kUnreachable,   "policy"},
    Row{kLastWrite,      kViolation,       kLastWrite,      kUnreachable,   "policy"},
    Row{kLastWrite,      kTrailingBytes,   kLastWrite,      kUnreachable,   "policy"},
    Row{kLastWrite,      kEof,             kLastWrite,      kNone,          "policy"},
    Row{kLastWrite,      kReset,           kClosed,         kReport,        "7.1.5"},
    Row{kLastWrite,      kOutputDrained,   kClosed,         kFinish,        "5.5.1, 7.1.4"},
    Row{kLastWrite,      kDeadline,        kClosed,         kAbandon,       "policy D23"},
    // kClosed
    Row{kClosed,         kStartClose,      kClosed,         kNone,          "policy D24"},
    Row{kClosed,         kSendMessage,     kClosed,         kRefuse,        "6.1"},
    Row{kClosed,         kContinueMessage, kClosed,         kRefuse,        "6.1"},
    Row{kClosed,         kSendPing,        kClosed,         kRefuse,        "5.5.2"},
    Row{kClosed,         kSendPong,        kClosed,         kRefuse,        "5.5.2"},
    Row{kClosed,         kAbort,           kClosed,         kNone,          "7.1.4"},
    Row{kClosed,         kDataFrame,       kClosed,         kUnreachable,   "policy"},
    Row{kClosed,         kPing,            kClosed,         kUnreachable,   "policy"},
    Row{kClosed,         kPong,            kClosed,         kUnreachable,   "policy"},
    Row{kClosed,         kCloseFrame,      kClosed,         kUnreachable,   "policy"},
    Row{kClosed,         kViolation,       kClosed,         kUnreachable,   "policy"},
    Row{kClosed,         kTrailingBytes,   kClosed,         kNone,          "7.1.4"},
    Row{kClosed,         kEof,             kClosed,         kNone,          "7.1.4"},
    Row{kClosed,         kReset,           kClosed,         kNone,          "7.1.4"},
    Row{kClosed,         kOutputDrained,   kClosed,         kNone,          "7.1.4"},
    Row{kClosed,         kDeadline,        kClosed,         kUnreachable,   "policy"},
}};
// clang-format on

}  // namespace table_internal

inline constexpr const Table& kTable = table_internal::kRfc6455;
static_assert(IsTotal(kTable), "a row is missing or stands in another's place");

// `table` with one row changed: for documented knobs and for planted faults.
constexpr Table WithRow(Table table, State from, Event on, State to,
                        Action action, std::string_view section) {
  table.At(from, on) = Row{from, on, to, action, section};
  return table;
}

// D4: data that comes after our Close is discarded, not delivered (1.4, W12).
inline constexpr Table kDiscardingTable =
    WithRow(kTable, State::kCloseSent, Event::kDataFrame, State::kCloseSent,
            Action::kDiscard, "1.4, policy D4");

// "kOpen", "kStartClose", "kSendClose", ...
std::string_view StateName(State state);
std::string_view EventName(Event event);
std::string_view ActionName(Action action);

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_TABLE_H_
