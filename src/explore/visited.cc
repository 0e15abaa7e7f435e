// The states found so far: adding, growing, and the way back.
#include "explore/visited.h"

#include <algorithm>
#include <bit>

namespace wsdrain {

uint32_t Visited::Add(const Fingerprint& fingerprint, uint32_t parent,
                      uint16_t letter) {
  if (IsFull()) Rebuild(SlotsAfterGrowing());
  const auto index = static_cast<uint32_t>(size());
  fingerprints_.Add(fingerprint);
  parents_.Add(parent);
  letters_.Add(letter);
  Place(index);
  return index;
}

std::vector<size_t> Visited::Word(uint32_t index) const {
  std::vector<size_t> word;
  for (; parents_[index] != index; index = parents_[index]) {
    word.push_back(letters_[index]);
  }
  std::reverse(word.begin(), word.end());
  return word;
}

uint64_t Visited::bytes() const {
  return slots_.capacity() * sizeof(slots_[0]) + fingerprints_.bytes() +
         parents_.bytes() + letters_.bytes();
}

uint64_t Visited::growth_bytes() const {
  if (!IsFull()) return 0;
  return (SlotsAfterGrowing() - slots_.size()) * sizeof(slots_[0]);
}

void Visited::Clear() {
  std::fill(slots_.begin(), slots_.end(), kNone);
  fingerprints_.Clear();
  parents_.Clear();
  letters_.Clear();
}

void Visited::FreeFingerprints() {
  std::vector<uint32_t>().swap(slots_);
  fingerprints_.Free();
}

void Visited::Place(uint32_t index) {
  const Fingerprint& fingerprint = fingerprints_[index];
  size_t slot = HomeOf(fingerprint);
  while (slots_[slot] != kNone) slot = After(slot);
  slots_[slot] = TagOf(fingerprint) | index;
}

void Visited::Rebuild(size_t slots) {
  std::vector<uint32_t>().swap(slots_);  // before the new ones are made
  slots_.assign(slots, kNone);
  states_max_ = slots / 4 * 3;
  // Wide enough that no index has all its bits set: a slot is never kNone.
  const int index_bits = std::min(
      32, static_cast<int>(std::bit_width(static_cast<uint64_t>(states_max_))));
  index_mask_ = static_cast<uint32_t>((uint64_t{1} << index_bits) - 1);
  constexpr size_t kAhead = 16;
  for (size_t i = 0; i < size(); ++i) {
    if (i + kAhead < size()) PrefetchSlot(fingerprints_[i + kAhead]);
    Place(static_cast<uint32_t>(i));
  }
}

}  // namespace wsdrain
