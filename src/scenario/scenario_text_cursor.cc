#include "scenario/scenario_text_cursor.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "frame/utf8.h"

namespace wsdrain {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr size_t kShownBytesMax = 40;

// The end of the string that starts at `from` with a quote, its closing quote
// included, or the line's.
size_t EndOfQuotes(std::string_view line, size_t from) {
  for (size_t i = from + 1; i < line.size(); ++i) {
    if (line[i] == '"') return i + 1;
    if (line[i] == '\\') ++i;
  }
  return line.size();
}

// For people: in quotes, short, and harmless on a terminal.
std::string Shown(std::string_view found) {
  if (found.empty()) return "end of line";
  const bool is_cut = found.size() > kShownBytesMax;
  const std::string_view start = found.substr(0, kShownBytesMax);
  const bool is_text = IsUtf8(start);
  std::string shown = found.front() == '"' ? "" : "\"";
  for (const char c : start) {
    const uint8_t byte = static_cast<uint8_t>(c);
    if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !is_text)) {
      absl::StrAppend(&shown, "\\x", absl::Hex(byte, absl::kZeroPad2));
    } else {
      shown.push_back(c);
    }
  }
  if (is_cut) shown.append("...");
  if (is_cut || found.front() != '"') shown.push_back('"');
  return shown;
}

std::string Bounds(int64_t least, int64_t most) {
  return least == most ? absl::StrCat(least)
                       : absl::StrCat("from ", least, " to ", most);
}

}  // namespace

bool ParseNumber(std::string_view digits, int64_t least, int64_t most,
                 int64_t& number) {
  constexpr size_t kDigitsMax = 18;  // fit int64_t
  if (digits.empty() || digits.size() > kDigitsMax) return false;
  int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  if (value < least || value > most) return false;
  number = value;
  return true;
}

std::string_view TrimmedRight(std::string_view line) {
  return line.substr(0, line.find_last_not_of(kBlanks) + 1);
}

std::string_view TrimmedLeft(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(kBlanks), line.size()));
}

LineCursor::LineCursor(std::string_view line) : line_(TrimmedRight(line)) {
  ReadWord();
}

void LineCursor::ReadWord() {
  at_ = std::min(line_.find_first_not_of(kBlanks, at_), line_.size());
  const std::string_view rest = line_.substr(at_);
  allowed_.clear();
  if (rest.empty() || rest.front() == '#') {
    word_ = "";
    comment_ = rest;
    return;
  }
  size_t end = 0;
  if (rest.front() == '"') {
    end = EndOfQuotes(rest, 0);
    if (rest.substr(end).substr(0, 1) != "*") {
      word_ = rest.substr(0, end);
      return;
    }
  }
  word_ = rest.substr(0, rest.find_first_of(" \t\r#", end));
}

void LineCursor::Advance() {
  if (failed_) return;
  at_ += word_.size();
  ReadWord();
}

bool LineCursor::Try(std::string_view name) {
  if (failed_) return false;
  if (word_ == name) {
    Advance();
    return true;
  }
  Allow(name);
  return false;
}

bool LineCursor::TryNumber(int64_t least, int64_t most, int64_t& number) {
  if (failed_) return false;
  if (ParseNumber(word_, least, most, number)) {
    Advance();
    return true;
  }
  Allow("a number " + Bounds(least, most));
  return false;
}

bool LineCursor::TryAttribute(std::string_view name, int64_t least,
                              int64_t most, int64_t& number) {
  if (failed_) return false;
  const std::string start = std::string(name) + "=";
  if (word_.substr(0, start.size()) == start &&
      ParseNumber(word_.substr(start.size()), least, most, number)) {
    Advance();
    return true;
  }
  Allow(start + "N (N " + Bounds(least, most) + ")");
  return false;
}

bool LineCursor::TryEnd() {
  if (failed_) return false;
  if (word_.empty()) return true;
  Allow("end of line");
  return false;
}

bool LineCursor::IsAt(std::string_view prefix, std::string_view name) {
  if (failed_) return false;
  if (!word_.empty() && word_.substr(0, prefix.size()) == prefix) return true;
  Allow(name);
  return false;
}

void LineCursor::Fail() {
  if (failed_) return;
  failed_ = true;
  column_ = at_ + 1;
  found_ = Shown(word_);
}

void LineCursor::FailInside(size_t offset, size_t bytes,
                            std::string_view allowed) {
  if (failed_) return;
  failed_ = true;
  column_ = at_ + offset + 1;
  found_ = Shown(line_.substr(at_ + offset, std::max<size_t>(bytes, 1)));
  allowed_ = {std::string(allowed)};
}

std::string LineCursor::Error(size_t line_number) const {
  return absl::StrCat(line_number, ":", column_, ": found ", found_,
                      ", allowed: ", absl::StrJoin(allowed_, ", "));
}

}  // namespace wsdrain
