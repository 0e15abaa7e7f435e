// An endpoint that keeps the RFC in another way than ours is not accused.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/props/stranger.h"

namespace wsdrain {
namespace {

// --- The Close frames that it sends ------------------------------------------

Lies AnswersWith(std::string body) {
  Lies lies;
  lies.frame = [body](BrokenEndpoint& e, WireFrame frame) {
    if (frame.IsClose() && e.calls == 0) frame.payload = body;
    e.Put(frame);
  };
  return lies;
}

Lies DropsWhatWaitsWhenItAnswers() {
  Lies lies;
  lies.frame = [](BrokenEndpoint& e, const WireFrame& frame) {
    if (frame.IsClose()) e.DropWaiting();
    e.Put(frame);
  };
  return lies;
}

// 5.5.1: it MAY delay its Close until its current message is sent.
Lies FinishesItsMessageFirst() {
  Lies lies;
  lies.call = [](BrokenEndpoint& e, const LocalCall& call) {
    const CallResult result = e.Do(call);
    if (call.verb == Verb::kFragment && result == CallResult::kAccepted) {
      e.flags = 1;  // a message is open
    }
    if (!e.held.has_value()) {
      if (call.verb == Verb::kFinish) e.flags = 0;
      return result;
    }
    if (call.verb != Verb::kContinue && call.verb != Verb::kFinish) {
      return result;
    }
    WireFrame rest = *e.held;
    rest.opcode = 0;
    rest.fin = call.verb == Verb::kFinish;
    rest.payload = call.payload;
    rest.key += 0x01000000;
    e.Put(rest);
    if (rest.fin) {
      e.Put(*e.held);
      e.held.reset();
    }
    return CallResult::kAccepted;
  };
  lies.frame = [](BrokenEndpoint& e, const WireFrame& frame) {
    if (frame.IsClose() && e.flags == 1) {
      e.held = frame;
    } else {
      e.Put(frame);
    }
  };
  lies.tcp = [](const BrokenEndpoint& e, Tcp wish) {
    const bool waits = e.held.has_value() || e.OutputBytes() > 0;
    return waits && wish == Tcp::kWriteShutdown ? Tcp::kOpen : wish;
  };
  lies.eof = [](BrokenEndpoint& e) {
    if (!e.held.has_value() && e.OutputBytes() == 0) e.inner().ReceiveEof();
  };
  lies.closed = [](BrokenEndpoint& e, ClosedReport report) {
    if (e.held.has_value()) report.is_clean = false;
    e.app().OnClosed(report);
  };
  return lies;
}

// It may send a Close when TCP ends (D31).
Lies ClosesOnEof() {
  Lies lies;
  lies.eof = [](BrokenEndpoint& e) {
    if (e.frames == 0 && e.flags++ == 0) e.Invent(8, "\x03\xE9");
    if (e.OutputBytes() == 0) e.inner().ReceiveEof();
  };
  return lies;
}

// D28: what may not be sent is repaired, and the Close is sent.
Lies RepairsTheReason() {
  Lies lies;
  lies.call = [](BrokenEndpoint& e, LocalCall call) {
    if (call.payload.size() > 123) call.payload.resize(123);
    if (call.code == 1005) call.code = 1011;
    return e.Do(call);
  };
  return lies;
}

TEST(ConformantStrangerTest, ClosesThatAreSentOtherwise) {
  const std::vector<std::string> peer_closes = {
      "remote close 1001 \"bye\"\n", "remote close\n", "remote close 3000\n",
      "remote close 1001\nremote eof\n"};
  ExpectNotAccused({
      {"D1", "answers 1000", AnswersWith("\x03\xE8"), peer_closes},
      {"D1, D2", "answers with an empty Close", AnswersWith(""), peer_closes},
      {"D1", "answers 1011", AnswersWith("\x03\xF3"), peer_closes},
      {"D10",
       "finishes its message before it answers",
       FinishesItsMessageFirst(),
       {"local fragment binary \"a\"\nremote close 1000\nlocal continue \"b\"\n"
        "local finish \"c\"\n",
        "local fragment text \"a\"\nremote close 1000\nlocal finish \"c\"\n",
        "local fragment binary \"a\"\nremote close 1000\n"}},
      {"D29",
       "drops what waits when it answers",
       DropsWhatWaitsWhenItAnswers(),
       {"hold output\nlocal text \"a\"\nremote close 1000\naccept all\n",
        "hold output\nlocal text \"a\" times=2\naccept 2\nremote close 1000\n",
        "hold output\nlocal text \"a\"\nremote text \"b\" rsv=1\n"}},
      {"D28",
       "sends 1011 for what may not be sent, and cuts the reason",
       RepairsTheReason(),
       {"local close 1005\n", "local close 1000 \"a\"*124\n"}},
      {"D31",
       "sends a Close when TCP ends",
       ClosesOnEof(),
       {"remote eof\n", "remote text \"a\" fin=0\nremote eof\n"}},
  });
}

// --- How it reads ------------------------------------------------------------

// It passes on whole frames only.
Lies WaitsForWholeFrames() {
  Lies lies;
  auto waiting = std::make_shared<std::string>();
  lies.can_be_copied = false;
  lies.configure = [waiting](EndpointConfig&) { waiting->clear(); };
  lies.receive = [waiting](BrokenEndpoint& e, std::string_view bytes) {
    *waiting += bytes;
    while (const auto frame = ReadWireFrame(*waiting)) {
      e.inner().Receive(
          std::string_view(*waiting).substr(0, frame->wire_bytes));
      waiting->erase(0, frame->wire_bytes);
    }
    return bytes.size();
  };
  return lies;
}

// D26: a violation in the same read hides what came before it.
Lies LooksForViolationsFirst() {
  Lies lies;
  lies.receive = [](BrokenEndpoint& e, std::string_view bytes) {
    WireView view;
    view.Feed(bytes);
    size_t at = 0;
    while (const auto frame = view.Next()) {
      if (frame->rsv != 0) {
        e.inner().Receive(bytes.substr(at));
        return bytes.size();
      }
      at += frame->wire_bytes;
    }
    return e.inner().Receive(bytes);
  };
  return lies;
}

// D15: 1014 is unknown to it, as 1016 is to us.
Lies RefusesCode1014() {
  Lies lies;
  lies.receive = [](BrokenEndpoint& e, std::string_view bytes) {
    std::string other(bytes);
    for (char& byte : other) {
      const bool is_1014 = e.flags == 0x03 && byte == '\xF6';
      e.flags = static_cast<uint8_t>(byte);
      if (is_1014) byte = '\xF8';
    }
    return e.inner().Receive(other);
  };
  return lies;
}

template <typename Edit>
Lies Configured(Edit edit) {
  Lies lies;
  lies.configure = edit;
  return lies;
}

TEST(ConformantStrangerTest, InputThatIsReadOtherwise) {
  const auto lenient = Configured([](EndpointConfig& config) {
    config.settings.accepts_non_minimal_length = true;
    config.settings.accepts_reserved_codes = true;
  });
  const auto small = Configured(
      [](EndpointConfig& config) { config.settings.message_bytes_max = 1000; });
  ExpectNotAccused({
      {"5.2, 8.1",
       "fails a violating frame only at its end",
       WaitsForWholeFrames(),
       {"remote text \"a\" rsv=1\n", "remote text hex:ff61\n",
        "remote text \"a\" mask=wrong\n", "remote bytes 8b\n",
        "role client\nremote bytes 8105ff\nelapse 10\nremote bytes 61\n"}},
      {"D26",
       "a violation in the same read hides a message",
       LooksForViolationsFirst(),
       {"hold input\nremote text \"a\"\nremote text \"b\" rsv=1\n"
        "deliver all\n"}},
      {"D12, D14, D16",
       "takes longer length forms, and codes without a meaning",
       lenient,
       {"remote text \"a\" length=16\nremote text \"b\"\nremote close 1000\n",
        "remote text \"a\" length=64\nremote eof\n", "remote close 2000\n",
        "remote close 5000\nremote text \"late\"\n",
        "local close 1000\nremote close 65535\nremote eof\n"}},
      {"D15",
       "refuses 1014",
       RefusesCode1014(),
       {"role client\nremote close 1014\n",
        "role client\nremote close 1014\nremote eof\n"}},
      {"10.4",
       "has a limit of its own",
       small,
       {"remote text \"a\"*1001\n", "remote text \"a\"*1001\nremote eof\n",
        "remote binary hex:00*600 fin=0\nremote continuation hex:00*600\n"}},
  });
}

}  // namespace
}  // namespace wsdrain
