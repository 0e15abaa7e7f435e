// Frames, calls and verdicts in short words, for people.
#ifndef WSDRAIN_REPORT_WORDS_H_
#define WSDRAIN_REPORT_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "check/verdict.h"
#include "frame/role.h"
#include "scenario/endpoint.h"
#include "scenario/scenario.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// Payload bytes that are shown of a long one.
inline constexpr size_t kShownBytesMax = 40;

// A frame as the scenario language has it: `text "hi" fin=0`. What is legal
// and canonical for the role that sent it is left out; long payloads are cut.
std::string FrameToText(const WireFrame& frame, Role sender);

// `text "hi"`, likewise cut.
std::string PayloadToText(std::string_view what, std::string_view payload);

// `closed clean 1000 "bye"`.
std::string ClosedToText(const ClosedReport& closed);

// A step's line, cut to `columns_max`.
std::string ShortStepText(const Step& step, Cast cast, size_t columns_max);

// The verdict in four lines: what, where, the rule and its section, expected
// and actual.
std::string VerdictToText(const Verdict& verdict, bool has_colour);

// The same in one line, without the rule.
std::string VerdictToLine(const Verdict& verdict);

// Colours are wanted on this file descriptor: a terminal, and no NO_COLOR.
bool WantsColour(int file_descriptor);

enum class Colour { kRed, kGreen, kBold, kDim };
std::string Coloured(Colour colour, const std::string& text, bool has_colour);

}  // namespace wsdrain

#endif  // WSDRAIN_REPORT_WORDS_H_
