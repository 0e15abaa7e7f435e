// How far obliged states are from their ends: the edges, turned round.
#include "explore/termination.h"

#include <algorithm>

namespace wsdrain {

void Termination::AddObliged(std::vector<uint32_t>& targets) {
  const auto self = static_cast<uint32_t>(degrees_.size());
  std::sort(targets.begin(), targets.end());
  const auto end = std::unique(targets.begin(), targets.end());
  uint16_t degree = 0;
  for (auto target = targets.begin(); target != end; ++target) {
    if (*target == self) continue;
    edges_.Add(*target);
    ++degree;
  }
  degrees_.Add(degree);
}

uint64_t Termination::solving_bytes() const {
  const uint64_t states = degrees_.size();
  return (states + 1) * sizeof(uint64_t) +        // where the sources begin
         edges_.size() * sizeof(uint32_t) +       // the sources
         states * sizeof(uint32_t) + states / 8;  // the queue, who was in it
}

Termination::Sources Termination::Reversed() const {
  Sources sources;
  sources.first.assign(degrees_.size() + 1, 0);
  for (size_t i = 0; i < edges_.size(); ++i) ++sources.first[edges_[i]];
  for (size_t i = 1; i < sources.first.size(); ++i) {
    sources.first[i] += sources.first[i - 1];
  }
  // Now first[s] is where those of s end. Filled in from there downwards, it
  // comes to be where they begin.
  sources.states.resize(edges_.size());
  size_t edge = edges_.size();
  for (size_t state = degrees_.size(); state-- > 0;) {
    if (!IsFar(state)) continue;
    for (size_t i = degrees_[state]; i-- > 0;) {
      const uint32_t target = edges_[--edge];
      sources.states[--sources.first[target]] = static_cast<uint32_t>(state);
    }
  }
  return sources;
}

Termination::Ends Termination::Solve() const {
  Ends ends;
  for (size_t state = 0; state < degrees_.size(); ++state) {
    if (degrees_[state] != kUnobliged) ++ends.obliged;
  }
  std::vector<bool> is_reached(degrees_.size());
  std::vector<uint32_t> queue;
  queue.reserve(ends.obliged);
  for (size_t state = 0; state < degrees_.size(); ++state) {
    if (degrees_[state] != kNear) continue;
    is_reached[state] = true;
    queue.push_back(static_cast<uint32_t>(state));
  }
  const Sources sources = Reversed();
  size_t level_end = 0;
  for (size_t i = 0; i < queue.size(); ++i) {
    if (i == level_end) {
      ++ends.steps_max;
      level_end = queue.size();
    }
    const uint32_t target = queue[i];
    for (uint64_t s = sources.first[target]; s < sources.first[target + 1];
         ++s) {
      const uint32_t source = sources.states[s];
      if (is_reached[source]) continue;
      is_reached[source] = true;
      queue.push_back(source);
    }
  }
  ends.stuck = ends.obliged - queue.size();
  if (ends.stuck == 0) return ends;
  uint32_t state = 0;
  while (!IsFar(state) || is_reached[state]) ++state;
  ends.first_stuck = state;
  return ends;
}

}  // namespace wsdrain
