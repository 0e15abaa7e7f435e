// A queue that lives inside its owner while it is short, and is a value.
#ifndef WSDRAIN_CLOSING_SMALL_QUEUE_H_
#define WSDRAIN_CLOSING_SMALL_QUEUE_H_

#include <cstddef>
#include <utility>

#include "absl/container/inlined_vector.h"

namespace wsdrain {

// std::deque allocates even when it is empty; connections are copied millions
// of times. Push and pop are amortised O(1); equality and hash see the live
// elements only.
template <typename T, size_t kInline>
class SmallQueue {
 public:
  bool empty() const { return head_ == items_.size(); }
  size_t size() const { return items_.size() - head_; }
  T& front() { return items_[head_]; }
  T& back() { return items_.back(); }
  T& operator[](size_t i) { return items_[head_ + i]; }
  const T& operator[](size_t i) const { return items_[head_ + i]; }
  auto begin() const { return items_.begin() + head_; }
  auto end() const { return items_.end(); }

  void push_back(T item) { items_.push_back(std::move(item)); }

  void pop_front() {
    items_[head_++] = T();
    if (empty()) {
      clear();
    } else if (head_ > 16 && head_ > items_.size() / 2) {
      items_.erase(items_.begin(), items_.begin() + head_);
      head_ = 0;
    }
  }

  void clear() {
    items_.clear();
    head_ = 0;
  }

  friend bool operator==(const SmallQueue& a, const SmallQueue& b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
      if (!(a[i] == b[i])) return false;
    }
    return true;
  }

  template <typename H>
  friend H AbslHashValue(H h, const SmallQueue& q) {
    for (const T& item : q) h = H::combine(std::move(h), item);
    return H::combine(std::move(h), q.size());
  }

 private:
  absl::InlinedVector<T, kInline> items_;
  size_t head_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_SMALL_QUEUE_H_
