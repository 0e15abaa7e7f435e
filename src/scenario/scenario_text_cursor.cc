// Reads words and numbers from a line, and words what was allowed.
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

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

constexpr size_t kShownBytesMax = 40;

// How many bytes of `text` a string with its quotes has.
size_t EndOfQuotes(std::string_view text) {
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

// Of the word that `text` starts with. A word ends at a blank, a comment, or
// the quote that closes it, unless *N follows.
size_t EndOfWord(std::string_view text) {
  size_t end = 0;
  if (text.front() == '"') {
    end = EndOfQuotes(text);
    if (end == text.size() || text[end] != '*') return end;
  }
  while (end < text.size() && !IsBlank(text[end]) && text[end] != '#') ++end;
  return end;
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
  while (!line.empty() && IsBlank(line.back())) line.remove_suffix(1);
  return line;
}

std::string_view TrimmedLeft(std::string_view line) {
  while (!line.empty() && IsBlank(line.front())) line.remove_prefix(1);
  return line;
}

LineCursor::LineCursor(std::string_view line) : line_(TrimmedRight(line)) {
  ReadWord();
}

void LineCursor::ReadWord() {
  const std::string_view rest = TrimmedLeft(line_.substr(at_));
  at_ = line_.size() - rest.size();
  allowed_.clear();
  if (rest.empty() || rest.front() == '#') {
    word_ = "";
    comment_ = rest;
    return;
  }
  word_ = rest.substr(0, EndOfWord(rest));
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
