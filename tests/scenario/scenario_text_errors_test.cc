// Malformed scenarios are refused with the place, what was found, and all that
// may stand there.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

// Lists that the errors name again and again.
std::string WithLists(const std::string& allowed) {
  return absl::StrReplaceAll(
      allowed,
      {{"{headers}", "role, timeout, option, keys, rfc, class, needs"},
       {"{steps}",
        "local, inside, remote, deliver, accept, hold, break, elapse, await, "
        "expect"},
       {"{calls}",
        "text, binary, fragment, continue, finish, ping, pong, close, pause, "
        "resume, abort"},
       {"{remotes}",
        "text, binary, continuation, ping, pong, close, frame, bytes, eof, "
        "reset"},
       {"{attributes}",
        "fin=0, rsv=N (N from 1 to 7), mask=none, mask=wrong, mask=HEX8 (8 hex "
        "digits), length=7, length=16, length=64, times=N (N from 1 to 1000), "
        "end of line"},
       {"{times}", "times=N (N from 1 to 1000), end of line"},
       {"{options}",
        "data_after_close, close_in_message, non_minimal_length, "
        "reserved_codes, frame_bytes_max, message_bytes_max, pongs_max, "
        "output_bytes_max, messages_waiting_max"}});
}

std::string ErrorOf(std::string_view text) {
  const absl::StatusOr<Scenario> scenario = ScenarioFromText("f.scn", text);
  if (scenario.ok()) return "no error";
  EXPECT_EQ(scenario.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(FormatScenarioText("f.scn", text).status(), scenario.status());
  return std::string(scenario.status().message());
}

struct Malformed {
  std::string lines;  // after `scn 1`
  std::string place;
  std::string found;
  std::string allowed;
};

const std::vector<Malformed>& AllMalformed() {
  static const auto* const kAll = new std::vector<Malformed>{
      {"frobnicate", "2:1", R"("frobnicate")", "{headers}, {steps}"},
      {"role clint", "2:6", R"("clint")", "client, server, both, pair"},
      {"role", "2:5", "end of line", "client, server, both, pair"},
      {"role client\nrole server", "3:1", R"("role")",
       "timeout, option, keys, rfc, class, needs, {steps}"},
      {"timeout 0", "2:9", R"("0")", "a number from 1 to 3600000"},
      {"timeout 3600001", "2:9", R"("3600001")", "a number from 1 to 3600000"},
      {"timeout 10\ntimeout 10", "3:1", R"("timeout")",
       "role, option, keys, rfc, class, needs, {steps}"},
      {"timeout -5", "2:9", R"("-5")", "a number from 1 to 3600000"},
      {"option pongs", "2:8", R"("pongs")",
       "client, server, {options}, reset_discards"},
      {"option client reset_discards no", "2:15", R"("reset_discards")",
       "{options}"},
      {"option pongs_max 0", "2:18", R"("0")", "a number from 1 to 268435456"},
      {"option data_after_close yes", "2:25", R"("yes")", "deliver, discard"},
      {"option pongs_max 1\noption server pongs_max 2", "3:15",
       R"("pongs_max")",
       "data_after_close, close_in_message, non_minimal_length, "
       "reserved_codes, frame_bytes_max, message_bytes_max, output_bytes_max, "
       "messages_waiting_max"},
      {"option client pongs_max 1\noption pongs_max 2", "3:8", R"("pongs_max")",
       "client, server, data_after_close, close_in_message, "
       "non_minimal_length, reserved_codes, frame_bytes_max, "
       "message_bytes_max, output_bytes_max, messages_waiting_max, "
       "reset_discards"},
      {"keys", "2:5", "end of line", "HEX8 (8 hex digits)"},
      {"keys 0011223", "2:6", R"("0011223")", "HEX8 (8 hex digits)"},
      {"keys 00112233\nkeys 00112233", "3:1", R"("keys")",
       "role, timeout, option, rfc, class, needs, {steps}"},
      {"rfc x", "2:5", R"("x")", "a section such as 5.5.1"},
      {"class F31", "2:7", R"("F31")", "F01 to F30"},
      {"needs speed", "2:7", R"("speed")",
       "trigger, echo, pause, abort, virtual_time, fragments, ping, limits"},
      {"needs", "2:6", "end of line",
       "trigger, echo, pause, abort, virtual_time, fragments, ping, limits"},
      {"remote eof\nrole client", "3:1", R"("role")", "{steps}"},
      {"expect closed\nremote eof", "3:1", R"("remote")", "expect"},
      {"local", "2:6", "end of line", "{calls}"},
      {"local txt", "2:7", R"("txt")", "{calls}"},
      {"local close 65536", "2:13", R"("65536")",
       R"(a number from 0 to 65535, "text", hex:.., {times})"},
      {"local close 1000 bye", "2:18", R"("bye")",
       R"("text", hex:.., {times})"},
      {R"(local close "bye" 1000)", "2:19", R"("1000")", "{times}"},
      {R"(local pause "x")", "2:13", R"("x")", "{times}"},
      {"local fragment ping", "2:16", R"("ping")", "text, binary"},
      {"inside open local pause", "2:8", R"("open")", "message, ping, closed"},
      {"inside ping pause", "2:13", R"("pause")", "local"},
      {"remote foo", "2:8", R"("foo")", "{remotes}"},
      {"remote text x", "2:13", R"("x")", R"("text", hex:.., {attributes})"},
      {R"(remote text "x)", "2:15", "end of line", R"(")"},
      {R"(remote text "a\q")", "2:15", R"("\q")",
       R"(\n, \r, \t, \\, \", \xNN)"},
      {R"(remote text "a\x4")", "2:15", R"("\x4"")",
       R"(\n, \r, \t, \\, \", \xNN)"},
      {"remote text hex:0", "2:17", R"("0")", "pairs of hex digits"},
      {"remote text hex:00g1", "2:19", R"("g1")", "pairs of hex digits"},
      {R"(remote text "a"*0)", "2:17", R"("0")",
       "a number from 1 to 134217728"},
      {R"(remote text "a"* fin=0)", "2:17", R"(" ")",
       "a number from 1 to 134217728"},
      {R"(remote text "a"*134217729)", "2:17", R"("134217729")",
       "a number from 1 to 134217728"},
      {R"(remote text "x" fin=1)", "2:17", R"("fin=1")", "{attributes}"},
      {R"(remote text "x" fin=0 fin=0)", "2:23", R"("fin=0")",
       "rsv=N (N from 1 to 7), mask=none, mask=wrong, mask=HEX8 (8 hex "
       "digits), length=7, length=16, length=64, {times}"},
      {R"(remote text "x" rsv=8)", "2:17", R"("rsv=8")", "{attributes}"},
      {R"(remote text "x" mask=maybe)", "2:17", R"("mask=maybe")",
       "{attributes}"},
      {R"(remote text "x" length=8)", "2:17", R"("length=8")", "{attributes}"},
      {R"(remote text "x"*126 length=7)", "2:21", R"("length=7")",
       "fin=0, rsv=N (N from 1 to 7), mask=none, mask=wrong, mask=HEX8 (8 hex "
       "digits), length=16, length=64, {times}"},
      {R"(remote text "x"*65536 length=16)", "2:23", R"("length=16")",
       "fin=0, rsv=N (N from 1 to 7), mask=none, mask=wrong, mask=HEX8 (8 hex "
       "digits), length=64, {times}"},
      {R"(remote text "x" "y")", "2:17", R"("y")", "{attributes}"},
      {R"(remote frame "x")", "2:14", R"("x")", "opcode=N (N from 0 to 15)"},
      {"remote frame opcode=16", "2:14", R"("opcode=16")",
       "opcode=N (N from 0 to 15)"},
      {R"(remote close "bye")", "2:14", R"("bye")",
       "a number from 0 to 65535, hex:.., {attributes}"},
      {"remote close 1000 hex:00", "2:19", R"("hex:00")",
       R"("text", {attributes})"},
      {R"(remote close 1000 "ab"*65536)", "2:24", R"("65536")",
       "a number from 1 to 65535"},
      {"remote bytes hex:00", "2:14", R"("hex:00")", "hex digits, {times}"},
      {"remote bytes 123", "2:16", R"("3")", "pairs of hex digits"},
      {"remote eof times=0", "2:12", R"("times=0")", "{times}"},
      {"remote eof times=1001", "2:12", R"("times=1001")", "{times}"},
      {"remote eof times=2 fin=0", "2:20", R"("fin=0")", "end of line"},
      {"deliver", "2:8", "end of line",
       "a number from 0 to 268435456, frame, all"},
      {"deliver 268435457", "2:9", R"("268435457")",
       "a number from 0 to 268435456, frame, all"},
      {"accept some", "2:8", R"("some")",
       "a number from 0 to 268435456, frame, all"},
      {"hold", "2:5", "end of line", "input, output"},
      {"hold everything", "2:6", R"("everything")", "input, output"},
      {"break input", "2:7", R"("input")", "output"},
      {"elapse 3600001", "2:8", R"("3600001")", "a number from 0 to 3600000"},
      {"await close", "2:7", R"("close")", "message"},
      {"lose client", "2:1", R"("lose")", "{headers}, {steps}"},
      {"client pause", "2:1", R"("client")", "{headers}, {steps}"},
      {"role pair\nlocal pause", "3:1", R"("local")",
       "timeout, option, keys, rfc, class, needs, client, server, elapse, "
       "lose, expect"},
      {"role pair\nclient remote eof", "3:8", R"("remote")",
       "inside, deliver, accept, hold, break, {calls}"},
      {"role pair\nclient local pause", "3:8", R"("local")",
       "inside, deliver, accept, hold, break, {calls}"},
      {"role pair\nlose", "3:5", "end of line", "client, server"},
      {"role pair\nserver elapse 5", "3:8", R"("elapse")",
       "inside, deliver, accept, hold, break, {calls}"},
      {"role pair\nexpect closed", "3:8", R"("closed")", "not, client, server"},
      {"expect", "2:7", "end of line",
       "not, delivered, sent, refused, tcp, closed"},
      {"expect not", "2:11", "end of line",
       "delivered, sent, refused, tcp, closed"},
      {"expect client closed", "2:8", R"("client")",
       "not, delivered, sent, refused, tcp, closed"},
      {"expect delivered", "2:17", "end of line", "text, binary, ping, pong"},
      {"expect delivered close", "2:18", R"("close")",
       "text, binary, ping, pong"},
      {"expect sent close empty 1000", "2:25", R"("1000")", "end of line"},
      {"expect sent close 1000 1001", "2:24", R"("1001")",
       R"("text", hex:.., end of line)"},
      {R"(expect refused text "x")", "2:21", R"("x")", "end of line"},
      {"expect tcp shut", "2:12", R"("shut")",
       "open, write_shutdown, closed, reset"},
      {"expect closed 1000", "2:15", R"("1000")",
       "clean, unclean, end of line"},
      {R"(expect closed clean 1000 "x" y)", "2:30", R"("y")", "end of line"},
      {"local text \"tab\there\" # fine\n\tremote  \033[31m", "3:10",
       R"("\x1b[31m")", "{remotes}"},
  };
  return *kAll;
}

TEST(ScenarioTextErrorsTest, SaysWhereWhatAndWhatIsAllowed) {
  for (const Malformed& bad : AllMalformed()) {
    EXPECT_EQ(ErrorOf("scn 1\n" + bad.lines),
              absl::StrCat("f.scn:", bad.place, ": found ", bad.found,
                           ", allowed: ", WithLists(bad.allowed)))
        << bad.lines;
  }
}

TEST(ScenarioTextErrorsTest, TheFirstLineIsTheVersion) {
  EXPECT_EQ(ErrorOf(""), "f.scn:1:1: found end of line, allowed: scn 1");
  EXPECT_EQ(ErrorOf("# why\nscn 1\n"),
            "f.scn:1:1: found \"#\", allowed: scn 1");
  EXPECT_EQ(ErrorOf("scn\n"), "f.scn:1:4: found end of line, allowed: 1");
  EXPECT_EQ(ErrorOf("scn 2\n"), "f.scn:1:5: found \"2\", allowed: 1");
  EXPECT_EQ(ErrorOf("scn 1 now\n"),
            "f.scn:1:7: found \"now\", allowed: end of line");
}

TEST(ScenarioTextErrorsTest, ShowsWhatIsFoundShortAndHarmless) {
  EXPECT_EQ(ErrorOf(std::string("\x00\xFF\x1B[31m", 7)),
            "f.scn:1:1: found \"\\x00\\xff\\x1b[31m\", allowed: scn 1");
  EXPECT_EQ(ErrorOf(std::string(1000, 'a')),
            absl::StrCat("f.scn:1:1: found \"", std::string(40, 'a'),
                         "...\", allowed: scn 1"));
}

}  // namespace
}  // namespace wsdrain
