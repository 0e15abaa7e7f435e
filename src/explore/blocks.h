// A sequence that grows by blocks, so that growing moves and doubles nothing.
#ifndef WSDRAIN_EXPLORE_BLOCKS_H_
#define WSDRAIN_EXPLORE_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace wsdrain {

template <typename Item>
class Blocks {
 public:
  void Add(const Item& item) {
    if (size_ == blocks_.size() << kShift) {
      blocks_.push_back(std::make_unique<Item[]>(size_t{1} << kShift));
    }
    blocks_[size_ >> kShift][size_ & kMask] = item;
    ++size_;
  }

  const Item& operator[](size_t i) const {
    return blocks_[i >> kShift][i & kMask];
  }

  size_t size() const { return size_; }
  uint64_t bytes() const {
    return (blocks_.size() << kShift) * sizeof(Item) +
           blocks_.capacity() * sizeof(blocks_[0]);
  }

  // Forgets the items and keeps the memory.
  void Clear() { size_ = 0; }
  // Gives the memory back as well.
  void Free() {
    std::vector<std::unique_ptr<Item[]>>().swap(blocks_);
    size_ = 0;
  }

 private:
  static constexpr size_t kShift = 10;
  static constexpr size_t kMask = (size_t{1} << kShift) - 1;

  std::vector<std::unique_ptr<Item[]>> blocks_;
  size_t size_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_BLOCKS_H_
