// What is said of explorations: a line each, a JSON object each, and the sum.
#ifndef WSDRAIN_COMMANDS_EXPLORE_REPORT_H_
#define WSDRAIN_COMMANDS_EXPLORE_REPORT_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "closing/table.h"
#include "commands/explore_broken.h"
#include "commands/explore_plan.h"
#include "commands/json.h"
#include "explore/explorer.h"

namespace wsdrain {

// Rows of the table, by State * kEvents + Event.
using RowSet = std::bitset<kRows>;

// Those that can be reached and are not in `reached`: "kOpen x kEof".
std::vector<std::string> RowsMissed(const RowSet& reached);

struct ExploreRun {
  const PlannedSpace* planned = nullptr;
  std::string endpoint;
  std::set<std::string> known;  // properties that may be broken
  Exploration result;
  double seconds = 0;
  std::optional<RowSet> rows;       // reached; none: it has no table of ours
  std::optional<BrokenRun> broken;  // as result.broken

  const Space& space() const { return planned->space; }
  // It is broken, and not by what is known.
  bool HasFailed() const {
    return result.broken.has_value() &&
           !known.contains(result.broken->finding.property);
  }
};

// "input-cuts client"
std::string TitleOf(const Space& space);

// One line: what was found, how far it went, and how fast.
std::string RunLine(const ExploreRun& run, bool has_colour);
// More lines, for --verbose: the limits, and the rows that were missed.
std::string RunDetails(const ExploreRun& run);

// One of the `runs` of the explore document.
Json RunJson(const ExploreRun& run);

// Which limits the user gave: a run that stops at one of them has not failed.
struct UserLimits {
  bool has_states = false;
  bool has_memory = false;
  bool has_depth = false;

  bool Has(const std::string& limit) const;
};

// All runs together.
class ExploreTotal {
 public:
  // `asks_rows`: all rows that can be reached must have been.
  ExploreTotal(UserLimits limits, bool asks_rows)
      : limits_(limits), asks_rows_(asks_rows) {}

  void Add(const ExploreRun& run);

  // Everything closed off, nothing is broken, and no row is missing.
  bool is_ok() const;
  // The exit code is 1: something is broken or missing, or a run stopped that
  // nobody wanted to stop.
  bool has_failed() const;

  // Rows that no run has reached; empty if there is no table of ours.
  std::vector<std::string> rows_missed() const;
  // The last lines.
  std::string Summary() const;

 private:
  bool IsAnyRowOwed() const;

  UserLimits limits_;
  bool asks_rows_;
  size_t runs_ = 0;
  size_t broken_ = 0;
  size_t stopped_ = 0;
  size_t stopped_unasked_ = 0;
  uint64_t states_ = 0;
  uint64_t transitions_ = 0;
  double seconds_ = 0;
  std::optional<RowSet> rows_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_EXPLORE_REPORT_H_
