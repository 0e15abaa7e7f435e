// Rows that show a property failing: a lie, and a scenario that finds it out.
#ifndef WSDRAIN_TESTS_PROPS_SEEN_FAILING_H_
#define WSDRAIN_TESTS_PROPS_SEEN_FAILING_H_

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/check.h"
#include "tests/props/broken.h"

namespace wsdrain {

struct Breakage {
  std::string property;
  std::string how;  // in words: what the endpoint does wrong
  Lies lies;
  std::string scenario;  // its text, without the first line
  // Obeyed instead of the RFC's table, if not null.
  const Table* table = nullptr;
};

inline void PrintTo(const Breakage& breakage, std::ostream* out) {
  *out << breakage.property << ": " << breakage.how;
}

// By what the properties speak of.
std::vector<Breakage> SentBreakages();      // 5.1 to 5.6, 6.1, 7.4: the wire
std::vector<Breakage> CalledBreakages();    // calls, and what becomes of them
std::vector<Breakage> ReceivedBreakages();  // violations, and what is delivered
std::vector<Breakage> ClosingBreakages();   // 5.5.1, 7.1
std::vector<Breakage> OtherBreakages();     // policy, memory, relations

std::vector<Breakage> AllBreakages();

// Asks AllProperties() about each role that `text` asks for.
std::vector<Report> Reports(const std::string& text, const EndpointKind& kind);

// The verdict about the property `name` that failed, in any of `reports`.
const Verdict* FailureOf(std::string_view name,
                         const std::vector<Report>& reports);

// Each row fails with its lie and with no level lower than the property's, as
// our own and as a stranger's; the reference breaks nothing there.
void ExpectSeenFailing(const std::vector<Breakage>& rows);

// --- Lies that many rows tell ----------------------------------------------

// It hears nothing: bytes are taken and forgotten.
inline Lies Deaf() {
  Lies lies;
  lies.receive = [](BrokenEndpoint&, std::string_view bytes) {
    return bytes.size();
  };
  return lies;
}

inline Lies NeverSends(uint8_t opcode) {
  Lies lies;
  lies.frame = [opcode](BrokenEndpoint& e, const WireFrame& frame) {
    if (frame.opcode != opcode) e.Put(frame);
  };
  return lies;
}

// Changes every frame that goes out.
template <typename Edit>
Lies Sends(Edit edit) {
  Lies lies;
  lies.frame = [edit](BrokenEndpoint& e, WireFrame frame) {
    edit(frame);
    e.Put(frame);
  };
  return lies;
}

// Sends another frame behind each of `opcode`.
inline Lies SendsAfter(uint8_t opcode, uint8_t invented, std::string payload) {
  Lies lies;
  lies.frame = [=](BrokenEndpoint& e, const WireFrame& frame) {
    e.Put(frame);
    if (frame.opcode == opcode) e.Invent(invented, payload);
  };
  return lies;
}

// Gives every Close another body.
inline Lies SendsCloseWith(std::string body) {
  return Sends([body = std::move(body)](WireFrame& frame) {
    if (frame.IsClose()) frame.payload = body;
  });
}

// Answers the calls of one kind without making them.
inline Lies Answers(Verb verb, CallResult result) {
  Lies lies;
  lies.call = [=](BrokenEndpoint& e, const LocalCall& call) {
    return call.verb == verb ? result : e.Do(call);
  };
  return lies;
}

inline Lies IgnoresTime() {
  Lies lies;
  lies.elapse = [](BrokenEndpoint&, int64_t) {};
  return lies;
}

inline Lies NeverEndsTcp() {
  Lies lies;
  lies.tcp = [](const BrokenEndpoint&, Tcp) { return Tcp::kOpen; };
  return lies;
}

// As if nothing had come.
inline Lies GoesOn() {
  Lies lies = NeverEndsTcp();
  lies.frame = NeverSends(8).frame;
  return lies;
}

// Does `instead` to TCP whenever `when` says so.
template <typename When>
Lies EndsTcp(Tcp instead, When when) {
  Lies lies;
  lies.tcp = [=](const BrokenEndpoint& e, Tcp wish) {
    return when(e, wish) ? instead : wish;
  };
  return lies;
}

template <typename Edit>
Lies ReportsClosed(Edit edit) {
  Lies lies;
  lies.closed = [edit](BrokenEndpoint& e, ClosedReport report) {
    edit(report);
    e.app().OnClosed(report);
  };
  return lies;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_PROPS_SEEN_FAILING_H_
