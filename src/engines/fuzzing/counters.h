// What libFuzzer is told besides coverage: edges cannot see into a table.
//
// A byte for each row of the table that was obeyed, and a byte for each verb
// played at each place of the closing handshake. The second kind knows nothing
// of our endpoint, so that it guides third-party endpoints too.
#ifndef WSDRAIN_ENGINES_FUZZING_COUNTERS_H_
#define WSDRAIN_ENGINES_FUZZING_COUNTERS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "endpoints/reference.h"
#include "scenario/ledger.h"
#include "scenario/observation.h"
#include "scenario/runner.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// How far a connection has come, as a stranger sees it.
enum class ClosingPhase : uint8_t {
  kOpen,
  kCloseCalled,
  kCloseSent,
  kCloseReceived,
  kBothCloses,
  kFault,
  kEof,
  kClosed,
};
inline constexpr size_t kClosingPhases = 8;

enum class OutputProgress : uint8_t { kEmpty, kWaiting, kPartialFrame };
inline constexpr size_t kOutputProgresses = 3;

inline constexpr size_t kPlaces = kClosingPhases * kOutputProgresses * kVerbs;

ClosingPhase PhaseOf(const Ledger& ledger);

// By place * kVerbs + verb; saturating. libFuzzer looks at these after every
// run and sets them to 0 before it; without libFuzzer they only add up.
std::span<uint8_t> PlaceCounters();

// For Reference(&RowCounters()).
RowVisits& RowCounters();

// Sets all of them to 0, as libFuzzer does.
void ResetCounters();

// Feeds PlaceCounters() from a run.
class PlaceCounting : public RunSink {
 public:
  void OnStep(size_t) override {}
  void OnObservation(const Ledger& before, const Observation& now) override;

 private:
  // What the ledger does not know of the output, by role.
  struct Output {
    WireView frames;
    bool is_waiting = false;
  };
  void Count(const Ledger& ledger, const Output& output, Verb verb) const;

  std::array<Output, 2> outputs_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_COUNTERS_H_
