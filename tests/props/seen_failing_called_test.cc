// RFC 6455 5.4, 5.6, 6.1 and 7.4: calls that are answered wrongly are found.
#include <gtest/gtest.h>

#include <string>

#include "tests/props/seen_failing.h"

namespace wsdrain {
namespace {

constexpr CallResult kAccepted = CallResult::kAccepted;
constexpr CallResult kRefused = CallResult::kRefused;

// What it refuses, it writes.
Lies WritesWhatItRefuses() {
  Lies lies;
  lies.call = [](BrokenEndpoint& e, const LocalCall& call) {
    const CallResult result = e.Do(call);
    if (result == kRefused) e.Invent(1, call.payload);
    return result;
  };
  return lies;
}

// A second close call queues a Ping.
Lies PingsWhenClosedTwice() {
  Lies lies;
  lies.call = [](BrokenEndpoint& e, const LocalCall& call) {
    const CallResult result = e.Do(call);
    if (result == CallResult::kAlreadyClosing) e.Invent(9, "");
    return result;
  };
  return lies;
}

}  // namespace

std::vector<Breakage> CalledBreakages() {
  return {
      {"refused_call_writes_nothing", "it writes what it refuses",
       WritesWhatItRefuses(), "local text hex:ff\n"},
      {"sending_after_close_is_refused", "a message is accepted",
       Answers(Verb::kSend, kAccepted),
       "local close 1000\nlocal text \"late\"\n"},
      {"sending_after_close_is_refused", "a continuation is accepted",
       Answers(Verb::kFinish, kAccepted),
       "local fragment binary \"a\"\nremote close 1000\nlocal finish \"b\"\n"},
      {"sending_after_close_is_refused", "a Ping is accepted",
       Answers(Verb::kPing, kAccepted), "remote eof\nlocal ping \"a\"\n"},
      {"legal_sends_are_accepted", "a message is refused",
       Answers(Verb::kSend, kRefused), "local text \"a\"\n"},
      {"legal_sends_are_accepted", "a Pong is refused",
       Answers(Verb::kPong, kRefused), "local pong \"a\"\n"},
      {"legal_sends_are_accepted", "a fragment is refused",
       Answers(Verb::kContinue, kRefused),
       "local fragment binary \"a\"\nlocal continue \"b\"\n"},
      {"illegal_sends_are_refused", "text that is not UTF-8",
       Answers(Verb::kSend, kAccepted), "local text hex:ff\n"},
      {"illegal_sends_are_refused", "a Ping of 126 bytes",
       Answers(Verb::kPing, kAccepted), "local ping \"a\"*126\n"},
      {"illegal_sends_are_refused", "nothing to continue",
       Answers(Verb::kFinish, kAccepted), "local finish \"a\"\n"},
      {"illegal_sends_are_refused", "a message inside a message",
       Answers(Verb::kSend, kAccepted),
       "local fragment text \"a\"\nlocal text \"b\"\n"},
      {"output_is_bounded", "no limit", Answers(Verb::kSend, kAccepted),
       "option output_bytes_max 100\nhold output\nlocal binary hex:00*101\n"},
      {"illegal_close_is_refused", "1005", Answers(Verb::kClose, kAccepted),
       "local close 1005\n"},
      {"illegal_close_is_refused", "a reason of 124 bytes",
       Answers(Verb::kClose, kAccepted), "local close 1000 \"a\"*124\n"},
      {"illegal_close_is_refused", "1010 of a server",
       Answers(Verb::kClose, kAccepted), "role server\nlocal close 1010\n"},
      {"legal_close_is_accepted", "it refuses", Answers(Verb::kClose, kRefused),
       "local close 4999\n"},
      {"second_close_changes_nothing", "it is accepted again",
       Answers(Verb::kClose, kAccepted), "remote close\nlocal close 1000\n"},
      {"second_close_changes_nothing", "it queues a frame",
       PingsWhenClosedTwice(), "local close 1000 times=2\n"},
  };
}

TEST(SeenFailingTest, CallsAnsweredWrongly) {
  ExpectSeenFailing(CalledBreakages());
}

}  // namespace wsdrain
