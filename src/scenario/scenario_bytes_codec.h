// Bytes read without end: what is missing is zero.
#ifndef WSDRAIN_SCENARIO_SCENARIO_BYTES_CODEC_H_
#define WSDRAIN_SCENARIO_SCENARIO_BYTES_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wsdrain {

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool AtEnd() const { return bytes_.empty(); }

  uint8_t Byte() {
    if (bytes_.empty()) return 0;
    const uint8_t byte = static_cast<uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }

  // Seven bits a byte, the low ones first; the top bit: more follow, up to
  // five bytes in all. At most 2^35 - 1.
  int64_t Varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      const uint8_t byte = Byte();
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) break;
    }
    return static_cast<int64_t>(value);
  }

  // As many of `size` bytes as there are.
  std::string_view Take(size_t size) {
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view bytes_;
};

// `value` is below 2^35.
inline void AppendVarint(int64_t value, std::string& out) {
  uint64_t rest = static_cast<uint64_t>(value);
  for (; rest >= 0x80; rest >>= 7) {
    out.push_back(static_cast<char>(0x80 | (rest & 0x7F)));
  }
  out.push_back(static_cast<char>(rest));
}

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_BYTES_CODEC_H_
