// Matches the facts of a run with the lines that were written about it.
#include "check/expect.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "frame/opcode.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

using Kind = Expectation::Kind;

constexpr size_t kKinds = 5;
constexpr size_t kFactsShownMax = 6;
constexpr size_t kPayloadShownMax = 80;

constexpr std::string_view KindWord(Kind kind) {
  switch (kind) {
    case Kind::kDelivered:
      return "delivered";
    case Kind::kSent:
      return "sent";
    case Kind::kRefused:
      return "refused";
    case Kind::kTcp:
      return "tcp";
    case Kind::kClosed:
      return "closed";
  }
  return "";
}

constexpr std::string_view TcpWord(Tcp tcp) {
  switch (tcp) {
    case Tcp::kOpen:
      return "open";
    case Tcp::kWriteShutdown:
      return "write_shutdown";
    case Tcp::kClosed:
      return "closed";
    case Tcp::kReset:
      return "reset";
  }
  return "";
}

// The word of `refused`; empty: there is none for the call.
constexpr std::string_view CallWord(const Step& step) {
  switch (step.verb) {
    case Verb::kSend:
      return step.opcode == 1 ? "text" : "binary";
    case Verb::kFragment:
      return "fragment";
    case Verb::kContinue:
      return "continue";
    case Verb::kFinish:
      return "finish";
    case Verb::kPing:
      return "ping";
    case Verb::kPong:
      return "pong";
    case Verb::kClose:
      return "close";
    default:
      return "";
  }
}

bool Matches(const Expectation& expectation, const Fact& fact) {
  if (fact.kind != expectation.kind) return false;
  if (expectation.side.has_value() && fact.role != *expectation.side) {
    return false;
  }
  if (!expectation.what.empty() && fact.what != expectation.what) return false;
  if (expectation.is_empty && !fact.is_empty) return false;
  if (expectation.code.has_value() && fact.code != expectation.code) {
    return false;
  }
  return !expectation.payload.has_value() ||
         fact.payload == *expectation.payload;
}

// "nothing of the kind", or the facts that an expectation could have meant.
std::string Instead(const Expectation& expectation,
                    const std::vector<Fact>& facts, size_t from) {
  std::string text;
  size_t shown = 0;
  size_t left = 0;
  for (size_t i = from; i < facts.size(); ++i) {
    if (facts[i].kind != expectation.kind) continue;
    if (expectation.side.value_or(facts[i].role) != facts[i].role) continue;
    if (++shown > kFactsShownMax) {
      ++left;
      continue;
    }
    absl::StrAppend(&text, text.empty() ? "" : ", ", FactToText(facts[i]));
  }
  if (left > 0) absl::StrAppend(&text, ", and ", left, " more");
  if (text.empty()) {
    text = absl::StrCat("nothing ",
                        expectation.kind == Kind::kTcp ? "done to " : "",
                        std::string(KindWord(expectation.kind)));
  }
  return from == 0 ? text : "after the lines before it: " + text;
}

class Asker {
 public:
  explicit Asker(const std::vector<Fact>& facts) : facts_(facts) {}

  ExpectationResult Ask(const Expectation& expectation) {
    if (expectation.kind == Kind::kTcp && expectation.what == "open") {
      return AskOpen(expectation);
    }
    size_t& next =
        next_[static_cast<size_t>(expectation.kind)]
             [static_cast<size_t>(expectation.side.value_or(Role::kClient))];
    const size_t from = expectation.is_negated ? 0 : next;
    const auto found = std::find_if(
        facts_.begin() + static_cast<std::ptrdiff_t>(from), facts_.end(),
        [&](const Fact& fact) { return Matches(expectation, fact); });
    const bool is_found = found != facts_.end();
    if (is_found && expectation.is_negated) {
      return {&expectation, false, FactToText(*found)};
    }
    if (is_found) next = static_cast<size_t>(found - facts_.begin()) + 1;
    const bool is_met = is_found != expectation.is_negated;
    return {&expectation, is_met,
            is_met ? "" : Instead(expectation, facts_, from)};
  }

 private:
  ExpectationResult AskOpen(const Expectation& expectation) {
    Expectation anything = expectation;
    anything.what.clear();
    const auto found =
        std::find_if(facts_.begin(), facts_.end(),
                     [&](const Fact& fact) { return Matches(anything, fact); });
    const bool is_open = found == facts_.end();
    if (is_open != expectation.is_negated) return {&expectation, true, ""};
    return {&expectation, false,
            is_open ? "tcp stayed open" : FactToText(*found)};
  }

  const std::vector<Fact>& facts_;
  // By kind and side: where the search for the next one begins.
  std::array<std::array<size_t, 2>, kKinds> next_ = {};
};

}  // namespace

std::string FactToText(const Fact& fact) {
  std::string text = absl::StrCat(std::string(KindWord(fact.kind)), " ",
                                  std::string(fact.what));
  if (fact.is_empty) return text + " empty";
  if (fact.code.has_value()) absl::StrAppend(&text, " ", *fact.code);
  const bool has_payload =
      fact.kind == Kind::kDelivered || fact.kind == Kind::kSent;
  if (fact.payload.size() > kPayloadShownMax) {
    absl::StrAppend(&text, " of ", fact.payload.size(), " bytes");
  } else if (!fact.payload.empty() || (has_payload && !fact.code)) {
    absl::StrAppend(&text, " ", QuoteBytes(fact.payload));
  }
  return text;
}

void FactSink::OnObservation(const Ledger& before, const Observation& now) {
  const Role role = before.role;
  switch (now.kind) {
    case Seen::kCall:
      return AddCall(role, now);
    case Seen::kFrameSent:
      return AddFrame(role, *now.frame);
    case Seen::kMessage:
      facts_.push_back({Kind::kDelivered, role, now.is_text ? "text" : "binary",
                        std::string(now.payload)});
      return;
    case Seen::kPing:
    case Seen::kPong:
      facts_.push_back({Kind::kDelivered, role,
                        now.kind == Seen::kPing ? "ping" : "pong",
                        std::string(now.payload)});
      return;
    case Seen::kClosed:
      facts_.push_back({Kind::kClosed, role,
                        now.closed->is_clean ? "clean" : "unclean",
                        now.closed->reason, now.closed->code});
      return;
    case Seen::kTcp:
      facts_.push_back({Kind::kTcp, role, TcpWord(now.tcp), ""});
      return;
    default:
      return;
  }
}

void FactSink::AddCall(Role role, const Observation& now) {
  const std::string_view word = CallWord(*now.step);
  if (now.result != CallResult::kRefused || word.empty()) return;
  facts_.push_back({Kind::kRefused, role, word, ""});
}

void FactSink::AddFrame(Role role, const WireFrame& frame) {
  Fact fact{Kind::kSent, role, OpcodeName(static_cast<Opcode>(frame.opcode)),
            frame.payload};
  if (frame.IsClose()) {
    fact.is_empty = frame.payload.empty();
    if (frame.payload.size() >= 2) {
      fact.code =
          static_cast<CloseCode>(static_cast<uint8_t>(frame.payload[0]) << 8 |
                                 static_cast<uint8_t>(frame.payload[1]));
      fact.payload.erase(0, 2);
    }
  }
  facts_.push_back(std::move(fact));
}

std::vector<ExpectationResult> AskExpectations(const Scenario& scenario,
                                               const std::vector<Fact>& facts) {
  Asker asker(facts);
  std::vector<ExpectationResult> results;
  for (const Expectation& expectation : scenario.expects) {
    results.push_back(asker.Ask(expectation));
  }
  return results;
}

}  // namespace wsdrain
