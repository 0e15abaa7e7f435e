// Quotes the lines of a text, and takes them out of their quotes.
#include "engines/fuzzing/text_lines.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "scenario/scenario_text.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/scenario_text_payload.h"
#include "scenario/step.h"

namespace wsdrain {
namespace {

constexpr size_t kPartBytesMax = 1 << 16;

void ParseHead(LineCursor& cursor, std::string_view target) {
  if (!cursor.Try(target) || !cursor.Try("1") || !cursor.TryEnd()) {
    cursor.Fail();
  }
}

// Appends what the line says to `bytes`.
void ParseLine(LineCursor& cursor, std::string& bytes) {
  const bool has_newline = cursor.Try("line");
  if (!has_newline && !cursor.Try("rest")) return cursor.Fail();
  Payload payload;
  if (!TryPayload(cursor, kStepPayloadBytesMax, payload) || !cursor.TryEnd()) {
    return cursor.Fail();
  }
  bytes += payload.Bytes();
  if (has_newline) bytes += '\n';
}

bool IsBlank(std::string_view line) {
  const std::string_view words = TrimmedLeft(TrimmedRight(line));
  return words.empty() || words.front() == '#';
}

}  // namespace

std::string LinesToText(std::string_view target, std::string_view bytes) {
  std::string text = std::string(target) + " 1\n";
  while (!bytes.empty()) {
    const size_t newline = bytes.find('\n');
    const bool is_line = newline <= kPartBytesMax;
    const std::string_view part =
        bytes.substr(0, is_line ? newline : kPartBytesMax);
    text += is_line ? "line " : "rest ";
    text += QuoteBytes(part) + "\n";
    bytes.remove_prefix(part.size() + (is_line ? 1 : 0));
  }
  return text;
}

absl::StatusOr<std::string> LinesFromText(std::string_view target,
                                          std::string_view file,
                                          std::string_view text) {
  std::string bytes;
  bool has_begun = false;
  for (size_t number = 1; !text.empty() || !has_begun; ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (IsBlank(line) && !text.empty()) continue;
    if (IsBlank(line) && has_begun) continue;
    LineCursor cursor(line);
    has_begun ? ParseLine(cursor, bytes) : ParseHead(cursor, target);
    has_begun = true;
    if (cursor.failed()) {
      return absl::InvalidArgumentError(
          absl::StrCat(std::string(file), ":", cursor.Error(number)));
    }
  }
  return bytes;
}

}  // namespace wsdrain
