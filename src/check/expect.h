// Asks a scenario's `expect` lines about the run to its silent ending.
#ifndef WSDRAIN_CHECK_EXPECT_H_
#define WSDRAIN_CHECK_EXPECT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frame/close_code.h"
#include "frame/role.h"
#include "scenario/expectation.h"
#include "scenario/runner.h"
#include "scenario/scenario.h"

namespace wsdrain {

// What an expectation may be about, as it happened.
struct Fact {
  Expectation::Kind kind = Expectation::Kind::kClosed;
  Role role = Role::kClient;
  std::string_view what;          // the word of expectation.h
  std::string payload;            // or the reason
  std::optional<CloseCode> code;  // of a Close frame, or of the verdict
  bool is_empty = false;          // a Close frame without a body
};

// "sent close 1000 \"bye\"": in the words of an expectation.
std::string FactToText(const Fact& fact);

// Notes the facts of a run, in order.
class FactSink : public RunSink {
 public:
  void OnStep(size_t) override {}
  void OnObservation(const Ledger& before, const Observation& now) override;
  const std::vector<Fact>& facts() const { return facts_; }

 private:
  void AddCall(Role role, const Observation& now);
  void AddFrame(Role role, const WireFrame& frame);

  std::vector<Fact> facts_;
};

struct ExpectationResult {
  const Expectation* expectation = nullptr;  // of the scenario that was asked
  bool is_met = false;
  std::string actual;  // if not met: what happened instead
};

// Answers for each expectation of `scenario`, in order. In solo mode they are
// about the one role that was played.
//
// Those of a kind (and side) are met in their order, others may stand between;
// a negated one is met if no fact of the run matches it. A TCP word is met
// when the endpoint did so at any time: `tcp write_shutdown` holds although
// `tcp closed` follows; `tcp open` is met if it never did anything.
std::vector<ExpectationResult> AskExpectations(const Scenario& scenario,
                                               const std::vector<Fact>& facts);

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_EXPECT_H_
