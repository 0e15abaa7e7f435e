// Runs the explorations of a plan one by one, and says what each found.
#ifndef WSDRAIN_COMMANDS_EXPLORE_RUNS_H_
#define WSDRAIN_COMMANDS_EXPLORE_RUNS_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "check/check.h"
#include "check/property.h"
#include "commands/explore_plan.h"
#include "commands/explore_report.h"
#include "commands/json.h"
#include "commands/known.h"
#include "commands/players.h"
#include "commands/session.h"

namespace wsdrain {

struct ExploreCommandOptions {
  ExploreSelection selection;
  Level fail_on = Level::kMust;
  KnownOptions known;
  std::string out;     // a folder for counterexamples; empty: none
  size_t threads = 0;  // 0: one a core
  size_t depth = 0;    // 0, here and below: not given
  uint64_t states = 0;
  uint64_t memory_mb = 0;  // of 2^20 bytes
  bool is_json = false;
  bool is_verbose = false;

  // The whole list without limits: what must reach every row of the table.
  bool IsWhole() const {
    return selection.only.empty() && selection.role.empty() &&
           selection.shard.empty() && depth + states + memory_mb == 0;
  }
};

class ExploreRuns {
 public:
  // `options` and `session` outlive this.
  ExploreRuns(const ExploreCommandOptions& options, const Pairing& pairing,
              KnownGate known, Session& session);

  void Run(const PlannedSpace& planned);
  // Prints what is to be said of all, and leaves the exit code.
  void Finish();

 private:
  ExploreRun Explored(const PlannedSpace& planned,
                      const std::set<std::string>& known);
  void ExploreSpace(const Players& players, const PropertySet& properties,
                    ExploreRun& run);
  void Print(const ExploreRun& run, const Players& players);
  void Write(const PlannedSpace& planned, const BrokenRun& broken);

  const ExploreCommandOptions& options_;
  const Pairing pairing_;
  Session& session_;
  KnownGate known_;
  const std::vector<const Property*> properties_;
  ExploreTotal total_;
  Json runs_ = Json::array();
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_EXPLORE_RUNS_H_
