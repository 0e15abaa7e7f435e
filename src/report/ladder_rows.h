// What a ladder says of each step, before it is laid out in columns.
#ifndef WSDRAIN_REPORT_LADDER_ROWS_H_
#define WSDRAIN_REPORT_LADDER_ROWS_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "report/trace.h"

namespace wsdrain {

// A line: what stands in the client's (or solo mode's only) lane, and in the
// server's.
struct LadderRow {
  std::array<std::string, 2> lanes;

  friend bool operator==(const LadderRow&, const LadderRow&) = default;
};

// The rows of each step, from 0; those of the fair phase are the last.
std::vector<std::vector<LadderRow>> RowsByStep(const Trace& trace, bool is_pair,
                                               size_t steps);

// Says once what is said again and again, and leaves out the middle of what is
// still too long.
std::vector<LadderRow> Folded(const std::vector<LadderRow>& rows);

}  // namespace wsdrain

#endif  // WSDRAIN_REPORT_LADDER_ROWS_H_
