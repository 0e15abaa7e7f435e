// RFC 6455 5.5.1 and 7.1: a closing handshake that goes wrong is found out.
#include <gtest/gtest.h>

#include <string>

#include "tests/props/seen_failing.h"

namespace wsdrain {
namespace {

// The first version of many a client: one read after its Close, and whatever
// is not a Close ends it (question's fault; 1.4 says drain).
constexpr Table kReadsOnce =
    WithRow(kTable, State::kCloseSent, Event::kDataFrame, State::kClosed,
            Action::kAbandon, "fault");

// The peer's FIN, before our answer is written, is forgotten: a second one is
// awaited that need not come.
constexpr Table kAwaitsASecondEof =
    WithRow(kTable, State::kCloseReceived, Event::kEof, State::kCloseReceived,
            Action::kNone, "fault");

Lies IgnoresEof() {
  Lies lies;
  lies.eof = [](BrokenEndpoint&) {};
  return lies;
}

Lies IgnoresReset() {
  Lies lies;
  lies.reset = [](BrokenEndpoint&) {};
  return lies;
}

// A Close that nothing has asked for.
Lies FailsOnPongs() {
  Lies lies;
  lies.pong = [](BrokenEndpoint& e, const std::string& payload) {
    e.app().OnPong(payload);
    e.Invent(8, "\x03\xEA");
  };
  return lies;
}

Lies QueuesAfterItsFin() {
  Lies lies;
  lies.receive = [](BrokenEndpoint& e, std::string_view bytes) {
    const bool is_over = e.frames > 0;
    const size_t taken = e.inner().Receive(bytes);
    if (is_over) e.Invent(10, "late");
    return taken;
  };
  return lies;
}

Lies DeliversAfterClosed() {
  Lies lies;
  lies.closed = [](BrokenEndpoint& e, const ClosedReport& report) {
    e.app().OnClosed(report);
    e.app().OnMessage(true, "late");
  };
  return lies;
}

Lies ReportsTwice() {
  Lies lies;
  lies.closed = [](BrokenEndpoint& e, const ClosedReport& report) {
    e.app().OnClosed(report);
    e.app().OnClosed(report);
  };
  return lies;
}

Lies NeverReports() {
  Lies lies;
  lies.closed = [](BrokenEndpoint&, const ClosedReport&) {};
  return lies;
}

std::vector<Breakage> DrainingRows() {
  const auto has_called = [](const BrokenEndpoint& e, Tcp) {
    return e.calls > 0;
  };
  return {
      {"draining_goes_on_past_other_frames",
       "one read, then failure",
       {},
       "local close 1000\nremote text \"late\"\nremote close 1000\n",
       &kReadsOnce},
      {"closing_ends_by_its_deadline", "time is ignored", IgnoresTime(),
       "local close 1000\nelapse 1000\n"},
      {"closing_ends_by_its_deadline", "it never closes TCP", NeverEndsTcp(),
       "local close 1000\nelapse 1000\n"},
      {"silent_remote_is_survived", "time is ignored", IgnoresTime(),
       "remote close 1000\n"},
      {"cooperative_remote_ends_closing", "EOF is ignored", IgnoresEof(),
       "role client\nlocal close 1000\n"},
      {"both_closes_end_tcp", "it never closes TCP", NeverEndsTcp(),
       "remote close 1000\n"},
      {"server_ends_tcp_after_the_handshake", "it waits for the client",
       EndsTcp(Tcp::kOpen,
               [](const BrokenEndpoint&, Tcp wish) {
                 return wish == Tcp::kWriteShutdown;
               }),
       "role server\nremote close 1000\n"},
      {"server_ends_tcp_after_the_handshake", "it never closes TCP",
       NeverEndsTcp(), "role server\nremote close 1000\n"},
      {"client_waits_for_the_server_to_end_tcp", "it closes TCP first",
       EndsTcp(Tcp::kClosed,
               [](const BrokenEndpoint& e, Tcp) {
                 return e.frames > 0 && e.OutputBytes() == 0;
               }),
       "role client\nremote close 1000\n"},
      {"tcp_is_not_closed_early", "right after its Close",
       EndsTcp(Tcp::kClosed, has_called), "local close 1000\n"},
      {"tcp_is_not_closed_early", "in the open state",
       EndsTcp(Tcp::kReset, has_called), "local text \"a\"\n"},
      {"fin_waits_for_the_handshake", "right after its Close",
       EndsTcp(Tcp::kWriteShutdown, has_called), "local close 1000\n"},
      {"no_reset_from_unread_input", "TCP is closed with unread input",
       EndsTcp(Tcp::kClosed,
               [](const BrokenEndpoint&, Tcp wish) {
                 return wish == Tcp::kWriteShutdown;
               }),
       "role server\nhold input\nremote close 1000\nremote text \"late\"\n"
       "deliver frame\n"},
      {"input_is_read_to_its_end", "TCP is closed where a FIN was due",
       EndsTcp(Tcp::kClosed,
               [](const BrokenEndpoint&, Tcp wish) {
                 return wish == Tcp::kWriteShutdown;
               }),
       "role server\nremote close 1000\n"},
      {"output_is_not_torn", "FIN inside a frame",
       EndsTcp(Tcp::kWriteShutdown,
               [](const BrokenEndpoint& e, Tcp) { return e.is_mid_frame_out; }),
       "hold output\nremote close 1000\naccept 1\n"},
      {"nothing_waits_after_fin", "a Pong is queued", QueuesAfterItsFin(),
       "role server\nremote close 1000\nremote ping \"a\"\n"},
      {"tcp_is_closed_whole_after_the_peers_fin",
       "it is half closed",
       {},
       "role server\nhold output\nremote close 1000\nremote eof\n",
       &kAwaitsASecondEof},
      {"eof_ends_the_connection", "it is ignored", IgnoresEof(),
       "remote eof\n"},
      {"reset_ends_the_connection", "it is ignored", IgnoresReset(),
       "remote reset\n"},
  };
}

std::vector<Breakage> StartRows() {
  return {
      {"close_is_answered", "no answer", NeverSends(8), "remote close 1000\n"},
      {"close_is_answered", "none, as EOF came with it", NeverSends(8),
       "hold input\nremote close 1000\nremote eof\ndeliver all\n"},
      {"local_close_sends_a_close", "none", NeverSends(8),
       "local close 1000\n"},
      {"failure_is_said_with_a_close", "none", NeverSends(8),
       "remote text \"a\" rsv=4\n"},
      {"failure_ends_tcp", "it goes on", GoesOn(), "remote text \"a\" rsv=4\n"},
      {"failure_code_fits", "1000 for bad text", SendsCloseWith("\x03\xE8"),
       "remote text hex:ff\n"},
      {"valid_input_never_fails", "a Pong is answered with 1002",
       FailsOnPongs(), "remote pong \"a\"\n"},
  };
}

std::vector<Breakage> VerdictRows() {
  const auto clean = [](ClosedReport& report) { report.is_clean = true; };
  const auto unclean = [](ClosedReport& report) { report.is_clean = false; };
  const auto code = [](uint16_t n) {
    return ReportsClosed([n](ClosedReport& report) { report.code = n; });
  };
  const std::string both_closes =
      "local close 1001\nremote close 3000 \"why\"\nremote eof\n";
  return {
      {"finished_handshake_is_clean", "not clean", ReportsClosed(unclean),
       both_closes},
      {"clean_needs_both_closes", "clean without a Close", ReportsClosed(clean),
       "local close 1000\nremote eof\n"},
      {"clean_needs_both_closes", "clean, its own still unwritten",
       ReportsClosed(clean),
       "hold output\nremote close 1000\naccept 2\nremote reset\n"},
      {"closed_code_is_the_peers", "our own", code(1001), both_closes},
      {"closed_code_is_the_peers", "1000 for none", code(1000),
       "remote close\nremote eof\n"},
      {"closed_code_is_the_peers", "1000 for EOF", code(1000), "remote eof\n"},
      {"closed_reason_is_the_peers", "none",
       ReportsClosed([](ClosedReport& report) { report.reason.clear(); }),
       both_closes},
      {"closed_is_reported_once", "twice", ReportsTwice(), both_closes},
      {"end_of_tcp_is_reported", "never", NeverReports(), both_closes},
      {"closed_means_tcp_is_over", "it keeps TCP", NeverEndsTcp(), both_closes},
      {"nothing_comes_after_closed", "a message does", DeliversAfterClosed(),
       both_closes},
      {"pair_closes_cleanly", "not clean", ReportsClosed(unclean),
       "role pair\nclient close 1000\n"},
      {"pair_closes_cleanly", "TCP is closed by one end",
       EndsTcp(Tcp::kClosed,
               [](const BrokenEndpoint& e, Tcp) {
                 return e.role == Role::kServer && e.frames > 0;
               }),
       "role pair\nclient close 1000\n"},
  };
}

}  // namespace

std::vector<Breakage> ClosingBreakages() {
  std::vector<Breakage> all = DrainingRows();
  for (const auto& rows : {StartRows(), VerdictRows()}) {
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

TEST(SeenFailingTest, HandshakesThatGoWrong) {
  ExpectSeenFailing(ClosingBreakages());
}

}  // namespace wsdrain
