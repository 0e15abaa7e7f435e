// The same server over TCP and over the simulated wire: they get the same
// verdicts, but for what cannot be seen from outside.
#ifdef WSDRAIN_HAS_LIVE
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "check/check.h"
#include "commands/input.h"
#include "endpoints/reference.h"
#include "endpoints/tcp/tailor.h"
#include "props/all.h"
#include "tests/commands/command_line.h"
#include "tests/commands/live_servers.h"
#include "tests/live/serving.h"

namespace wsdrain {
namespace {

// Why a property that the simulated wire reaches is unreached over TCP;
// docs/check.md says it in words.
const std::set<std::string> kNeedsItsReports = {
    "clean_needs_both_closes",
    "closed_code_is_the_peers",
    "closed_is_reported_once",
    "closed_means_tcp_is_over",
    "closed_reason_is_the_peers",
    "end_of_tcp_is_reported",
    "finished_handshake_is_clean",
    "messages_are_delivered_in_order",
    "messages_are_not_lost",
    "no_message_after_peer_close",
    "no_timer_outlives_the_connection",
    "nothing_comes_after_closed",
    "nothing_is_processed_after_failure",
    "pings_are_reported",
    "pongs_are_reported",
    "reset_ends_the_connection",
    "memory_is_bounded",
    "input_is_read_to_its_end",
    "late_data_is_discarded",
    "input_is_taken",
};
const std::set<std::string> kAsksTheCaller = {
    "accepted_data_is_sent",
    "answer_echoes_the_code",
    "close_carries_the_callers_code",
    "legal_close_is_accepted",
    "pongs_are_asked_for",
    "second_close_changes_nothing",
    "refused_call_writes_nothing",
};
const std::set<std::string> kIsOurPolicy = {
    "longer_length_form_fails_the_connection",  // D12
    "undefined_code_fails_the_connection",      // D14, D16
    "tcp_is_closed_whole_after_the_peers_fin",  // D32
    "ping_after_own_close_is_answered",         // D6
    "only_pongs_after_close",                   // D7
    "failure_ends_tcp",  // of others it is asked where the RFC says must
};
// Of others it is asked at the end of a run only, when what has come by then
// may excuse them: our FIN or reset, a Close, a violation, a frame that is not
// whole.
const std::set<std::string> kIsExcusedByTheEnd = {
    "close_is_answered",
    "closing_ends_by_its_deadline",
    "draining_goes_on_past_other_frames",
    "failure_code_fits",
    "failure_is_said_with_a_close",
    "local_close_sends_a_close",
    "no_reset_from_unread_input",
    "output_is_not_torn",
    "ping_is_answered",
    "reserved_bits_fail_the_connection",
    "server_does_not_start_with_1010",
};

bool IsExplained(const std::string& property) {
  return kNeedsItsReports.contains(property) ||
         kAsksTheCaller.contains(property) || kIsOurPolicy.contains(property) ||
         kIsExcusedByTheEnd.contains(property);
}

// What the server at `url` gets over TCP, and our endpoint, which it is built
// on, on the simulated wire.
void ExpectAgreement(const std::string& url, const std::string& trigger) {
  const CommandResult result = Wsdrain(
      {"check", url, "--bound", "4000", "--json", "--trigger", trigger});
  ASSERT_EQ(result.code, 0) << result.out;
  const auto inputs = LoadInputs({"built-in:"}, "");
  ASSERT_TRUE(inputs.ok());
  std::map<std::string, const Input*> by_name;
  for (const Input& input : *inputs) by_name[input.name] = &input;

  const EndpointKind reference = Reference();
  size_t compared = 0;
  size_t alike = 0;
  const Json document = Json::parse(result.out);
  for (const Json& play : document.at("scenarios")) {
    if (play.at("name") == "opening") continue;
    const Input& input = *by_name.at(play.at("name"));
    const auto tailored = Tailored(
        *input.scenario,
        {.timeout_ms = 1000, .closes_by_violation = trigger == "violation"});
    ASSERT_TRUE(tailored.has_value());
    const Report simulated =
        Check(AllProperties(), *tailored, {.server = &reference},
              {.asks_relations = false});
    std::map<std::string, std::string> over_tcp;
    for (const Json& verdict : play.at("verdicts")) {
      over_tcp[verdict.at("property")] = verdict.at("result");
    }
    for (const Verdict& verdict : simulated.verdicts) {
      const std::string name(verdict.property->name);
      if (name.empty() || verdict.property->relation != Relation::kNone) {
        continue;
      }
      ++compared;
      const std::string here(ResultName(verdict.result));
      const std::string& there = over_tcp.at(name);
      if (here == there) {
        ++alike;
        continue;
      }
      const bool is_unseen = here == "holds" && there == "unreached";
      const bool is_more = here == "unreached" && there == "holds";
      EXPECT_TRUE(is_more || (is_unseen && IsExplained(name)))
          << name << " in " << input.name << ": " << here
          << " on the simulated wire, " << there << " over TCP";
    }
  }
  EXPECT_GT(compared, 10'000u);
  EXPECT_GT(alike, compared * 3 / 4);
}

TEST(Agreement, OfAServerThatIsToldToClose) {
  const LiveServerOf server(WithManners({}));
  ExpectAgreement(server.url(), "message:bye");
}

TEST(Agreement, OfWsdrainServe) {
  ServerOptions options;
  options.connection.close_timeout_ms = 2'000;
  const Serving serving(options);
  ExpectAgreement(serving.address(), "violation");
}

}  // namespace
}  // namespace wsdrain
#endif
