// Tables with one wrong row: faults that every engine has to find.
#ifndef WSDRAIN_TESTS_ENGINES_BROKEN_TABLES_H_
#define WSDRAIN_TESTS_ENGINES_BROKEN_TABLES_H_

#include <array>

#include "closing/table.h"

namespace wsdrain {

struct BrokenTable {
  const char* name;
  Table table;
  size_t steps_max;  // of the shrunk scenario
};

// RFC 6455 section by section, what the wrong row does.
inline constexpr std::array<BrokenTable, 5> kBrokenTables = {{
    // 7.1.1: the first frame that is no Close ends the drain.
    {"gives_up_at_data",
     WithRow(kTable, State::kCloseSent, Event::kDataFrame, State::kClosed,
             Action::kAbandon, "broken"),
     2},
    // 5.5.1: the peer's Close gets no answer.
    {"does_not_answer",
     WithRow(kTable, State::kOpen, Event::kCloseFrame, State::kCloseReceived,
             Action::kRecordClose, "broken"),
     1},
    // 5.5.1: data is sent after our Close.
    {"sends_after_close",
     WithRow(kTable, State::kCloseSent, Event::kSendMessage, State::kCloseSent,
             Action::kSend, "broken"),
     2},
    // 7.1.1: bytes after both Closes end TCP at once, unread input behind.
    {"abandons_at_trailing_bytes",
     WithRow(kTable, State::kCloseExchanged, Event::kTrailingBytes,
             State::kClosed, Action::kAbandon, "broken"),
     4},
    // D23: the deadline does not end the wait for the peer's Close.
    {"ignores_the_deadline",
     WithRow(kTable, State::kCloseSent, Event::kDeadline, State::kCloseSent,
             Action::kNone, "broken"),
     1},
}};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_ENGINES_BROKEN_TABLES_H_
