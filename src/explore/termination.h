// Shows by the shape of the graph that what has begun to end does end.
#ifndef WSDRAIN_EXPLORE_TERMINATION_H_
#define WSDRAIN_EXPLORE_TERMINATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "explore/blocks.h"

namespace wsdrain {

// The graph of good will over the obliged states, and how far from its end
// each of them is. It costs 2 bytes a state and 4 an edge.
//
// Of a state from which one letter of good will leads to an end no edge is
// kept: its distance is 1 whatever they say.
class Termination {
 public:
  static constexpr size_t kEdgesMax = 0xfffd;  // of one state

  // Each of these three tells of the next state, by index.
  void AddUnobliged() { degrees_.Add(kUnobliged); }
  void AddNear() { degrees_.Add(kNear); }
  // `targets`: the obliged states that letters of good will lead to. Sorts
  // them; itself and repetitions are left out.
  void AddObliged(std::vector<uint32_t>& targets);

  uint64_t bytes() const { return degrees_.bytes() + edges_.bytes(); }
  // What Solve takes besides, at most.
  uint64_t solving_bytes() const;

  struct Ends {
    uint64_t obliged = 0;  // how many states are
    uint64_t stuck = 0;    // and how many of these do not get to an end
    std::optional<uint32_t> first_stuck;
    size_t steps_max = 0;  // of the others, to their ends
  };
  // A breadth-first pass from the ends backwards: linear in states and edges.
  Ends Solve() const;

 private:
  static constexpr uint16_t kUnobliged = 0xffff;
  static constexpr uint16_t kNear = 0xfffe;

  // For each state, the states that have an edge to it.
  struct Sources {
    std::vector<uint64_t> first;  // where those of a state begin in `states`
    std::vector<uint32_t> states;
  };

  bool IsFar(size_t state) const { return degrees_[state] < kNear; }
  Sources Reversed() const;

  // By state: how many edges it has (in order, in edges_), or one of the two.
  Blocks<uint16_t> degrees_;
  Blocks<uint32_t> edges_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_TERMINATION_H_
