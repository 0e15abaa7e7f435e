// Writes the parts of a value as bytes and reads them back: how an explorer
// keeps a world.
//
// A class takes part with a public
//   template <class Self> static auto PartsOf(Self& self) {
//     return std::tie(self.a_, self.b_);
//   }
// that lists all that its future depends on. Numbers are varints: most are
// small. In front of a value's parts stands a bit for each: whether it is set.
#ifndef WSDRAIN_SCENARIO_PARTS_H_
#define WSDRAIN_SCENARIO_PARTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace wsdrain {

template <typename T>
concept HasParts = requires(T& value) { T::PartsOf(value); };
template <typename T>
concept IsNumber = std::is_integral_v<T> || std::is_enum_v<T>;

// A part is unset if it is as it was made: 0, empty, or a whole of such parts.
// Most parts of a world are, and take one bit.
template <typename T>
bool IsUnset(const T& value) {
  if constexpr (IsNumber<T> || requires { std::tuple_size<T>::value; }) {
    return value == T{};
  } else if constexpr (HasParts<const T> &&
                       std::is_default_constructible_v<T>) {
    static const T kUnset = {};
    return T::PartsOf(value) == T::PartsOf(kUnset);
  } else if constexpr (HasParts<const T>) {
    return std::apply(
        [](const auto&... part) { return (IsUnset(part) && ...); },
        T::PartsOf(value));
  } else if constexpr (requires { value.has_value(); }) {
    return !value.has_value();
  } else {
    return value.empty();
  }
}

template <typename T>
void Unset(T& value) {
  if constexpr (HasParts<T> && !std::is_default_constructible_v<T>) {
    std::apply([](auto&... part) { (Unset(part), ...); }, T::PartsOf(value));
  } else if constexpr (requires { value.clear(); }) {
    value.clear();
  } else {
    value = T{};
  }
}

// What was written stands in `out` once the writer is gone.
class PartsWriter {
 public:
  explicit PartsWriter(std::string& out) : out_(out) {}
  ~PartsWriter() { Flush(); }
  PartsWriter(const PartsWriter&) = delete;
  PartsWriter& operator=(const PartsWriter&) = delete;

  template <typename T>
  void Write(const T& value) {
    if constexpr (IsNumber<T>) {
      WriteNumber(static_cast<uint64_t>(value));
    } else if constexpr (HasParts<const T>) {
      std::apply(
          [this](const auto&... part) {
            uint64_t bit = 1;
            uint64_t set = 0;
            ((set |= IsUnset(part) ? 0 : bit, bit <<= 1), ...);
            this->WriteBytes(reinterpret_cast<const char*>(&set),
                             (sizeof...(part) + 7) / 8);
            bit = 1;
            (((set & bit) != 0 ? this->Write(part) : void(), bit <<= 1), ...);
          },
          T::PartsOf(value));
    } else {
      WriteItems(value);
    }
  }

 private:
  void WriteNumber(uint64_t number) {
    if (buffered_ > sizeof(buffer_) - kVarintBytesMax) Flush();
    for (; number >= 0x80; number >>= 7) {
      buffer_[buffered_++] = static_cast<char>(number | 0x80);
    }
    buffer_[buffered_++] = static_cast<char>(number);
  }
  void WriteBytes(const char* bytes, size_t size) {
    if (size > sizeof(buffer_) - buffered_) {
      Flush();
      if (size > sizeof(buffer_)) {
        out_.append(bytes, size);
        return;
      }
    }
    std::memcpy(buffer_ + buffered_, bytes, size);
    buffered_ += size;
  }
  void Flush() {
    out_.append(buffer_, buffered_);
    buffered_ = 0;
  }
  void WriteItems(const std::string& bytes) {
    WriteNumber(bytes.size());
    if (!bytes.empty()) WriteBytes(bytes.data(), bytes.size());
  }
  template <size_t kBytes>
  void WriteItems(const std::array<uint8_t, kBytes>& bytes) {
    WriteBytes(reinterpret_cast<const char*>(bytes.data()), kBytes);
  }
  template <typename T>
  void WriteItems(const std::optional<T>& value) {
    WriteNumber(value.has_value() ? 1 : 0);
    if (value.has_value()) Write(*value);
  }
  template <typename List>
  void WriteItems(const List& list) {
    WriteNumber(list.size());
    for (const auto& item : list) Write(item);
  }

  static constexpr size_t kVarintBytesMax = 10;

  std::string& out_;
  size_t buffered_ = 0;
  char buffer_[512];
};

// Reads what PartsWriter has written for a value of the same type, and nothing
// else: the bytes are our own.
class PartsReader {
 public:
  explicit PartsReader(std::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  template <typename T>
  void Read(T& value) {
    if constexpr (IsNumber<T>) {
      value = static_cast<T>(ReadNumber());
    } else if constexpr (HasParts<T>) {
      std::apply(
          [this](auto&... part) {
            uint64_t set = 0;
            constexpr size_t kBytes = (sizeof...(part) + 7) / 8;
            std::memcpy(&set, at_, kBytes);
            at_ += kBytes;
            uint64_t bit = 1;
            (((set & bit) != 0 ? this->Read(part) : Unset(part), bit <<= 1),
             ...);
          },
          T::PartsOf(value));
    } else {
      ReadItems(value);
    }
  }

  std::string_view rest() const {
    return {at_, static_cast<size_t>(end_ - at_)};
  }

 private:
  uint64_t ReadNumber() {
    const auto first = static_cast<uint8_t>(*at_++);
    if (first < 0x80) return first;
    uint64_t number = first & 0x7Fu;
    for (int shift = 7;; shift += 7) {
      const auto byte = static_cast<uint8_t>(*at_++);
      number |= uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return number;
    }
  }
  void ReadItems(std::string& bytes) {
    const size_t size = ReadNumber();
    if (size == 0) {
      bytes.clear();
      return;
    }
    bytes.assign(at_, size);
    at_ += size;
  }
  template <size_t kBytes>
  void ReadItems(std::array<uint8_t, kBytes>& bytes) {
    std::memcpy(bytes.data(), at_, kBytes);
    at_ += kBytes;
  }
  template <typename T>
  void ReadItems(std::optional<T>& value) {
    if (ReadNumber() == 0) {
      value.reset();
      return;
    }
    if (!value.has_value()) value.emplace();
    Read(*value);
  }
  template <typename List>
  void ReadItems(List& list) {
    list.clear();
    for (size_t size = ReadNumber(); size > 0; --size) {
      list.push_back({});
      Read(list.back());
    }
  }

  const char* at_;
  const char* end_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_PARTS_H_
