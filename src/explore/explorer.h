// Visits every state of a model, breadth first, and shows by the shape of the
// graph that what has begun to end does end.
#ifndef WSDRAIN_EXPLORE_EXPLORER_H_
#define WSDRAIN_EXPLORE_EXPLORER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "explore/model.h"

namespace wsdrain {

struct ExploreProgress {
  uint64_t states = 0;
  uint64_t transitions = 0;  // played and checked
  uint64_t frontier = 0;     // states found and not yet expanded
  uint64_t memory_bytes = 0;
  size_t depth = 0;
};

// What is held is asked after each batch (2048 states at most) and before the
// table grows, so memory_bytes_max may be passed by what one batch finds.
// States at depth_max are found, but neither inspected nor expanded.
struct ExploreLimits {
  uint64_t states_max = std::numeric_limits<uint32_t>::max() - 1;
  uint64_t memory_bytes_max = uint64_t{6} << 30;
  size_t depth_max = std::numeric_limits<size_t>::max();
};

struct ExploreOptions {
  ExploreLimits limits;
  size_t threads = 1;
  // Called between batches of states, in the calling thread.
  std::function<void(const ExploreProgress&)> on_progress;
};

// The letters of a shortest word that breaks something, and what it breaks.
struct Counterexample {
  std::vector<size_t> letters;
  Finding finding;
};

struct Exploration {
  uint64_t states = 0;
  uint64_t transitions = 0;
  size_t depth = 0;            // of the deepest state
  uint64_t memory_bytes = 0;   // the most that was held
  bool is_closed_off = false;  // no state is left to expand
  std::string limit;           // which limit stopped it; empty: none
  // Ended states: the most virtual time that it took, in milliseconds.
  std::optional<int64_t> worst_ms;
  // Over all obliged states: the most letters of good will that are needed to
  // the end. Only if it closed off, nothing is broken, and a state is obliged.
  std::optional<size_t> steps_to_end;
  std::optional<Counterexample> broken;

  bool ok() const { return is_closed_off && !broken.has_value(); }
};

// The findings of the explorer's own, by name:
//   every_obliged_state_can_end  an obliged state from which letters of good
//                                will lead to no ended state
//   time_left_never_grows        a letter from an obliged state to an obliged
//                                one with more time left
//   time_takes_time              a letter that takes time left an obliged
//                                state obliged, and its time left no lower
//   an_end_stays_an_end          a letter led from an ended state to one that
//                                is not
//
// The result is the same on every run, for any number of threads. States are
// told apart by a 128-bit fingerprint of their bytes: among n states the odds
// that any two are taken for one are below n * n / 2^129.
Exploration Explore(const Model& model, const ExploreOptions& options);

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_EXPLORER_H_
