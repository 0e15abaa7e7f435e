// Policy, memory and relations: what an endpoint does beside the protocol.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "tests/props/seen_failing.h"

namespace wsdrain {
namespace {

Lies Complains() {
  Lies lies;
  lies.complaint = [](const BrokenEndpoint&) { return "a lost invariant"; };
  return lies;
}

Lies Throws() {
  Lies lies;
  lies.receive = [](BrokenEndpoint&, std::string_view) -> size_t {
    throw std::runtime_error("a bug");
  };
  return lies;
}

Lies ReadsHalf() {
  Lies lies;
  lies.receive = [](BrokenEndpoint& e, std::string_view bytes) {
    return e.inner().Receive(bytes.substr(0, (bytes.size() + 1) / 2));
  };
  return lies;
}

Lies KeepsItsTimer() {
  Lies lies;
  lies.next_deadline = [](const BrokenEndpoint&) { return 1000; };
  return lies;
}

constexpr Table kForgottenRow =
    WithRow(kTable, State::kOpen, Event::kPong, State::kOpen,
            Action::kUnreachable, "fault");

Lies ClosesWhenAborted() {
  Lies lies;
  lies.call = [](BrokenEndpoint& e, const LocalCall& call) {
    if (call.verb != Verb::kAbort) return e.Do(call);
    e.Invent(8, "\x03\xE8");
    return CallResult::kAccepted;
  };
  return lies;
}

Lies CountsReads() {
  Lies lies;
  lies.message = [](BrokenEndpoint& e, bool is_text, const std::string& text) {
    e.app().OnMessage(is_text, text + std::to_string(e.reads));
  };
  return lies;
}

Lies CountsItsMaking() {
  Lies lies;
  lies.message = [](BrokenEndpoint& e, bool is_text, const std::string& text) {
    e.app().OnMessage(is_text, text + std::to_string(e.made));
  };
  return lies;
}

Lies KnowsTheHour() {
  Lies lies;
  lies.message = [](BrokenEndpoint& e, bool is_text, const std::string& text) {
    e.app().OnMessage(is_text, text + std::to_string(e.now_ms));
  };
  return lies;
}

Lies Hoards() {
  Lies lies;
  lies.hoarded_bytes = 100'000;
  return lies;
}

}  // namespace

std::vector<Breakage> OtherBreakages() {
  return {
      {"endpoint_has_no_complaint", "it complains", Complains(),
       "remote text \"a\"\n"},
      {"endpoint_has_no_complaint", "it throws", Throws(),
       "remote text \"a\"\n"},
      {"endpoint_has_no_complaint",
       "an unreachable row is reached",
       {},
       "remote pong \"a\"\n",
       &kForgottenRow},
      {"input_is_taken", "it reads half of what comes", ReadsHalf(),
       "remote text \"a\"\n"},
      {"no_timer_outlives_the_connection", "it keeps its timer",
       KeepsItsTimer(), "remote close 1000\nremote eof\n"},
      {"abort_ends_the_connection", "it goes on",
       Answers(Verb::kAbort, CallResult::kAccepted), "local abort\n"},
      {"abort_sends_nothing", "a Close", ClosesWhenAborted(), "local abort\n"},
      {"memory_is_bounded", "it hoards", Hoards(), "remote text \"a\"\n"},
      {"any_chunking_gives_the_same_trace", "it counts its reads",
       CountsReads(), "remote text \"a\"\n"},
      {"same_input_gives_the_same_run", "it counts how often it was made",
       CountsItsMaking(), "remote text \"a\"\n"},
      {"shifted_time_shifts_the_trace", "it knows the hour", KnowsTheHour(),
       "remote text \"a\"\n"},
  };
}

TEST(SeenFailingTest, WhatIsBesideTheProtocol) {
  ExpectSeenFailing(OtherBreakages());
}

}  // namespace wsdrain
