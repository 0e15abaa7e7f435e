// The one front door: plays a scenario and asks properties about it.
#ifndef WSDRAIN_CHECK_CHECK_H_
#define WSDRAIN_CHECK_CHECK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "check/casting.h"
#include "check/property.h"
#include "check/verdict.h"
#include "scenario/runner.h"
#include "scenario/scenario.h"
#include "scenario/world.h"

namespace wsdrain {

// A list of properties, sorted by what they are asked on.
class PropertySet {
 public:
  explicit PropertySet(std::vector<const Property*> list);

  std::span<const Property* const> list() const { return list_; }
  // Side by side, for they are asked on every observation.
  struct Asked {
    size_t index;  // into list()
    decltype(Property::holds) holds;
  };
  std::span<const Asked> AskedOn(Seen kind) const {
    return by_seen_[static_cast<size_t>(kind)];
  }

 private:
  std::vector<const Property*> list_;
  std::array<std::vector<Asked>, kSeenKinds> by_seen_;
};

// Asks a set of properties about every observation of a run.
class Checker : public RunSink {
 public:
  explicit Checker(const PropertySet& properties);

  void OnStep(size_t index) override { step_ = index; }
  void OnObservation(const Ledger& before, const Observation& now) override;

  // Counts an answer about property `index`, which was reached, given at `step`
  // (from 1; none: after the last).
  void Note(size_t index, const Ledger& ledger, const Answer& answer,
            std::optional<size_t> step);

  // Broken, had it been waited for longer; does not count as a failure.
  void NoteSlow(size_t index, const Answer& answer);

  Report TakeReport() { return std::move(report_); }
  bool has_failed() const { return has_failed_; }

 private:
  const PropertySet& properties_;
  Report report_;
  size_t step_ = 0;
  bool has_failed_ = false;
};

struct CheckOptions {
  bool asks_relations = true;  // plays the scenario three more times
  RunSink* watcher = nullptr;  // sees the steps and the silent ending as well
};

// Plays `scenario` with `players` (one for solo mode, both for pair mode) to
// both endings and asks every property of `properties`.
Report Check(const PropertySet& properties, const Scenario& scenario,
             const Players& players, const CheckOptions& options = {});

}  // namespace wsdrain

#endif  // WSDRAIN_CHECK_CHECK_H_
