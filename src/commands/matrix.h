// What several endpoints break, side by side, by section and level.
#ifndef WSDRAIN_COMMANDS_MATRIX_H_
#define WSDRAIN_COMMANDS_MATRIX_H_

#include <array>
#include <cstddef>
#include <iosfwd>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "commands/finding_kind.h"
#include "commands/play.h"

namespace wsdrain {

class Matrix {
 public:
  void Add(const Play& play);
  // A row for each property that anybody breaks, with the number of runs; then
  // the sum of each kind.
  void Print(std::ostream& out) const;

 private:
  using Counts = std::map<std::string, size_t>;  // by column
  using Row = std::tuple<std::string, FindingKind, std::string>;

  void PrintRow(std::ostream& out, const std::array<std::string, 3>& head,
                const Counts& counts) const;

  std::vector<std::string> columns_;  // endpoints, as they came
  std::map<Row, Counts> rows_;        // by section, kind and property
  std::array<Counts, kFindingKinds> sums_;
  Counts plays_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_MATRIX_H_
