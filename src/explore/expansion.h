// Plays every letter from a chunk of states, and keeps what came of it.
#ifndef WSDRAIN_EXPLORE_EXPANSION_H_
#define WSDRAIN_EXPLORE_EXPANSION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explore/model.h"
#include "explore/visited.h"

namespace wsdrain {

// What is broken in a state, or by a letter that is played from it.
struct Breach {
  uint32_t state = 0;
  std::optional<uint16_t> letter;
  Finding finding;
};

// An obliged state that a letter of good will leads to: one that was visited
// before, or one of the chunk's candidates.
struct GoodWillEdge {
  uint32_t to = 0;
  bool is_candidate = false;
};

// The owing of an expanded state, and how many edges of good will it has.
struct Owing {
  enum class Kind : uint8_t { kNothing, kOneLetter, kMore };
  Kind kind = Kind::kNothing;  // to its end: one letter of good will, or more
  uint16_t edges = 0;
};

// States of consecutive indices, and what their expansion finds. All of it
// depends on the states and the visited set alone, never on the worker.
struct Chunk {
  uint32_t first = 0;  // the index of states[0]
  const std::string_view* states = nullptr;
  size_t size = 0;

  // The states that were not in the visited set, each once, in the order in
  // which they were found. Their bytes stand in `bytes`, each up to its end.
  Visited candidates;
  std::string bytes;
  std::vector<size_t> ends;

  std::vector<Owing> owings;        // of each state
  std::vector<GoodWillEdge> edges;  // of all states, in order
  uint64_t transitions = 0;
  std::optional<int64_t> worst_ms;
  // The first of each.
  std::optional<Breach> broken_state;
  std::optional<Breach> broken_transition;

  void Clear();
  std::string_view CandidateBytes(size_t i) const;
  uint64_t held_bytes() const;
};

// One worker: a view of the model, and the read-only side of the visited set.
class Expander {
 public:
  Expander(std::unique_ptr<Model> model, const Visited& visited);

  Model& model() { return *model_; }

  // Inspects each state, and plays every letter from it unless `only_inspects`.
  // After a broken transition it only inspects; at a broken state it stops:
  // what follows could not be a shorter word.
  void Expand(bool only_inspects, Chunk& chunk);

 private:
  // A transition whose target is yet to be looked up.
  struct Arrival {
    Fingerprint fingerprint;
    uint32_t from = 0;
    uint16_t letter = 0;
    bool is_edge = false;  // of good will, from obliged to obliged
    size_t begin = 0;      // of the bytes in scratch_
    size_t end = 0;
  };

  void PlayAll(uint32_t state, const StateFacts& facts, Chunk& chunk);
  bool Play(uint32_t state, uint16_t letter, const StateFacts& facts,
            Chunk& chunk);
  void LookUp(Chunk& chunk);

  std::unique_ptr<Model> model_;
  const Visited& visited_;
  std::vector<LetterFacts> letters_;
  std::vector<Arrival> arrivals_;
  std::string scratch_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_EXPANSION_H_
