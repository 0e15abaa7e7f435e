// What was found of a live peer, before it is put into words.
#ifndef WSDRAIN_COMMANDS_LIVE_REPORT_H_
#define WSDRAIN_COMMANDS_LIVE_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/property.h"
#include "commands/check_live.h"
#include "commands/findings.h"
#include "report/trace.h"

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
  bool is_quick = false;

  size_t failed() const;  // plays with failures that count and are not known
  size_t not_played() const;
  bool is_ok() const { return failed() + gone.size() == 0; }
};

// All that the peer was given to read.
std::string BytesGiven(const Trace& trace);

// Properties by name: all, and those that some scenario reached.
struct ReachedProperties {
  std::set<std::string_view> all;
  std::set<std::string_view> reached;
};
ReachedProperties ReachedIn(const LiveReport& report);

// Why --trigger has not made it close, and where; empty: it has.
std::string TriggerError(const LiveReport& report);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_LIVE_REPORT_H_
