// Explores a model breadth first, level by level, in batches.
//
// How the result comes to be the same for any number of threads: a batch is
// cut into chunks whose size depends on nothing but its own. The threads
// take chunks as they come, but while they expand, the visited set stands
// still, and what they find stays in the chunk. Only when all are done does
// one thread merge the chunks, in order. So a state gets its index, parent and
// letter from the first (state, letter) that leads to it, whoever played it,
// and so it is with counts, findings, limits, and even the memory.
#include "explore/explorer.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explore/expansion.h"
#include "explore/frontier.h"
#include "explore/team.h"
#include "explore/termination.h"
#include "explore/visited.h"

namespace wsdrain {
namespace {

constexpr size_t kLettersMax = Termination::kEdgesMax;
// A batch is long against waking a thread, and its finds are a megabyte or two.
constexpr size_t kBatchStates = 2048;
constexpr size_t kBatchChunks = 32;
constexpr size_t kChunkStatesMin = 32;

class Explorer {
 public:
  Explorer(const Model& model, const ExploreOptions& options)
      : options_(options), team_(std::max<size_t>(options.threads, 1)) {
    for (size_t i = 0; i < team_.workers(); ++i) {
      workers_.push_back(std::make_unique<Expander>(model.Fork(), visited_));
    }
  }

  Exploration Run();

 private:
  // False, here and below: stop. The result says why.
  bool AdmitFirst();
  bool ExpandLevel();
  bool MergeBatch();
  bool Merge(const Chunk& chunk);
  bool Admit(const Chunk& chunk, size_t candidate);
  bool HasMemoryFor(uint64_t more_bytes);
  bool Stop(std::string limit);

  void ExpandBatch(size_t states, bool only_inspects);
  // Sums up the batch. The first broken state, or else transition, goes there.
  void Tally(std::optional<Breach>& state, std::optional<Breach>& transition);
  void MergeOwings(const Chunk& chunk);
  void ShowTermination();
  void Report(uint32_t state, std::optional<uint16_t> letter, Finding finding);
  void ReportProgress() const;
  void NoteMemory(uint64_t bytes);
  uint64_t HeldBytes() const;

  const ExploreOptions& options_;
  Visited visited_;
  Frontier frontier_;
  Termination termination_;
  std::vector<std::string_view> taken_;
  std::vector<Chunk> chunks_;  // of the batch: the first chunks_used_ of them
  size_t chunks_used_ = 0;
  std::vector<uint32_t> resolved_;  // the indices of a chunk's candidates
  std::vector<uint32_t> targets_;   // of the edges of a state
  uint32_t expanded_ = 0;           // how many states are
  size_t depth_found_ = 0;          // of the states that are being found
  Exploration result_;
  std::vector<std::unique_ptr<Expander>> workers_;
  Team team_;  // last: its threads stop before what they use goes away
};

Exploration Explorer::Run() {
  bool goes_on = AdmitFirst();
  while (goes_on && frontier_.size() > 0) {
    goes_on = depth_found_ == options_.limits.depth_max
                  ? Stop("depth_max " + std::to_string(depth_found_))
                  : ExpandLevel();
  }
  result_.states = visited_.size();
  if (goes_on) ShowTermination();
  return std::move(result_);
}

bool Explorer::AdmitFirst() {
  Chunk first;
  workers_[0]->model().AppendFirst(first.bytes);
  first.ends.push_back(first.bytes.size());
  first.candidates.Add(FingerprintOf(first.bytes), 0, 0);
  return Admit(first, 0) && HasMemoryFor(0);
}

bool Explorer::ExpandLevel() {
  ++depth_found_;
  std::optional<Breach> state;
  std::optional<Breach> transition;
  for (size_t left = frontier_.size(); left > 0;) {
    const size_t states = std::min(left, kBatchStates);
    left -= states;
    ExpandBatch(states, transition.has_value());
    Tally(state, transition);
    if (state.has_value()) break;
    // A word to a broken state of this level would be shorter than one with a
    // broken transition: the rest of the level is inspected first.
    if (!transition.has_value() && !MergeBatch()) return false;
    ReportProgress();
  }
  std::optional<Breach>& first = state.has_value() ? state : transition;
  if (!first.has_value()) return true;
  Report(first->state, first->letter, std::move(first->finding));
  return false;
}

void Explorer::ExpandBatch(size_t states, bool only_inspects) {
  frontier_.Take(states, taken_);
  const size_t chunk_states =
      std::max((states + kBatchChunks - 1) / kBatchChunks, kChunkStatesMin);
  chunks_used_ = (states + chunk_states - 1) / chunk_states;
  if (chunks_.size() < chunks_used_) chunks_.resize(chunks_used_);
  for (size_t i = 0; i < chunks_used_; ++i) {
    const size_t begin = i * chunk_states;
    chunks_[i].Clear();
    chunks_[i].first = static_cast<uint32_t>(expanded_ + begin);
    chunks_[i].states = &taken_[begin];
    chunks_[i].size = std::min(chunk_states, states - begin);
  }
  team_.Run(chunks_used_, [this, only_inspects](size_t worker, size_t chunk) {
    workers_[worker]->Expand(only_inspects, chunks_[chunk]);
  });
  expanded_ += static_cast<uint32_t>(states);
  NoteMemory(HeldBytes());
  frontier_.Release();
}

void Explorer::Tally(std::optional<Breach>& state,
                     std::optional<Breach>& transition) {
  for (size_t i = 0; i < chunks_used_; ++i) {
    Chunk& chunk = chunks_[i];
    result_.transitions += chunk.transitions;
    result_.worst_ms = std::max(result_.worst_ms, chunk.worst_ms);
    if (!state.has_value()) state = std::move(chunk.broken_state);
    if (!transition.has_value())
      transition = std::move(chunk.broken_transition);
  }
}

bool Explorer::MergeBatch() {
  for (size_t i = 0; i < chunks_used_; ++i) {
    if (!Merge(chunks_[i])) return false;
  }
  return HasMemoryFor(0);
}

bool Explorer::Merge(const Chunk& chunk) {
  constexpr size_t kAhead = 16;
  const Visited& candidates = chunk.candidates;
  resolved_.clear();
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (i + kAhead < candidates.size()) {
      visited_.PrefetchSlot(candidates.fingerprint(i + kAhead));
    }
    if (!Admit(chunk, i)) return false;
  }
  MergeOwings(chunk);
  return true;
}

bool Explorer::Admit(const Chunk& chunk, size_t candidate) {
  const Fingerprint& fingerprint = chunk.candidates.fingerprint(candidate);
  uint32_t index = visited_.Find(fingerprint);
  if (index == Visited::kNone) {
    const uint64_t states_max =
        std::min(options_.limits.states_max, Visited::kStatesMax);
    if (visited_.size() >= states_max) {
      return Stop("states_max " + std::to_string(states_max));
    }
    const uint64_t growth_bytes = visited_.growth_bytes();
    if (growth_bytes > 0 && !HasMemoryFor(growth_bytes)) return false;
    index = visited_.Add(fingerprint, chunk.candidates.parent(candidate),
                         chunk.candidates.letter(candidate));
    frontier_.Add(chunk.CandidateBytes(candidate));
    result_.depth = depth_found_;
  }
  resolved_.push_back(index);
  return true;
}

void Explorer::MergeOwings(const Chunk& chunk) {
  size_t edge = 0;
  for (const Owing& owing : chunk.owings) {
    const size_t end = edge + owing.edges;
    if (owing.kind == Owing::Kind::kNothing) termination_.AddUnobliged();
    if (owing.kind == Owing::Kind::kOneLetter) termination_.AddNear();
    if (owing.kind == Owing::Kind::kMore) {
      targets_.clear();
      for (; edge < end; ++edge) {
        const auto [to, is_candidate] = chunk.edges[edge];
        targets_.push_back(is_candidate ? resolved_[to] : to);
      }
      termination_.AddObliged(targets_);
    }
    edge = end;
  }
}

// What is left of the memory by now goes to the edges, turned round.
void Explorer::ShowTermination() {
  visited_.FreeFingerprints();
  std::vector<Chunk>().swap(chunks_);
  if (!HasMemoryFor(termination_.solving_bytes())) return;
  result_.is_closed_off = true;
  const Termination::Ends ends = termination_.Solve();
  if (ends.first_stuck.has_value()) {
    Report(
        *ends.first_stuck, std::nullopt,
        {.property = "every_obliged_state_can_end",
         .expected = "letters of good will lead to an end",
         .actual = "they do not, from " + std::to_string(ends.stuck) + " of " +
                   std::to_string(ends.obliged) + " obliged states"});
  } else if (ends.obliged > 0) {
    result_.steps_to_end = ends.steps_max;
  }
}

void Explorer::Report(uint32_t state, std::optional<uint16_t> letter,
                      Finding finding) {
  std::vector<size_t> word = visited_.Word(state);
  if (letter.has_value()) word.push_back(*letter);
  result_.broken = Counterexample{std::move(word), std::move(finding)};
}

void Explorer::ReportProgress() const {
  if (!options_.on_progress) return;
  options_.on_progress({.states = visited_.size(),
                        .transitions = result_.transitions,
                        .frontier = frontier_.size(),
                        .memory_bytes = HeldBytes(),
                        .depth = result_.depth});
}

bool Explorer::HasMemoryFor(uint64_t more_bytes) {
  const uint64_t held = HeldBytes();
  NoteMemory(held);
  const uint64_t memory_bytes_max = options_.limits.memory_bytes_max;
  if (held + more_bytes > memory_bytes_max) {
    return Stop("memory_bytes_max " + std::to_string(memory_bytes_max));
  }
  NoteMemory(held + more_bytes);
  return true;
}

void Explorer::NoteMemory(uint64_t bytes) {
  result_.memory_bytes = std::max(result_.memory_bytes, bytes);
}

bool Explorer::Stop(std::string limit) {
  result_.limit = std::move(limit);
  return false;
}

uint64_t Explorer::HeldBytes() const {
  uint64_t bytes = visited_.bytes() + frontier_.bytes() + termination_.bytes() +
                   taken_.capacity() * sizeof(std::string_view) +
                   resolved_.capacity() * sizeof(resolved_[0]);
  for (const Chunk& chunk : chunks_) bytes += chunk.held_bytes();
  return bytes;
}

}  // namespace

Exploration Explore(const Model& model, const ExploreOptions& options) {
  if (model.letters() > kLettersMax) {
    return {.limit = "letters_max " + std::to_string(kLettersMax)};
  }
  return Explorer(model, options).Run();
}

}  // namespace wsdrain
