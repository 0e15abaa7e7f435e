// Findings by name: what a user knows already, and what two runs differ in.
#ifndef WSDRAIN_COMMANDS_FINDINGS_H_
#define WSDRAIN_COMMANDS_FINDINGS_H_

#include <array>
#include <compare>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "commands/json.h"

namespace wsdrain {

// A property that a scenario breaks, whoever plays it in whatever role.
struct FindingName {
  std::string endpoint;
  std::string role;  // client, server, pair or proxy
  std::string property;
  std::string scenario;

  friend auto operator<=>(const FindingName&, const FindingName&) = default;
};

// "wslay, client, NAME, in SCENARIO"
std::string FindingText(const FindingName& finding);

// Its four fields by name, as documents and files have them.
Json FindingJson(const FindingName& finding);

// A scenario as played: endpoint, role and name.
using PlayName = std::array<std::string, 3>;
PlayName PlayOf(const FindingName& finding);

// The file of --known: [{endpoint, role, property, scenario, reason}].
class KnownFindings {
 public:
  // Errors: InvalidArgument, "FILE: finding 3: found ..., allowed: ...".
  static absl::StatusOr<KnownFindings> FromJson(const std::string& file,
                                                std::string_view text);
  // With the findings in order, a line each.
  std::string ToJson() const;

  // Whether it is known; it has been seen from now on.
  bool Expects(const FindingName& finding);
  // The properties of all that a play is known to break; they have been seen.
  std::set<std::string> ExpectAllOf(const PlayName& play);
  // Adds it, with no reason yet, unless it is known.
  void Add(const FindingName& finding);
  // What was not seen and `was_played` says could have been.
  template <typename Predicate>
  std::vector<FindingName> Vanished(Predicate was_played) const {
    std::vector<FindingName> vanished;
    for (const auto& [finding, state] : findings_) {
      if (!state.is_seen && was_played(finding)) vanished.push_back(finding);
    }
    return vanished;
  }
  void Forget(const FindingName& finding) { findings_.erase(finding); }

 private:
  struct State {
    std::string reason;
    bool is_seen = false;
  };
  std::map<FindingName, State> findings_;
};

// What a `run` or `check` document says.
struct RunDocument {
  std::map<FindingName, Json> findings;  // with its verdict
  std::set<PlayName> plays;
};

// Errors: InvalidArgument, "FILE: found ..., allowed: ...".
absl::StatusOr<RunDocument> ReadRunDocument(const std::string& file,
                                            std::string_view text);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_FINDINGS_H_
