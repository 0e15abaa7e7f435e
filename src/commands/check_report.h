// What `wsdrain check` says of a live peer: in words, in JSON, and for JUnit.
#ifndef WSDRAIN_COMMANDS_CHECK_REPORT_H_
#define WSDRAIN_COMMANDS_CHECK_REPORT_H_

#include <iosfwd>
#include <string>

#include "absl/status/status.h"
#include "commands/json.h"
#include "commands/live_report.h"

namespace wsdrain {

// The findings by property, the gravest first; each with the simplest scenario
// that shows it, or with all of them.
void PrintReport(const LiveReport& report, bool is_verbose, bool has_colour,
                 std::ostream& out);

Json ReportJson(const LiveReport& report);

// A test case for each scenario. Errors: Unavailable.
absl::Status WriteJunit(const LiveReport& report, const std::string& path);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_CHECK_REPORT_H_
