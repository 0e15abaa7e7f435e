// Says things in the words of the scenario language wherever it has them.
#include "report/words.h"

#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "frame/frame_writer.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr size_t kReasonShownMax = 200;

// The form that a length must have (5.2).
int MinimalBits(uint64_t length) {
  return length < 126 ? 7 : length < 65536 ? 16 : 64;
}

// `text` up to `bytes_max`, not cut inside a code point.
std::string_view Front(std::string_view text, size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  size_t n = bytes_max;
  while (n > bytes_max - 4 && (static_cast<uint8_t>(text[n]) & 0xC0) == 0x80) {
    --n;
  }
  return text.substr(0, n);
}

std::string Cut(const std::string& text, size_t columns_max) {
  if (text.size() <= columns_max) return text;
  return std::string(Front(text, columns_max - 3)) + "...";
}

std::string Place(const Verdict& verdict) {
  const std::string who(RoleName(verdict.role));
  return verdict.step.has_value() ? absl::StrCat(who, ", step ", *verdict.step)
                                  : absl::StrCat(who, ", at the end");
}

std::string SectionText(std::string_view section) {
  const char first = section.empty() ? ' ' : section.front();
  const char* book = first == 'D'                   ? "decision "
                     : first >= '0' && first <= '9' ? "RFC 6455 "
                                                    : "";
  return book + std::string(section);
}

// How much it counts. Our own endpoint is held to more than strangers are.
std::string KindOf(const Verdict& verdict) {
  if (verdict.result != Result::kBroken) return "always counts";
  std::string level(LevelName(verdict.level));
  const Level strangers = verdict.property->level;
  if (strangers == verdict.level) return level;
  return absl::StrCat(level, " for ours, ", std::string(LevelName(strangers)),
                      " for others");
}

}  // namespace

std::string FrameToText(const WireFrame& frame, Role sender) {
  Step step;
  step.verb = Verb::kRemoteFrame;
  step.opcode = frame.opcode;
  step.is_final = frame.fin;
  step.rsv = frame.rsv;
  if (frame.is_masked != (sender == Role::kClient)) {
    step.mask = frame.is_masked ? MaskForm::kWrong : MaskForm::kNone;
  }
  if (frame.length_bits != MinimalBits(frame.declared_bytes)) {
    step.length = static_cast<LengthForm>(frame.length_bits);
  }
  const bool is_cut =
      !frame.IsControl() && frame.payload.size() > kShownBytesMax + 8;
  step.payload.unit =
      is_cut ? Front(frame.payload, kShownBytesMax) : frame.payload;
  std::string text = StepToText(step, Cast::kClient).substr(7);  // "remote "
  if (is_cut) absl::StrAppend(&text, " ... ", frame.payload.size(), " bytes");
  return text;
}

std::string PayloadToText(std::string_view what, std::string_view payload) {
  std::string text(what);
  if (payload.empty()) return text;
  if (payload.size() <= kShownBytesMax + 8) {
    return absl::StrCat(text, " ", QuoteBytes(payload));
  }
  return absl::StrCat(text, " ", QuoteBytes(Front(payload, kShownBytesMax)),
                      " ... ", payload.size(), " bytes");
}

std::string ClosedToText(const ClosedReport& closed) {
  std::string text = closed.is_clean ? "closed clean" : "closed unclean";
  if (closed.code.has_value()) absl::StrAppend(&text, " ", *closed.code);
  if (!closed.reason.empty()) {
    absl::StrAppend(&text, " ",
                    Cut(QuoteBytes(closed.reason), kReasonShownMax));
  }
  return text;
}

std::string ShortStepText(const Step& step, Cast cast, size_t columns_max) {
  return Cut(StepToText(step, cast), columns_max);
}

std::string VerdictToLine(const Verdict& verdict) {
  return absl::StrCat(std::string(ResultName(verdict.result)), " ",
                      std::string(verdict.property->name), " [",
                      std::string(verdict.property->section), ", ",
                      KindOf(verdict), "] ", Place(verdict));
}

std::string VerdictToText(const Verdict& verdict, bool has_colour) {
  const Property& property = *verdict.property;
  std::string text =
      Coloured(Colour::kRed,
               absl::StrCat(std::string(ResultName(verdict.result)), ": ",
                            std::string(property.name)),
               has_colour);
  absl::StrAppend(&text, " (", Place(verdict), ")\n");
  absl::StrAppend(&text, "  rule      ", SectionText(property.section), ", ",
                  KindOf(verdict), ": ", std::string(property.rule), "\n");
  if (!verdict.expected.empty()) {
    absl::StrAppend(&text, "  expected  ", verdict.expected, "\n");
  }
  if (!verdict.actual.empty()) {
    absl::StrAppend(&text, "  actual    ", verdict.actual, "\n");
  }
  return text;
}

bool WantsColour(int file_descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(file_descriptor) == 1 &&
         (no_colour == nullptr || *no_colour == '\0') &&
         !(terminal != nullptr && std::string_view(terminal) == "dumb");
}

std::string Coloured(Colour colour, const std::string& text, bool has_colour) {
  if (!has_colour) return text;
  const char* code = colour == Colour::kRed     ? "31"
                     : colour == Colour::kGreen ? "32"
                     : colour == Colour::kBold  ? "1"
                                                : "2";
  return absl::StrCat("\x1b[", code, "m", text, "\x1b[0m");
}

}  // namespace wsdrain
