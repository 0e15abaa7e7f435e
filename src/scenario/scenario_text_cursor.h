// The words of one line of scenario text, and the error where none fits.
#ifndef WSDRAIN_SCENARIO_SCENARIO_TEXT_CURSOR_H_
#define WSDRAIN_SCENARIO_SCENARIO_TEXT_CURSOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wsdrain {

// A parser asks for one thing after the other with Try...(). What is not there
// is remembered as allowed, so that Fail() can name all that was. The first
// failure stays: after it nothing is ever found, and parsers just run out.
class LineCursor {
 public:
  // `line` has no newline and outlives the cursor.
  explicit LineCursor(std::string_view line);

  // Each of these moves past what it asks for and returns true, or stays.
  bool Try(std::string_view word);
  bool TryNumber(int64_t least, int64_t most, int64_t& number);
  // name=N
  bool TryAttribute(std::string_view name, int64_t least, int64_t most,
                    int64_t& number);
  bool TryEnd();

  // The word here, if it begins with `prefix`; else `name` is allowed. Words
  // are empty at the end of the line, and after a failure.
  bool IsAt(std::string_view prefix, std::string_view name);
  std::string_view word() const { return failed_ ? "" : word_; }
  void Allow(std::string_view name) {
    if (!failed_) allowed_.emplace_back(name);
  }
  void Advance();

  // The word here fits nothing that was asked for. The second form is for the
  // `bytes` found inside the word, or right after it, `offset` bytes from its
  // start: only `allowed` may stand there.
  void Fail();
  void FailInside(size_t offset, size_t bytes, std::string_view allowed);

  bool failed() const { return failed_; }
  // "LINE:COLUMN: found X, allowed: Y" after a failure.
  std::string Error(size_t line_number) const;

  // From `#` to the end of the line without blanks at its end. Known once
  // TryEnd() was true.
  std::string_view comment() const { return comment_; }

 private:
  void ReadWord();

  std::string_view line_;
  std::string_view word_;
  std::string_view comment_;
  size_t at_ = 0;  // of word_ in line_
  bool failed_ = false;
  std::vector<std::string> allowed_;  // at word_
  // Of the failure:
  size_t column_ = 0;  // from 1
  std::string found_;
};

// All of `digits` is a decimal number from `least` to `most`.
bool ParseNumber(std::string_view digits, int64_t least, int64_t most,
                 int64_t& number);

// Blanks do not count: spaces, tabs, carriage returns.
std::string_view TrimmedRight(std::string_view line);
std::string_view TrimmedLeft(std::string_view line);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_TEXT_CURSOR_H_
