// Plays every letter from a chunk of states: in windows, so that the cache
// misses of many look-ups overlap.
#include "explore/expansion.h"

#include <algorithm>
#include <utility>

#include "explore/fingerprint.h"
#include "explore/transition_rules.h"

namespace wsdrain {
namespace {

// How many look-ups overlap: enough to hide the misses, few enough that the
// states' bytes stay in the first caches.
constexpr size_t kWindow = 64;

}  // namespace

void Chunk::Clear() {
  candidates.Clear();
  bytes.clear();
  ends.clear();
  owings.clear();
  edges.clear();
  transitions = 0;
  worst_ms.reset();
  broken_state.reset();
  broken_transition.reset();
}

std::string_view Chunk::CandidateBytes(size_t i) const {
  const size_t begin = i == 0 ? 0 : ends[i - 1];
  return std::string_view(bytes).substr(begin, ends[i] - begin);
}

uint64_t Chunk::held_bytes() const {
  return candidates.bytes() + bytes.capacity() +
         ends.capacity() * sizeof(ends[0]) +
         owings.capacity() * sizeof(owings[0]) +
         edges.capacity() * sizeof(edges[0]);
}

Expander::Expander(std::unique_ptr<Model> model, const Visited& visited)
    : model_(std::move(model)), visited_(visited) {
  for (size_t letter = 0; letter < model_->letters(); ++letter) {
    letters_.push_back(model_->Facts(letter));
  }
  arrivals_.reserve(kWindow);
}

void Expander::Expand(bool only_inspects, Chunk& chunk) {
  for (size_t i = 0; i < chunk.size; ++i) {
    const auto state = static_cast<uint32_t>(chunk.first + i);
    model_->Enter(chunk.states[i]);
    const StateFacts facts = model_->facts();
    if (facts.is_ended) {
      chunk.worst_ms = std::max(chunk.worst_ms.value_or(facts.ms), facts.ms);
    }
    if (!model_->Inspect()) {
      chunk.broken_state = Breach{state, std::nullopt, model_->finding()};
      break;
    }
    if (only_inspects || chunk.broken_transition.has_value()) continue;
    PlayAll(state, facts, chunk);
  }
  LookUp(chunk);
}

void Expander::PlayAll(uint32_t state, const StateFacts& facts, Chunk& chunk) {
  chunk.owings.emplace_back();
  if (facts.is_obliged) chunk.owings.back().kind = Owing::Kind::kMore;
  for (size_t letter = 0; letter < letters_.size(); ++letter) {
    if (!Play(state, static_cast<uint16_t>(letter), facts, chunk)) return;
    if (arrivals_.size() == kWindow) LookUp(chunk);
  }
}

// False: something is broken.
bool Expander::Play(uint32_t state, uint16_t letter, const StateFacts& facts,
                    Chunk& chunk) {
  const size_t begin = scratch_.size();
  const Outcome outcome = model_->Play(letter, scratch_);
  if (outcome == Outcome::kDisabled) {
    scratch_.resize(begin);
    return true;
  }
  ++chunk.transitions;
  if (outcome == Outcome::kBroken) {
    scratch_.resize(begin);
    chunk.broken_transition = Breach{state, letter, model_->finding()};
    return false;
  }
  const StateFacts after = model_->facts();
  if (auto finding = BrokenBy(letters_[letter], facts, after)) {
    scratch_.resize(begin);
    chunk.broken_transition = Breach{state, letter, *std::move(finding)};
    return false;
  }
  const bool is_good_will = facts.is_obliged && letters_[letter].is_good_will;
  if (is_good_will && after.is_ended) {
    chunk.owings.back().kind = Owing::Kind::kOneLetter;
  }
  const std::string_view bytes = std::string_view(scratch_).substr(begin);
  arrivals_.push_back({.fingerprint = FingerprintOf(bytes),
                       .from = state,
                       .letter = letter,
                       .is_edge = is_good_will && after.is_obliged,
                       .begin = begin,
                       .end = scratch_.size()});
  visited_.PrefetchSlot(arrivals_.back().fingerprint);
  return true;
}

void Expander::LookUp(Chunk& chunk) {
  for (const Arrival& arrival : arrivals_) {
    visited_.PrefetchFingerprint(arrival.fingerprint);
  }
  for (const Arrival& arrival : arrivals_) {
    uint32_t to = visited_.Find(arrival.fingerprint);
    const bool is_candidate = to == Visited::kNone;
    if (is_candidate) {
      to = chunk.candidates.Find(arrival.fingerprint);
      if (to == Visited::kNone) {
        to = chunk.candidates.Add(arrival.fingerprint, arrival.from,
                                  arrival.letter);
        chunk.bytes.append(scratch_, arrival.begin,
                           arrival.end - arrival.begin);
        chunk.ends.push_back(chunk.bytes.size());
      }
    }
    if (!arrival.is_edge) continue;
    chunk.edges.push_back({.to = to, .is_candidate = is_candidate});
    ++chunk.owings[arrival.from - chunk.first].edges;
  }
  arrivals_.clear();
  scratch_.clear();
}

}  // namespace wsdrain
