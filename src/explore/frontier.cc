// The states that were found and are not yet expanded: a queue of blocks.
#include "explore/frontier.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace wsdrain {

void Frontier::Add(std::string_view state) {
  const auto state_size = static_cast<uint32_t>(state.size());
  const size_t needed = sizeof(state_size) + state.size();
  if (blocks_.empty() ||
      blocks_.back().capacity - blocks_.back().size < needed) {
    Block block;
    block.capacity = std::max(kBlockBytes, needed);
    block.bytes.reset(new char[block.capacity]);
    bytes_ += block.capacity;
    blocks_.push_back(std::move(block));
  }
  Block& block = blocks_.back();
  char* const to = block.bytes.get() + block.size;
  std::memcpy(to, &state_size, sizeof(state_size));
  if (!state.empty()) {
    std::memcpy(to + sizeof(state_size), state.data(), state.size());
  }
  block.size += needed;
  ++size_;
}

void Frontier::Take(size_t states, std::vector<std::string_view>& taken) {
  taken.clear();
  for (; states > 0; --states) {
    if (offset_ == blocks_[block_].size) {
      ++block_;
      offset_ = 0;
    }
    const char* const from = blocks_[block_].bytes.get() + offset_;
    uint32_t state_size = 0;
    std::memcpy(&state_size, from, sizeof(state_size));
    taken.emplace_back(from + sizeof(state_size), state_size);
    offset_ += sizeof(state_size) + state_size;
    --size_;
  }
}

void Frontier::Release() {
  if (block_ < blocks_.size() && offset_ == blocks_[block_].size) {
    ++block_;
    offset_ = 0;
  }
  for (; block_ > 0; --block_) {
    bytes_ -= blocks_.front().capacity;
    blocks_.pop_front();
  }
}

}  // namespace wsdrain
