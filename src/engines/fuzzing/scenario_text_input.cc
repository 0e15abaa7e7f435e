// Reads a text, prints what it says, and reads that again.
#include "engines/fuzzing/scenario_text_input.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engines/fuzzing/text_lines.h"
#include "scenario/scenario.h"
#include "scenario/scenario_bytes.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr std::string_view kTarget = "scenario_text_fuzzer";
constexpr std::string_view kFile = "a.scn";
// Payloads of expectations are written out: those of more bytes are parsed,
// and not printed over and over.
constexpr size_t kPrintedBytesMax = 1 << 20;

// A number in front of `after`; 0: none.
size_t TakeNumber(std::string_view& text, std::string_view after) {
  size_t number = 0;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const auto [rest, error] = std::from_chars(begin, end, number);
  text = {rest, static_cast<size_t>(end - rest)};
  if (error != std::errc() || text.substr(0, after.size()) != after) return 0;
  text.remove_prefix(after.size());
  return number;
}

std::vector<size_t> LineSizesOf(std::string_view text) {
  std::vector<size_t> sizes(1);
  for (const char c : text) {
    if (c == '\n') {
      sizes.push_back(0);
    } else {
      ++sizes.back();
    }
  }
  return sizes;
}

// "FILE:LINE:COLUMN: found X, allowed: Y", and the place is one of `text`.
std::optional<std::string> CheckError(std::string_view text,
                                      const absl::Status& error) {
  const std::string message(error.message());
  std::string_view rest = message;
  const std::string file = std::string(kFile) + ":";
  if (rest.substr(0, file.size()) != file) return "no file: " + message;
  rest.remove_prefix(file.size());
  const size_t line = TakeNumber(rest, ":");
  const size_t column = TakeNumber(rest, ": found ");
  const std::vector<size_t> sizes = LineSizesOf(text);
  if (line < 1 || line > sizes.size() || column < 1 ||
      column > sizes[line - 1] + 1) {
    return "no place of the text: " + message;
  }
  constexpr std::string_view kAllowed = ", allowed: ";
  const size_t allowed = rest.find(kAllowed);
  if (allowed == 0 || allowed == std::string_view::npos ||
      allowed + kAllowed.size() == rest.size()) {
    return "not what was found and allowed: " + message;
  }
  if (message.find('\n') != std::string::npos) return "two lines: " + message;
  return std::nullopt;
}

Scenario WithoutLines(Scenario scenario) {
  for (Expectation& expectation : scenario.expects) expectation.line = 0;
  return scenario;
}

// The scenario of `text`, which says the same as `expected`.
std::optional<std::string> CheckSame(const char* what, std::string_view text,
                                     const Scenario& expected) {
  const auto again = ScenarioFromText(kFile, text);
  if (!again.ok()) {
    return absl::StrCat(what,
                        " is refused: ", std::string(again.status().message()),
                        "\n", std::string(text));
  }
  if (WithoutLines(*again) == WithoutLines(expected)) return std::nullopt;
  return absl::StrCat(what, " says something else:\n", std::string(text));
}

size_t PayloadBytesOf(const Scenario& scenario) {
  size_t bytes = 0;
  for (const Step& step : scenario.steps) {
    bytes += step.payload.size() * step.times;
  }
  return bytes;
}

std::optional<std::string> CheckBytes(const Scenario& scenario) {
  const Mode mode = scenario.cast == Cast::kPair ? Mode::kPair : Mode::kSolo;
  const std::string bytes = ScenarioToBytes(scenario);
  const Scenario read = ScenarioFromBytes(bytes, mode);
  if (ScenarioToBytes(read) != bytes) {
    return "its bytes are written otherwise when they are read";
  }
  // The format has no room for these, nor for more payload.
  Scenario kept = scenario;
  kept.keys.clear();
  kept.rfc.clear();
  kept.classes.clear();
  kept.needs.clear();
  kept.expects.clear();
  if (PayloadBytesOf(kept) > kEncodedPayloadBytesMax || read == kept) {
    return std::nullopt;
  }
  return "its bytes say something else:\n" + ScenarioToText(read);
}

std::optional<std::string> CheckScenario(std::string_view text,
                                         const Scenario& scenario) {
  const std::string printed = ScenarioToText(scenario);
  if (auto wrong = CheckSame("what is printed", printed, scenario)) {
    return wrong;
  }
  const auto formatted = FormatScenarioText(kFile, text);
  if (!formatted.ok()) return "fmt refuses a scenario";
  if (auto wrong = CheckSame("the canonical form", *formatted, scenario)) {
    return wrong;
  }
  const auto again = FormatScenarioText(kFile, *formatted);
  if (!again.ok() || *again != *formatted) {
    return "the canonical form has another:\n" + *formatted;
  }
  const auto of_print = FormatScenarioText(kFile, printed);
  if (!of_print.ok() || *of_print != printed) {
    return "what is printed is not canonical:\n" + printed;
  }
  return CheckBytes(scenario);
}

}  // namespace

std::string DecodeScenarioText(std::string_view bytes) {
  return LinesToText(kTarget, bytes);
}

absl::StatusOr<std::string> EncodeScenarioText(std::string_view file,
                                               std::string_view text) {
  return LinesFromText(kTarget, file, text);
}

std::optional<std::string> CheckScenarioText(std::string_view bytes) {
  const auto scenario = ScenarioFromText(kFile, bytes);
  if (!scenario.ok()) {
    const auto formatted = FormatScenarioText(kFile, bytes);
    if (formatted.ok() || formatted.status() != scenario.status()) {
      return "fmt finds another error than the parser";
    }
    return CheckError(bytes, scenario.status());
  }
  size_t expected_bytes = 0;
  for (const Expectation& expectation : scenario->expects) {
    if (expectation.payload.has_value()) {
      expected_bytes += expectation.payload->size();
    }
  }
  if (expected_bytes > kPrintedBytesMax) return std::nullopt;
  return CheckScenario(bytes, *scenario);
}

}  // namespace wsdrain
