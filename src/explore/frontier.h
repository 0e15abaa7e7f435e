// The bytes of the states that were found and are not yet expanded.
#ifndef WSDRAIN_EXPLORE_FRONTIER_H_
#define WSDRAIN_EXPLORE_FRONTIER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

namespace wsdrain {

// First in, first out. Memory is taken by the block, and given back as the
// blocks are read to their end.
class Frontier {
 public:
  void Add(std::string_view state);
  // The next `states` states, at most size(). They stay valid until Release.
  void Take(size_t states, std::vector<std::string_view>& taken);
  // Frees what was taken.
  void Release();

  size_t size() const { return size_; }  // not yet taken
  uint64_t bytes() const { return bytes_; }

 private:
  static constexpr size_t kBlockBytes = size_t{1} << 18;

  struct Block {
    std::unique_ptr<char[]> bytes;
    size_t size = 0;
    size_t capacity = 0;
  };

  std::deque<Block> blocks_;
  size_t block_ = 0;   // the next state to take is in this block,
  size_t offset_ = 0;  // from here: 4 bytes of its size, then its bytes
  size_t size_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_FRONTIER_H_
