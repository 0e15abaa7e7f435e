// Lays a run out in columns: step, client's lane, server's lane.
#include "report/ladder.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "report/ladder_rows.h"
#include "report/words.h"

namespace wsdrain {
namespace {

constexpr size_t kStepColumnsMin = 16;
constexpr size_t kStepColumnsMax = 44;
constexpr size_t kStepTextMax = 72;
constexpr size_t kLaneColumnsMin = 20;
constexpr size_t kLaneColumnsMax = 48;
constexpr std::string_view kGap = "  ";

// UTF-8 that is one column a code point.
size_t Columns(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
}

std::string Padded(std::string text, size_t columns) {
  const size_t used = Columns(text);
  if (used < columns) text.append(columns - used, ' ');
  return text;
}

// A block of the ladder: a step and what came of it.
struct Block {
  std::string number;  // or empty: the end
  std::string words;
  bool is_marked = false;
  std::vector<LadderRow> rows;
};

class Printer {
 public:
  Printer(bool is_pair, Role role, bool has_colour)
      : is_pair_(is_pair), role_(role), has_colour_(has_colour) {}

  std::string Print(const std::vector<Block>& blocks) {
    Measure(blocks);
    PrintHead();
    for (const Block& block : blocks) PrintBlock(block);
    return std::move(out_);
  }

 private:
  void Measure(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      number_columns_ = std::max(number_columns_, block.number.size());
      const size_t columns = Columns(block.words);
      if (columns <= kStepColumnsMax) {
        step_columns_ = std::max(step_columns_, columns);
      }
      for (const LadderRow& row : block.rows) {
        const size_t lane = Columns(row.lanes[0]);
        if (lane <= kLaneColumnsMax) {
          lane_columns_ = std::max(lane_columns_, lane);
        }
      }
    }
  }

  void PrintLine(const std::string& gutter, const std::string& step,
                 const LadderRow& row) {
    std::string line = absl::StrCat(gutter, Padded(step, step_columns_),
                                    std::string(kGap), row.lanes[0]);
    if (!row.lanes[1].empty()) {
      line = absl::StrCat(
          gutter, Padded(step, step_columns_), std::string(kGap),
          Padded(row.lanes[0], lane_columns_), std::string(kGap), row.lanes[1]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out_ += line + "\n";
  }

  void PrintHead() {
    LadderRow head;
    head.lanes[0] = is_pair_ ? "client" : std::string(RoleName(role_));
    if (is_pair_) head.lanes[1] = "server";
    PrintLine(Padded("", number_columns_ + 4), "step", head);
  }

  void PrintBlock(const Block& block) {
    const std::string blank = Padded("", number_columns_ + 4);
    std::string number = block.number;
    number.insert(0, number_columns_ - number.size(), ' ');
    std::string gutter =
        absl::StrCat(block.is_marked ? "> " : "  ", number, std::string(kGap));
    if (block.is_marked) gutter = Coloured(Colour::kRed, gutter, has_colour_);
    const bool is_long = Columns(block.words) > step_columns_;
    if (is_long || block.rows.empty()) {
      PrintLine(gutter, block.words, {});
    }
    for (size_t i = 0; i < block.rows.size(); ++i) {
      const bool is_first = i == 0 && !is_long;
      PrintLine(is_first ? gutter : blank, is_first ? block.words : "",
                block.rows[i]);
    }
  }

  bool is_pair_;
  Role role_;
  bool has_colour_;
  size_t number_columns_ = 1;
  size_t step_columns_ = kStepColumnsMin;
  size_t lane_columns_ = kLaneColumnsMin;
  std::string out_;
};

std::string EndWords(bool is_pair, Ending ending) {
  if (is_pair) return "end: nothing more is called";
  return ending == Ending::kSilent ? "end: the remote stays silent"
                                   : "end: the remote sends Close, EOF";
}

}  // namespace

std::string Ladder(const Scenario& scenario, const Trace& trace,
                   const LadderOptions& options) {
  const bool is_pair = scenario.cast == Cast::kPair;
  const size_t steps = scenario.steps.size();
  const auto rows = RowsByStep(trace, is_pair, steps);
  const auto is_marked = [&options](size_t number) {
    return std::count(options.marked_steps.begin(), options.marked_steps.end(),
                      number) > 0;
  };
  std::vector<Block> blocks;
  for (size_t i = 0; i < steps; ++i) {
    blocks.push_back(
        {.number = std::to_string(i + 1),
         .words = ShortStepText(scenario.steps[i], scenario.cast, kStepTextMax),
         .is_marked = is_marked(i + 1),
         .rows = Folded(rows[i])});
  }
  if (!rows[steps].empty() || is_marked(0)) {
    blocks.push_back({.number = "",
                      .words = EndWords(is_pair, options.ending),
                      .is_marked = is_marked(0),
                      .rows = Folded(rows[steps])});
  }
  const Role role = trace.has(Role::kClient) ? Role::kClient : Role::kServer;
  return Printer(is_pair, role, options.has_colour).Print(blocks);
}

}  // namespace wsdrain
