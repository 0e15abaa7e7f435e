// Strangers that end, answer Pings and report otherwise are not accused.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/props/stranger.h"

namespace wsdrain {
namespace {

const std::vector<std::string>& ManyEnds() {
  static const std::vector<std::string>& ends = *new std::vector<std::string>{
      "local close 1000 \"bye\"\nremote text \"late\"\nremote close 1000\n"
      "remote eof\n",
      "remote close 1001\nremote eof\n",
      "remote close 1001\n",
      "remote text \"a\" rsv=1\n",
      "hold output\nremote close 1000\nelapse 1000\n",
      "local close 1000\nremote close 1000\nremote reset\n",
      "local text \"a\"\nremote text \"b\"\nremote ping \"c\"\nremote eof\n",
      "remote reset\n",
      "local close 1000\n",
      "role pair\nclient close 1000\nserver text \"late\"\n",
      "role pair\nserver close 1000\nclient text \"late\"\n"};
  return ends;
}

// --- Ping and Pong -----------------------------------------------------------

TEST(ConformantStrangerTest, PingsThatAreAnsweredOtherwise) {
  Lies silent_after_close;
  silent_after_close.frame = [](BrokenEndpoint& e, const WireFrame& frame) {
    if (!frame.IsPong() || e.closes == 0) e.Put(frame);
  };
  Lies answers_the_last;
  answers_the_last.frame = [](BrokenEndpoint& e, const WireFrame& frame) {
    if (!frame.IsPong() || e.pongs_behind == 0) e.Put(frame);
  };
  Lies beats;
  beats.message = [](BrokenEndpoint& e, bool is_text, const std::string& text) {
    e.app().OnMessage(is_text, text);
    if (e.closes == 0) e.Invent(10, "unsolicited");
    if (e.closes == 0) e.Invent(9, "beat");
  };
  Lies pongs_on;
  pongs_on.receive = [](BrokenEndpoint& e, std::string_view bytes) {
    const size_t taken = e.inner().Receive(bytes);
    if (e.closes_heard > 0 && e.pings_heard > e.flags) {
      e.Invent(10, "a");
      ++e.flags;
    }
    return taken;
  };
  ExpectNotAccused({
      {"D6",
       "is silent after its own Close",
       silent_after_close,
       {"local close 1000\nremote ping \"a\"\nremote close 1000\n"}},
      {"5.5.3",
       "answers the last Ping of a read",
       answers_the_last,
       {"hold input\nremote ping \"a\"\nremote ping \"b\"\ndeliver all\n",
        "hold input\nremote ping \"a\"\nremote ping \"b\"\n"
        "remote close 1000\ndeliver all\n"}},
      {"5.5.3, 5.5.2",
       "sends Pings and Pongs of its own",
       beats,
       {"remote text \"a\" times=3\nremote close 1000\n"}},
      {"D33",
       "answers a Ping after the peer's Close",
       pongs_on,
       {"role client\nremote close 1000\nremote ping \"a\"\n",
        "role server\nremote close 1000\nremote ping \"a\"\n"}},
  });
}

// --- Data after Close --------------------------------------------------------

TEST(ConformantStrangerTest, LateDataThatIsTreatedOtherwise) {
  const std::vector<std::string> late = {
      "local close 1000\nremote text \"late\"\nremote close 1000\n",
      "remote text \"a\"\nlocal close 1000\nremote text \"late\" times=2\n",
      "hold input\nremote text \"a\"\nremote text \"b\"\nlocal close 1000\n"
      "deliver all\n",
      "inside message local close 1000\nhold input\nremote text \"a\"\n"
      "remote text \"b\"\ndeliver all\n"};
  const auto declares = [](DataAfterClose what) {
    return [what](Capabilities& c) { c.data_after_close = what; };
  };
  ExpectNotAccused({
      {"D4", "discards, and says nothing of it", {}, late, &kDiscardingTable},
      {"D4", "delivers, and says nothing of it", {}, late, &kTable},
      {"D4",
       "discards, and says so",
       {},
       late,
       &kDiscardingTable,
       declares(DataAfterClose::kDiscards)},
      {"D4",
       "delivers, and says so",
       {},
       late,
       &kTable,
       declares(DataAfterClose::kDelivers)},
      {"D37",
       "delivers what a paused application would have",
       {},
       {"local pause\nremote text \"a\" times=20\nlocal close 1000\n"
        "remote text \"late\"\nremote close 1000\n"}},
  });
}

// --- TCP and its end ---------------------------------------------------------

TEST(ConformantStrangerTest, TcpThatIsEndedOtherwise) {
  Lies at_once = EndsTcp(Tcp::kClosed, [](const BrokenEndpoint&, Tcp wish) {
    return wish == Tcp::kWriteShutdown;
  });
  at_once.reports_its_end = true;
  Lies first = EndsTcp(Tcp::kClosed, [](const BrokenEndpoint& e, Tcp) {
    return e.closes_heard > 0 && e.closes > 0 && e.OutputBytes() == 0;
  });
  first.reports_its_end = true;
  Lies resets = EndsTcp(Tcp::kReset, [](const BrokenEndpoint& e, Tcp wish) {
    return e.flags > 0 && wish == Tcp::kClosed;
  });
  resets.call = [](BrokenEndpoint& e, const LocalCall& call) {
    if (call.verb == Verb::kAbort) e.flags = 1;
    return e.Do(call);
  };
  Lies drops = NeverSends(8);
  ExpectNotAccused({
      {"D19",
       "closes TCP at once after a failure",
       at_once,
       {"remote text \"a\" rsv=1\n", "remote text hex:ff\n"}},
      {"D11",
       "a client ends TCP first",
       first,
       {"role client\nlocal close 1000\nremote close 1000\n"}},
      {"D38",
       "an abort resets TCP",
       resets,
       {"local abort\n", "local close 1000\nlocal abort\n"}},
      {"D30",
       "drops TCP after a masking fault, without a word",
       drops,
       {"remote text \"a\" mask=wrong\n"}},
  });
}

TEST(ConformantStrangerTest, TimersOfItsOwn) {
  Lies hasty;
  hasty.configure = [](EndpointConfig& config) { config.timeout_ms /= 2; };
  Lies hasty_unclean = hasty;
  hasty_unclean.closed = [](BrokenEndpoint& e, ClosedReport report) {
    if (e.now_ms >= 500) report.is_clean = false;
    e.app().OnClosed(report);
  };
  ExpectNotAccused({
      {"5.5.1, 7.1.1, D11",
       "waits for a shorter time",
       hasty,
       {"role client\nremote close 1000\n",
        "role client\nlocal close 1000\nremote close 1000\nelapse 500\n"}},
      {"D11, D21",
       "waits for a shorter time, and says not clean",
       hasty_unclean,
       {"role client\nremote close 1000\n",
        "role client\nlocal close 1000\nremote close 1000\nelapse 500\n"}},
  });
}

// --- What it reports ---------------------------------------------------------

TEST(ConformantStrangerTest, EndsThatAreReportedOtherwise) {
  const auto own_code = ReportsClosed([](ClosedReport& report) {
    if (report.code == 1006) report.code = 1002;
  });
  const auto abnormal = ReportsClosed([](ClosedReport& report) {
    if (!report.is_clean) report = {false, 1006, ""};
  });
  Lies doubtful;
  doubtful.reset = [](BrokenEndpoint& e) {
    e.flags = 1;
    e.inner().ReceiveReset();
  };
  doubtful.closed = [](BrokenEndpoint& e, ClosedReport report) {
    if (e.flags == 1 || e.now_ms >= 1000) report.is_clean = false;
    e.app().OnClosed(report);
  };
  const auto mute = ReportsClosed([](ClosedReport& report) {
    report.code = std::nullopt;
    report.reason.clear();
  });
  ExpectNotAccused({
      {"D20",
       "reports the code of its own failure",
       own_code,
       {"remote text \"a\" rsv=1\n", "remote text \"a\" rsv=1\nremote eof\n"}},
      {"D36",
       "reports 1006 when its own Close was not written",
       abnormal,
       {"hold output\nremote close 1000 \"bye\"\nelapse 1000\n",
        "hold output\nremote close 1000 \"bye\"\nremote reset\n"}},
      {"D21", "is not clean after a reset or a timeout", doubtful, ManyEnds()},
      {"7.1.5", "has no codes and reasons", mute, ManyEnds(), nullptr,
       [](Capabilities& c) {
         c.reports_codes = c.reports_reasons = false;
         c.reports_pings = c.reports_pongs = false;
       }},
  });
}

// --- What it can do ----------------------------------------------------------

TEST(ConformantStrangerTest, CallsThatItDoesNotHave) {
  Lies small;
  small.call = [](BrokenEndpoint& e, const LocalCall& call) {
    const bool can = call.verb == Verb::kSend || call.verb == Verb::kClose;
    return can ? e.Do(call) : CallResult::kUnsupported;
  };
  small.can_be_copied = false;
  std::vector<std::string> scenarios = ManyEnds();
  scenarios.push_back(
      "local fragment text \"a\"\nlocal finish \"b\"\nlocal ping \"c\"\n"
      "local pong \"d\"\nlocal pause\nremote text \"e\"\nlocal resume\n"
      "local close 1000\nlocal abort\n");
  ExpectNotAccused({{"-", "can only send and close", small, scenarios}});
}

TEST(ConformantStrangerTest, RandomMaskingKeys) {
  auto random = std::make_shared<uint32_t>(1);
  Lies lies;
  lies.frame = [random](BrokenEndpoint& e, WireFrame frame) {
    if (frame.is_masked) frame.key = *random *= 2654435761u;
    e.Put(frame);
  };
  ExpectNotAccused(
      {{"5.3", "masks with keys that nobody can predict", lies, ManyEnds()}});
}

}  // namespace
}  // namespace wsdrain
