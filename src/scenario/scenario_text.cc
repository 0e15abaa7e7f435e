// Reads a file line by line: headers, steps, expectations.
#include "scenario/scenario_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "scenario/expectation.h"
#include "scenario/scenario.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/scenario_text_expectation.h"
#include "scenario/scenario_text_header.h"
#include "scenario/scenario_text_step.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

constexpr std::string_view kFirstLine = "scn 1";

void ParseVersion(LineCursor& cursor) {
  if (!cursor.Try("scn")) {
    cursor.FailInside(0, cursor.word().size(), kFirstLine);
  }
  if (!cursor.Try("1") || !cursor.TryEnd()) cursor.Fail();
}

// Takes a file line by line. What a line may be depends on those before it:
// `scn 1`, then headers, then steps, then expectations.
class LineParser {
 public:
  explicit LineParser(std::string_view file) : file_(file) {}

  // False after an error.
  bool Take(std::string_view line);
  // Of a Take() that was false.
  const absl::Status& error() const { return error_; }

  const Scenario& scenario() const { return scenario_; }
  Scenario TakeScenario() { return std::move(scenario_); }

  // The last line again, canonically: what it says, and its comment from `#`.
  std::string LineText() const;
  std::string_view LineComment() const { return comment_; }

 private:
  enum class Kind : uint8_t { kNothing, kVersion, kHeader, kStep, kExpect };

  bool IsTooLong(std::string_view line);
  void Parse(LineCursor& cursor);
  bool TryStepLine(LineCursor& cursor);
  void ParseExpectLine(LineCursor& cursor);
  bool Fail(const std::string& place_and_words);

  std::string file_;
  absl::Status error_;
  Scenario scenario_;
  HeadersSeen seen_;
  size_t line_number_ = 0;
  uint32_t played_steps_ = 0;
  size_t expected_bytes_ = 0;
  // Of the last line, and of the last that says something.
  Kind kind_ = Kind::kNothing;
  Kind phase_ = Kind::kNothing;
  std::string_view comment_;
  std::string header_text_;
};

bool LineParser::Fail(const std::string& place_and_words) {
  error_ =
      absl::InvalidArgumentError(absl::StrCat(file_, ":", place_and_words));
  return false;
}

// The place of what is too long is its first byte too many.
bool LineParser::IsTooLong(std::string_view line) {
  if (line_number_ > kLinesMax) {
    Fail(absl::StrCat(line_number_, ":1: found a longer file, allowed: ",
                      kLinesMax, " lines"));
    return true;
  }
  if (line.size() > kLineBytesMax) {
    Fail(absl::StrCat(line_number_, ":", kLineBytesMax + 1,
                      ": found a longer line, allowed: ", kLineBytesMax,
                      " bytes"));
    return true;
  }
  return false;
}

bool LineParser::Take(std::string_view line) {
  ++line_number_;
  kind_ = Kind::kNothing;
  if (IsTooLong(line)) return false;
  if (phase_ != Kind::kNothing) {
    comment_ = TrimmedLeft(TrimmedRight(line));
    if (comment_.empty() || comment_.front() == '#') return true;
  }
  LineCursor cursor(line);
  Parse(cursor);
  if (cursor.failed()) return Fail(cursor.Error(line_number_));
  comment_ = cursor.comment();
  phase_ = kind_;
  return true;
}

void LineParser::Parse(LineCursor& cursor) {
  if (phase_ == Kind::kNothing) {
    kind_ = Kind::kVersion;
    ParseVersion(cursor);
    return;
  }
  if (phase_ <= Kind::kHeader &&
      TryHeader(cursor, seen_, scenario_, header_text_)) {
    kind_ = Kind::kHeader;
    return;
  }
  if (phase_ <= Kind::kStep && TryStepLine(cursor)) {
    kind_ = Kind::kStep;
    return;
  }
  kind_ = Kind::kExpect;
  ParseExpectLine(cursor);
}

bool LineParser::TryStepLine(LineCursor& cursor) {
  if (scenario_.steps.size() >= kStepsMax || played_steps_ >= kPlayedStepsMax) {
    cursor.Allow(absl::StrCat("at most ", kStepsMax, " steps, played ",
                              kPlayedStepsMax, " times in all"));
    return false;
  }
  Step step;
  const uint32_t left = static_cast<uint32_t>(kPlayedStepsMax) - played_steps_;
  if (!TryStep(cursor, scenario_.cast, left, step)) return false;
  played_steps_ += step.times;
  scenario_.steps.push_back(std::move(step));
  return true;
}

void LineParser::ParseExpectLine(LineCursor& cursor) {
  if (scenario_.expects.size() >= kExpectsMax) {
    cursor.Allow(absl::StrCat("at most ", kExpectsMax, " expectations"));
    cursor.Fail();
    return;
  }
  if (!cursor.Try("expect")) {
    cursor.Fail();
    return;
  }
  Expectation expect = ParseExpectation(cursor, scenario_.cast,
                                        kExpectedBytesMax - expected_bytes_);
  expect.line = static_cast<int>(line_number_);
  if (expect.payload.has_value()) expected_bytes_ += expect.payload->size();
  scenario_.expects.push_back(std::move(expect));
}

std::string LineParser::LineText() const {
  switch (kind_) {
    case Kind::kNothing:
      return "";
    case Kind::kVersion:
      return std::string(kFirstLine);
    case Kind::kHeader:
      return header_text_;
    case Kind::kStep:
      return StepToText(scenario_.steps.back(), scenario_.cast);
    case Kind::kExpect:
      return ExpectationToText(scenario_.expects.back());
  }
  return "";
}

// Moves the first line from `text` to `line`. An empty file has one line.
bool NextLine(std::string_view& text, bool& is_first, std::string_view& line) {
  if (text.empty() && !is_first) return false;
  is_first = false;
  const size_t end = std::min(text.find('\n'), text.size());
  line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return true;
}

}  // namespace

absl::StatusOr<Scenario> ScenarioFromText(std::string_view file,
                                          std::string_view text) {
  LineParser parser(file);
  std::string_view line;
  for (bool is_first = true; NextLine(text, is_first, line);) {
    if (!parser.Take(line)) return parser.error();
  }
  return parser.TakeScenario();
}

std::string ScenarioToText(const Scenario& scenario) {
  std::string text(kFirstLine);
  text += "\n" + HeadersToText(scenario);
  for (const Step& step : scenario.steps) {
    text += StepToText(step, scenario.cast) + "\n";
  }
  for (const Expectation& expectation : scenario.expects) {
    text += ExpectationToText(expectation) + "\n";
  }
  return text;
}

absl::StatusOr<std::string> FormatScenarioText(std::string_view file,
                                               std::string_view text) {
  LineParser parser(file);
  std::string formatted;
  bool is_blank_before = false;
  std::string_view line;
  for (bool is_first = true; NextLine(text, is_first, line);) {
    if (!parser.Take(line)) return parser.error();
    const std::string content = parser.LineText();
    const std::string_view comment = parser.LineComment();
    if (content.empty() && comment.empty()) {
      is_blank_before = true;
      continue;
    }
    if (is_blank_before) formatted += "\n";
    is_blank_before = false;
    formatted += content;
    if (!content.empty() && !comment.empty()) formatted += "  ";
    formatted += std::string(comment) + "\n";
  }
  return formatted;
}

}  // namespace wsdrain
