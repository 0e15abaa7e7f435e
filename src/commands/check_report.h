// What `wsdrain check` says of a live peer: in words, in JSON, and for JUnit.
#ifndef WSDRAIN_COMMANDS_CHECK_REPORT_H_
#define WSDRAIN_COMMANDS_CHECK_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "check/property.h"
#include "commands/check_live.h"
#include "commands/findings.h"
#include "commands/json.h"
#include "commands/known.h"

namespace wsdrain {

// A checked peer, and what was found.
struct LiveReport {
  std::string peer;  // its URL, or where it was listened for
  std::string role;  // client, server or proxy
  std::vector<std::unique_ptr<LivePlay>> plays;
  std::vector<bool> is_known;     // by play: all that counts in it is known
  std::vector<FindingName> gone;  // known, and not found
  Level fail_on = Level::kMust;
  int64_t ms = 0;
  size_t connections = 0;  // side by side
  bool is_quick = false;

  size_t failed() const;  // plays with failures that count and are not known
  size_t not_played() const;
  bool is_ok() const { return failed() + gone.size() == 0; }
};

// The findings by property, the gravest first; each with the simplest scenario
// that shows it, or with all of them.
void PrintReport(const LiveReport& report, bool is_verbose, bool has_colour,
                 std::ostream& out);

Json ReportJson(const LiveReport& report);

// A test case for each scenario. Errors: Unavailable.
absl::Status WriteJunit(const LiveReport& report, const std::string& path);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHECK_REPORT_H_
