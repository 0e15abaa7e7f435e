// RFC 6455 5.1 to 5.6 and 7.4: what may not stand on the wire is found there.
#include <gtest/gtest.h>

#include <string>

#include "tests/props/seen_failing.h"

namespace wsdrain {
namespace {

std::vector<Breakage> FramingRows() {
  return {
      {"client_frames_are_masked", "MASK=0",
       Sends([](WireFrame& frame) { frame.is_masked = false; }),
       "role client\nlocal text \"a\"\n"},
      {"server_frames_are_not_masked", "MASK=1",
       Sends([](WireFrame& frame) { frame.is_masked = true; }),
       "role server\nlocal text \"a\"\n"},
      {"masking_keys_change", "one key for all frames",
       Sends([](WireFrame& frame) { frame.key = 0x01020304; }),
       "role client\nlocal binary hex:00 times=3\n"},
      {"given_keys_are_used_in_turn", "each key twice",
       Sends([](WireFrame& frame) { frame.key /= 2; }),
       "role client\nlocal binary hex:00\n"},
      {"rsv_bits_sent_are_zero", "RSV1 without an extension",
       Sends([](WireFrame& frame) { frame.rsv = 4; }), "local ping \"a\"\n"},
      {"opcodes_sent_are_defined", "opcode 3",
       Sends([](WireFrame& frame) { frame.opcode = 3; }), "local text \"a\"\n"},
      {"opcodes_sent_are_defined", "opcode 11",
       Sends([](WireFrame& frame) { frame.opcode = 11; }),
       "local ping \"a\"\n"},
      {"lengths_sent_are_minimal", "125 in 16 bits",
       Sends([](WireFrame& frame) { frame.length_bits = 16; }),
       "local text \"a\"*125\n"},
      {"lengths_sent_are_minimal", "65535 in 64 bits",
       Sends([](WireFrame& frame) { frame.length_bits = 64; }),
       "local text \"a\"*65535\n"},
      {"fragments_sent_do_not_interleave", "a message inside a message",
       SendsAfter(1, 2, "x"),
       "local fragment text \"a\"\nlocal finish \"b\"\n"},
      {"fragments_sent_do_not_interleave", "a lone continuation",
       Sends([](WireFrame& frame) { frame.opcode = 0; }), "local text \"a\"\n"},
      {"control_frames_sent_are_whole", "a Ping with FIN=0",
       Sends([](WireFrame& frame) { frame.fin = false; }),
       "local ping \"a\"\n"},
      {"control_frames_sent_are_short", "a Ping of 126 bytes",
       Sends([](WireFrame& frame) { frame.payload.assign(126, 'a'); }),
       "local ping \"a\"\n"},
      {"text_sent_is_utf8", "the first byte of a code point, alone",
       Sends([](WireFrame& frame) { frame.payload = "\xC3"; }),
       "local text \"a\"\n"},
      {"text_sent_is_utf8", "bad bytes in a continuation",
       Sends([](WireFrame& frame) {
         if (frame.opcode == 0) frame.payload = "\xFF";
       }),
       "local fragment text \"a\"\nlocal finish \"b\"\n"},
  };
}

std::vector<Breakage> DataRows() {
  return {
      {"data_sent_is_data_accepted", "other bytes",
       Sends([](WireFrame& frame) { frame.payload += "!"; }),
       "local text \"a\"\n"},
      {"data_sent_is_data_accepted", "binary for text",
       Sends([](WireFrame& frame) { frame.opcode = 2; }), "local text \"a\"\n"},
      {"data_sent_is_data_accepted", "twice", SendsAfter(1, 1, "a"),
       "local text \"a\"\n"},
      {"data_sent_is_data_accepted", "FIN on the first fragment",
       Sends([](WireFrame& frame) { frame.fin = true; }),
       "local fragment binary \"a\"\n"},
      {"accepted_data_is_sent", "never", NeverSends(1), "local text \"a\"\n"},
      {"accepted_data_is_sent", "a local Close goes first", NeverSends(1),
       "hold output\nlocal text \"a\"\nlocal close 1000\naccept all\n"},
      {"accepted_control_frames_are_sent", "a Ping never", NeverSends(9),
       "local ping \"a\"\n"},
      {"accepted_control_frames_are_sent", "a Pong never", NeverSends(10),
       "local pong \"a\"\n"},
      {"pings_are_asked_for", "a heartbeat", SendsAfter(1, 9, "beat"),
       "local text \"a\"\n"},
      {"pongs_are_asked_for", "other application data",
       Sends([](WireFrame& frame) {
         if (frame.IsPong()) frame.payload += "!";
       }),
       "remote ping \"a\"\n"},
      {"ping_is_answered", "no Pong", NeverSends(10), "remote ping \"a\"\n"},
      {"ping_is_answered", "an empty Pong", Sends([](WireFrame& frame) {
         if (frame.IsPong()) frame.payload.clear();
       }),
       "remote ping \"a\"\n"},
      {"ping_after_own_close_is_answered", "no Pong", NeverSends(10),
       "local close 1000\nremote ping \"a\"\n"},
  };
}

std::vector<Breakage> CloseRows() {
  return {
      {"close_sent_has_no_half_code", "one byte", SendsCloseWith("\x03"),
       "local close 1000\n"},
      {"close_reason_sent_is_utf8", "a code point that is cut",
       SendsCloseWith("\x03\xE8\xE2\x82"), "local close 1000 \"bye\"\n"},
      {"at_most_one_close_is_sent", "two", SendsAfter(8, 8, "\x03\xE8"),
       "local close 1000\n"},
      {"no_data_after_close", "a text behind it", SendsAfter(8, 1, "late"),
       "local close 1000\n"},
      {"only_pongs_after_close", "a Ping behind it", SendsAfter(8, 9, ""),
       "local close 1000\n"},
      {"answer_echoes_the_code", "1001 for 1003", SendsCloseWith("\x03\xE9"),
       "remote close 1003\n"},
      {"close_carries_the_callers_code", "1001 for 1000",
       SendsCloseWith("\x03\xE9"), "local close 1000\n"},
      {"close_carries_the_callers_code", "no reason",
       SendsCloseWith("\x03\xE8"), "local close 1000 \"bye\"\n"},
      {"report_only_codes_are_not_sent", "1005", SendsCloseWith("\x03\xED"),
       "local close\n"},
      {"report_only_codes_are_not_sent", "1006", SendsCloseWith("\x03\xEE"),
       "remote close\n"},
      {"report_only_codes_are_not_sent", "1015", SendsCloseWith("\x03\xF7"),
       "local close\n"},
      {"codes_sent_are_defined", "999", SendsCloseWith("\x03\xE7"),
       "remote close 1000\n"},
      {"codes_sent_are_defined", "1004", SendsCloseWith("\x03\xEC"),
       "remote close 1000\n"},
      {"codes_sent_are_defined", "5000, on its own", SendsCloseWith("\x13\x88"),
       "local close 1000\n"},
      {"server_does_not_start_with_1010", "1010", SendsCloseWith("\x03\xF2"),
       "role server\nlocal close 1000\n"},
  };
}

}  // namespace

std::vector<Breakage> SentBreakages() {
  std::vector<Breakage> all = FramingRows();
  for (const auto& rows : {DataRows(), CloseRows()}) {
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

TEST(SeenFailingTest, WhatMayNotBeSent) { ExpectSeenFailing(SentBreakages()); }

}  // namespace wsdrain
