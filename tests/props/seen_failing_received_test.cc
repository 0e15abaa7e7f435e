// RFC 6455 5, 6.2, 8.1 and 10: an endpoint that hears wrongly is found out.
#include <gtest/gtest.h>

#include <string>

#include "tests/props/seen_failing.h"

namespace wsdrain {
namespace {

// A stranger may wait for the end of the frame, so something follows it.
constexpr char kMore[] = "remote bytes 0000\n";

std::vector<Breakage> ViolationRows() {
  const auto row = [](std::string property, std::string how,
                      const std::string& scenario) {
    return Breakage{std::move(property), std::move(how), Deaf(),
                    scenario + kMore};
  };
  return {
      row("wrong_mask_fails_the_connection", "goes on",
          "remote text \"a\" mask=wrong\n"),
      row("reserved_bits_fail_the_connection", "goes on",
          "remote text \"a\" rsv=1\n"),
      row("reserved_opcode_fails_the_connection", "goes on",
          "remote frame opcode=3 \"a\"\n"),
      row("top_bit_of_a_length_fails_the_connection", "waits for the payload",
          "role client\nremote bytes 827f8000000000000000\n"),
      row("longer_length_form_fails_the_connection", "goes on",
          "remote text \"a\" length=16\n"),
      row("fragments_out_of_order_fail_the_connection", "goes on",
          "remote continuation \"a\"\n"),
      row("fragmented_control_frame_fails_the_connection", "goes on",
          "remote ping \"a\" fin=0\n"),
      row("long_control_frame_fails_the_connection", "goes on",
          "remote ping \"a\"*126\n"),
      row("one_byte_close_fails_the_connection", "goes on",
          "remote close hex:03\n"),
      row("close_inside_a_message_may_fail", "goes on",
          "option close_in_message fail\nremote text \"a\" fin=0\n"
          "remote close 1000\n"),
      row("report_only_code_fails_the_connection", "goes on",
          "remote close 1006\n"),
      row("undefined_code_fails_the_connection", "goes on",
          "remote close 2000\n"),
      row("bad_text_fails_the_connection", "goes on", "remote text hex:ff\n"),
      row("bad_reason_fails_the_connection", "goes on",
          "remote close hex:03e8ff\n"),
      row("over_limit_fails_the_connection", "goes on",
          "option message_bytes_max 10\nremote text \"a\"*11\n"),
  };
}

Lies Delivers(std::function<void(BrokenEndpoint&, bool, std::string)> how) {
  Lies lies;
  lies.message = std::move(how);
  return lies;
}

// Bytes after the end of the stream become messages.
Lies ReadsOnAfter(uint8_t own_opcode) {
  Lies lies;
  lies.receive = [](BrokenEndpoint& e, std::string_view bytes) {
    const bool is_over = e.frames > 0;
    const size_t taken = e.inner().Receive(bytes);
    if (is_over) e.app().OnMessage(true, "late");
    return taken;
  };
  lies.frame = [own_opcode](BrokenEndpoint& e, const WireFrame& frame) {
    if (frame.opcode == own_opcode) e.Put(frame);
  };
  return lies;
}

std::vector<Breakage> DeliveryRows() {
  Lies no_ping;
  no_ping.ping = [](BrokenEndpoint&, const std::string&) {};
  Lies no_pong;
  no_pong.pong = [](BrokenEndpoint&, const std::string&) {};
  Lies other_ping;
  other_ping.ping = [](BrokenEndpoint& e, const std::string& payload) {
    e.app().OnPing(payload + "!");
  };
  Lies other_pong;
  other_pong.pong = [](BrokenEndpoint& e, const std::string& payload) {
    e.app().OnPong(payload + "!");
  };
  const auto lost = Delivers([](BrokenEndpoint&, bool, const std::string&) {});
  const auto twice =
      Delivers([](BrokenEndpoint& e, bool is_text, const std::string& payload) {
        e.app().OnMessage(is_text, payload);
        e.app().OnMessage(is_text, payload);
      });
  const auto other =
      Delivers([](BrokenEndpoint& e, bool, const std::string& payload) {
        e.app().OnMessage(false, payload);
      });
  const auto second_only =
      Delivers([](BrokenEndpoint& e, bool is_text, const std::string& payload) {
        if (e.messages > 1) e.app().OnMessage(is_text, payload);
      });
  return {
      {"messages_are_delivered_in_order", "twice", twice,
       "remote text \"a\"\n"},
      {"messages_are_delivered_in_order", "binary for text", other,
       "remote text \"a\"\n"},
      {"messages_are_delivered_in_order", "the first is passed over",
       second_only, "remote text \"a\"\nremote text \"b\"\n"},
      {"messages_are_not_lost", "never delivered", lost, "remote text \"a\"\n"},
      {"messages_are_not_lost", "lost when a Close follows", lost,
       "hold input\nremote text \"a\"\nremote close 1000\ndeliver all\n"},
      {"late_data_is_discarded",
       "it is delivered",
       {},
       "option data_after_close discard\nlocal close 1000\n"
       "remote text \"late\"\n",
       &kTable},
      {"no_message_after_peer_close", "it reads on", ReadsOnAfter(8),
       "remote close 1000\nremote text \"late\"\n"},
      {"nothing_is_processed_after_failure", "it reads on", ReadsOnAfter(8),
       "remote text \"a\" rsv=1\nremote text \"late\"\n"},
      {"pings_are_reported", "never", no_ping, "remote ping \"a\"\n"},
      {"pings_are_reported", "with other bytes", other_ping,
       "remote ping \"a\"\n"},
      {"pongs_are_reported", "never", no_pong, "remote pong \"a\"\n"},
      {"pongs_are_reported", "with other bytes", other_pong,
       "remote pong \"a\"\n"},
  };
}

}  // namespace

std::vector<Breakage> ReceivedBreakages() {
  std::vector<Breakage> all = ViolationRows();
  for (Breakage& row : DeliveryRows()) all.push_back(std::move(row));
  return all;
}

TEST(SeenFailingTest, WhatIsHeardWrongly) {
  ExpectSeenFailing(ReceivedBreakages());
}

}  // namespace wsdrain
