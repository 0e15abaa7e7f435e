// Counts findings and lays them out as a table.
#include "commands/matrix.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <string_view>

#include "commands/players.h"

namespace wsdrain {
namespace {

constexpr std::array<const char*, kFindingKinds> kSumWords = {
    "crashed", "stalled", "must broken", "should broken (non-strict)",
    "notes (policy, D1-D38)"};
constexpr int kSectionWidth = 9;
constexpr int kKindWidth = 8;
constexpr int kNameWidth = 42;

// The first of the sections that a property names.
std::string FirstSection(std::string_view sections) {
  return std::string(sections.substr(0, sections.find(',')));
}

}  // namespace

void Matrix::Add(const Play& play) {
  const std::string column = EndpointText(play.casting);
  if (std::find(columns_.begin(), columns_.end(), column) == columns_.end()) {
    columns_.push_back(column);
  }
  ++plays_[column];
  for (const Verdict& verdict : play.report.verdicts) {
    if (!IsFailure(verdict.result)) continue;
    const Property& property = *verdict.property;
    const FindingKind kind = FindingKindOf(verdict);
    ++rows_[{FirstSection(property.section), kind, std::string(property.name)}]
           [column];
    ++sums_[static_cast<size_t>(kind)][column];
  }
}

void Matrix::PrintRow(std::ostream& out, const std::array<std::string, 3>& head,
                      const Counts& counts) const {
  out << std::left << std::setw(kSectionWidth) << head[0]
      << std::setw(kKindWidth) << head[1] << std::setw(kNameWidth) << head[2]
      << std::right;
  for (const std::string& column : columns_) {
    const auto count = counts.find(column);
    out << "  "
        << std::setw(static_cast<int>(std::max<size_t>(column.size(), 4)));
    if (count == counts.end()) {
      out << ".";
    } else {
      out << count->second;
    }
  }
  out << "\n";
}

void Matrix::Print(std::ostream& out) const {
  out << std::left << std::setw(kSectionWidth) << "section"
      << std::setw(kKindWidth) << "level" << std::setw(kNameWidth)
      << "broken in so many runs" << std::right;
  for (const std::string& column : columns_)
    out << "  " << std::setw(4) << column;
  out << "\n";
  for (const auto& [row, counts] : rows_) {
    const auto& [section, kind, name] = row;
    PrintRow(out, {section, kFindingKindWords[static_cast<size_t>(kind)], name},
             counts);
  }
  out << "\n";
  for (size_t kind = 0; kind < kFindingKinds; ++kind) {
    PrintRow(out, {"", "", kSumWords[kind]}, sums_[kind]);
  }
  PrintRow(out, {"", "", "runs"}, plays_);
}

}  // namespace wsdrain
