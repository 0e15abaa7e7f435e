// Keeps the counters in the section that libFuzzer reads.
#include "engines/fuzzing/counters.h"

#include <algorithm>
#include <limits>

namespace wsdrain {
namespace {

// The section's name is libFuzzer's; its format is ELF's. Elsewhere, and
// without libFuzzer, these are ordinary arrays.
#if defined(__ELF__)
[[gnu::section("__libfuzzer_extra_counters")]]
#endif
RowVisits row_counters;

#if defined(__ELF__)
[[gnu::section("__libfuzzer_extra_counters")]]
#endif
std::array<uint8_t, kPlaces> place_counters;

}  // namespace

std::span<uint8_t> PlaceCounters() { return place_counters; }
RowVisits& RowCounters() { return row_counters; }

void ResetCounters() {
  row_counters.fill(0);
  place_counters.fill(0);
}

ClosingPhase PhaseOf(const Ledger& ledger) {
  const bool is_received = ledger.input.close().has_value();
  if (ledger.closed.has_value()) return ClosingPhase::kClosed;
  if (ledger.input.fault().has_value()) return ClosingPhase::kFault;
  if (is_received && ledger.closes_sent > 0) return ClosingPhase::kBothCloses;
  if (is_received) return ClosingPhase::kCloseReceived;
  if (ledger.is_eof_received) return ClosingPhase::kEof;
  if (ledger.closes_sent > 0) return ClosingPhase::kCloseSent;
  if (ledger.close_called.has_value()) return ClosingPhase::kCloseCalled;
  return ClosingPhase::kOpen;
}

void PlaceCounting::OnObservation(const Ledger& before,
                                  const Observation& now) {
  Output& output = outputs_[static_cast<size_t>(before.role)];
  switch (now.kind) {
    case Seen::kStep:
      Count(before, output, now.step->verb);
      return;
    case Seen::kCall:
      output.is_waiting = now.output_after > 0;
      return;
    case Seen::kOutput:
      output.frames.Feed(now.bytes);
      while (output.frames.Next().has_value()) {
      }
      return;
    case Seen::kSettled:
      // With input unread it is not told which of the two still moves.
      if (now.unread == 0) output.is_waiting = !now.is_quiescent;
      return;
    default:
      return;
  }
}

void PlaceCounting::Count(const Ledger& ledger, const Output& output,
                          Verb verb) const {
  const OutputProgress progress = output.frames.IsTorn()
                                      ? OutputProgress::kPartialFrame
                                  : output.is_waiting ? OutputProgress::kWaiting
                                                      : OutputProgress::kEmpty;
  const size_t place =
      static_cast<size_t>(PhaseOf(ledger)) * kOutputProgresses +
      static_cast<size_t>(progress);
  uint8_t& count = place_counters[place * kVerbs + static_cast<size_t>(verb)];
  if (count < std::numeric_limits<uint8_t>::max()) ++count;
}

}  // namespace wsdrain
