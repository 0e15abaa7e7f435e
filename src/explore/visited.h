// The states found so far, by fingerprint, in the order in which they came.
#ifndef WSDRAIN_EXPLORE_VISITED_H_
#define WSDRAIN_EXPLORE_VISITED_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "explore/blocks.h"
#include "explore/fingerprint.h"

namespace wsdrain {

// An exact set of fingerprints: an index is given only where all 128 bits
// agree. A state costs 22 bytes (fingerprint, parent, letter) and 5.3 to 8 for
// its share of the table of slots, which is kept half to three quarters full.
//
// A slot is 32 bits: the state's index, and, in the bits that an index of this
// table's size leaves free, a tag from its fingerprint. So the probe of a
// stranger mostly ends within one cache line (of 5 million states, 1 in 500
// compared slots leads astray to a fingerprint), and that of a state that is
// there costs one more.
//
// Growing (by half) frees the old slots before it makes the new, from the
// fingerprints: the peak is the new size, not the sum of the two. All growing
// together costs three insertions into the slots a state.
class Visited {
 public:
  static constexpr uint32_t kNone = 0xffffffff;
  static constexpr uint64_t kStatesMax = kNone - 1;

  Visited() { Rebuild(kSlotsMin); }

  // The index of a state, or kNone. Several threads may ask at once, as long
  // as none changes the set.
  uint32_t Find(const Fingerprint& fingerprint) const {
    const uint32_t tag = TagOf(fingerprint);
    for (size_t slot = HomeOf(fingerprint);; slot = After(slot)) {
      const uint32_t held = slots_[slot];
      if (held == kNone) return kNone;
      if ((held & ~index_mask_) != tag) continue;
      const uint32_t index = held & index_mask_;
      if (fingerprints_[index] == fingerprint) return index;
    }
  }

  // Calls that let the cache misses of many Finds overlap: the first for all,
  // then the second for all, then Find for all.
  void PrefetchSlot(const Fingerprint& fingerprint) const {
    __builtin_prefetch(&slots_[HomeOf(fingerprint)]);
  }
  void PrefetchFingerprint(const Fingerprint& fingerprint) const {
    const uint32_t tag = TagOf(fingerprint);
    for (size_t slot = HomeOf(fingerprint);; slot = After(slot)) {
      const uint32_t held = slots_[slot];
      if (held == kNone) return;
      if ((held & ~index_mask_) != tag) continue;
      __builtin_prefetch(&fingerprints_[held & index_mask_]);
      return;
    }
  }

  // Adds a state that is not in the set (fewer than kStatesMax are), and
  // returns its index: how many were there before.
  uint32_t Add(const Fingerprint& fingerprint, uint32_t parent,
               uint16_t letter);

  size_t size() const { return fingerprints_.size(); }
  const Fingerprint& fingerprint(size_t i) const { return fingerprints_[i]; }
  uint32_t parent(size_t i) const { return parents_[i]; }
  uint16_t letter(size_t i) const { return letters_[i]; }
  // The letters that led from the first state, which is its own parent, to
  // this one.
  std::vector<size_t> Word(uint32_t index) const;

  uint64_t bytes() const;
  // By how much the next Add makes the slots grow, in bytes; mostly 0.
  uint64_t growth_bytes() const;

  // Forgets the states and keeps the memory.
  void Clear();
  // Frees all but the parents and letters: Word is all that works from then.
  void FreeFingerprints();

 private:
  static constexpr size_t kSlotsMin = 64;

  uint32_t TagOf(const Fingerprint& fingerprint) const {
    return static_cast<uint32_t>(fingerprint.low) & ~index_mask_;
  }
  // Scales the upper half down to the number of slots.
  size_t HomeOf(const Fingerprint& fingerprint) const {
    return MultiplyHigh(fingerprint.high, slots_.size());
  }
  size_t After(size_t slot) const {
    return slot + 1 == slots_.size() ? 0 : slot + 1;
  }
  static uint64_t MultiplyHigh(uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<uint64_t>((static_cast<Wide>(a) * b) >> 64);
  }
  size_t SlotsAfterGrowing() const { return slots_.size() / 2 * 3; }
  bool IsFull() const { return size() == states_max_; }
  void Place(uint32_t index);
  void Rebuild(size_t slots);

  std::vector<uint32_t> slots_;  // kNone: free
  uint32_t index_mask_ = 0;      // the bits of a slot that are the index
  size_t states_max_ = 0;        // that these slots take
  Blocks<Fingerprint> fingerprints_;
  Blocks<uint32_t> parents_;
  Blocks<uint16_t> letters_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_VISITED_H_
