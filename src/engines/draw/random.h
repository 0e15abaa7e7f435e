// Small random choices, a pure function of their seed.
#ifndef WSDRAIN_ENGINES_DRAW_RANDOM_H_
#define WSDRAIN_ENGINES_DRAW_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace wsdrain {

// SplitMix64: the same on every platform, which std's distributions are not.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  // 0 to n - 1; n is at least 1.
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }
  bool OneIn(size_t n) { return Below(n) == 0; }

  template <typename List>
  const auto& Pick(const List& list) {
    return *(list.begin() + static_cast<ptrdiff_t>(Below(list.size())));
  }
  template <typename T>
  T Pick(std::initializer_list<T> list) {
    return *(list.begin() + Below(list.size()));
  }

 private:
  uint64_t state_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_DRAW_RANDOM_H_
