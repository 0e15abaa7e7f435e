// Known findings (--known FILE): they do not fail, but what is new does, and
// what is gone.
#ifndef WSDRAIN_COMMANDS_KNOWN_H_
#define WSDRAIN_COMMANDS_KNOWN_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "commands/findings.h"

namespace CLI {
class App;
}

namespace wsdrain {

struct KnownOptions {
  std::string path;  // empty: nothing is known
  bool is_written = false;
};

void AddKnownOptions(CLI::App& command, KnownOptions& options);

// Remembers what was played, and so what could have been found.
class KnownGate {
 public:
  // Errors: those of KnownFindings::FromJson and of reading the file; a file
  // that is to be written need not be there.
  static absl::StatusOr<KnownGate> Open(const KnownOptions& options);

  // Whether each failure of a run is known. With --write-known it is, from now
  // on.
  bool Knows(const PlayName& play, const std::vector<std::string>& properties);
  // What is known to break there; it counts as found again.
  std::set<std::string> PropertiesOf(const PlayName& play);
  // Known findings that were not found again: of what was played and, if all
  // there is was played, of scenarios that are gone.
  std::vector<FindingName> Vanished(bool is_full_set) const;
  // Writes the file anew if that is asked for. Errors: Unavailable.
  absl::Status Save(bool is_full_set);

 private:
  KnownOptions options_;
  KnownFindings known_;
  std::set<PlayName> played_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_KNOWN_H_
