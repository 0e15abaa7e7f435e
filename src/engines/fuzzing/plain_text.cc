// Prints and parses records, word by word.
#include "engines/fuzzing/plain_text.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scenario/scenario_text_payload.h"

namespace wsdrain {
namespace {

constexpr std::string_view kHexPrefix = "hex:";
constexpr int kDecimal = 10;
constexpr int kHexadecimal = 16;

std::string NumberText(const PlainField& field, uint32_t value) {
  if (!field.is_hex) return std::to_string(value);
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(value >> shift));
  }
  return HexText(bytes);
}

std::string AllowedText(const PlainField& field) {
  std::string text;
  for (const std::string_view word : field.words) {
    if (!text.empty()) text += ", ";
    text += std::string(field.name) + "=" + std::string(word);
  }
  if (!field.words.empty()) return text;
  return std::string(field.name) +
         (field.is_hex ? "=8 hexadecimal digits"
                       : "=0 to " + std::to_string(field.most));
}

std::optional<uint32_t> ValueOf(const PlainField& field,
                                std::string_view text) {
  if (!field.words.empty()) {
    const auto word = std::find(field.words.begin(), field.words.end(), text);
    if (word == field.words.end()) return std::nullopt;
    return static_cast<uint32_t>(word - field.words.begin());
  }
  uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value,
                      field.is_hex ? kHexadecimal : kDecimal);
  const bool is_whole =
      end == text.data() + text.size() && error == std::errc();
  if (!is_whole || text.empty() || (!field.is_hex && value > field.most)) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::string> BytesOf(std::string_view text) {
  if (text.substr(0, kHexPrefix.size()) != kHexPrefix) return std::nullopt;
  const std::string_view digits = text.substr(kHexPrefix.size());
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (size_t i = 0; i < digits.size(); i += 2) {
    const int high = HexDigit(digits[i]);
    const int low = HexDigit(digits[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(16 * high + low));
  }
  return bytes;
}

// The words of one line, with the column at which each begins.
class LineWords {
 public:
  LineWords(std::string_view file, size_t line, std::string_view text)
      : file_(file), line_(line), text_(text.substr(0, text.find('#'))) {}

  // The next word; empty at the end.
  std::string_view Next() {
    at_ = std::min(text_.find_first_not_of(" \t\r", at_), text_.size());
    begin_ = at_;
    at_ = std::min(text_.find_first_of(" \t\r", at_), text_.size());
    return text_.substr(begin_, at_ - begin_);
  }
  // About the word that Next gave last.
  absl::Status Error(std::string_view found, std::string_view allowed) const {
    return absl::InvalidArgumentError(absl::StrCat(
        std::string(file_), ":", line_, ":", begin_ + 1, ": found ",
        found.empty() ? "the end of the line"
                      : "\"" + std::string(found.substr(0, 60)) + "\"",
        ", allowed: ", std::string(allowed)));
  }
  bool IsEmpty() const {
    return text_.find_first_not_of(" \t\r") == std::string_view::npos;
  }

 private:
  std::string_view file_;
  size_t line_;
  std::string_view text_;
  size_t at_ = 0;
  size_t begin_ = 0;
};

absl::StatusOr<PlainRecord> ParseRecord(const PlainFormat& format,
                                        LineWords& words) {
  PlainRecord record;
  std::string_view word = words.Next();
  if (word != format.word) return words.Error(word, format.word);
  for (const PlainField& field : format.fields) {
    word = words.Next();
    const size_t size = field.name.size();
    std::optional<uint32_t> value;
    if (word.substr(0, size) == field.name && word.substr(size, 1) == "=") {
      value = ValueOf(field, word.substr(size + 1));
    }
    if (!value.has_value()) return words.Error(word, AllowedText(field));
    record.values.push_back(*value);
  }
  word = words.Next();
  if (format.has_bytes) {
    std::optional<std::string> bytes = BytesOf(word);
    if (!bytes.has_value()) {
      return words.Error(word, "hex: and pairs of digits");
    }
    record.bytes = *std::move(bytes);
    word = words.Next();
  }
  if (!word.empty()) return words.Error(word, "the end of the line");
  return record;
}

}  // namespace

std::string PlainToText(const PlainFormat& format,
                        std::span<const PlainRecord> records) {
  std::string text = std::string(format.target) + " 1\n";
  for (const PlainRecord& record : records) {
    text += format.word;
    for (size_t i = 0; i < format.fields.size(); ++i) {
      const PlainField& field = format.fields[i];
      text += " " + std::string(field.name) + "=";
      text += field.words.empty() ? NumberText(field, record.values[i])
                                  : std::string(field.words[record.values[i]]);
    }
    if (format.has_bytes) {
      text += " " + std::string(kHexPrefix) + HexText(record.bytes);
    }
    text += "\n";
  }
  return text;
}

absl::StatusOr<std::vector<PlainRecord>> PlainFromText(
    const PlainFormat& format, std::string_view file, std::string_view text) {
  std::vector<PlainRecord> records;
  bool has_begun = false;
  for (size_t line = 1; !text.empty(); ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    LineWords words(file, line, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.IsEmpty()) continue;
    if (!has_begun) {
      for (const std::string_view due : {format.target, {"1"}}) {
        const std::string_view word = words.Next();
        if (word != due) return words.Error(word, due);
      }
      has_begun = true;
      continue;
    }
    absl::StatusOr<PlainRecord> record = ParseRecord(format, words);
    if (!record.ok()) return record.status();
    if (records.size() == format.records_max) {
      return words.Error(format.word, "no more lines");
    }
    records.push_back(*std::move(record));
  }
  if (!has_begun) {
    return LineWords(file, 1, "").Error("", std::string(format.target) + " 1");
  }
  return records;
}

}  // namespace wsdrain
