// Text for the inputs of targets that take plain bytes.
//
// The first line is the target's name and " 1". Then a line a record:
//
//   WORD NAME=VALUE ... hex:00ff
//
// with all fields in their order, and the bytes last, if the format has any.
// `#` begins a comment; empty lines do not count.
#ifndef WSDRAIN_ENGINES_FUZZING_PLAIN_TEXT_H_
#define WSDRAIN_ENGINES_FUZZING_PLAIN_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace wsdrain {

// A value is the index of one of `words`, or a number in hexadecimal or not.
struct PlainField {
  std::string_view name;
  std::span<const std::string_view> words = {};
  uint32_t most = 0;  // of numbers
  bool is_hex = false;
};

struct PlainFormat {
  std::string_view target;
  std::string_view word;
  std::span<const PlainField> fields;
  size_t records_max = 1;
  bool has_bytes = true;
};

struct PlainRecord {
  std::vector<uint32_t> values;  // by field
  std::string bytes;
};

std::string PlainToText(const PlainFormat& format,
                        std::span<const PlainRecord> records);

// Errors: InvalidArgument "FILE:LINE:COLUMN: found ..., allowed: ...".
absl::StatusOr<std::vector<PlainRecord>> PlainFromText(
    const PlainFormat& format, std::string_view file, std::string_view text);

}  // namespace wsdrain

#endif  // WSDRAIN_ENGINES_FUZZING_PLAIN_TEXT_H_
