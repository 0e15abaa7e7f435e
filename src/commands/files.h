// Files and folders, with errors that can be shown to people.
#ifndef WSDRAIN_COMMANDS_FILES_H_
#define WSDRAIN_COMMANDS_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace wsdrain {

// The folder of the scenarios that are compiled in: a path that begins with it
// is found there, as "built-in:/draining/late.scn". To be read only.
inline constexpr std::string_view kBuiltInFolder = "built-in:";

bool IsBuiltIn(std::string_view path);

// Errors: InvalidArgument "FILE: found ..., allowed: ...".
absl::StatusOr<std::string> ReadFile(const std::string& path);

// `path` empty: the standard output. Errors: Unavailable.
absl::Status WriteFileOrOut(const std::string& path, std::string_view bytes,
                            std::ostream& out);

// A file stands for itself, a folder for the files under it (sorted): those
// that end in .scn, or all if `takes_all`. Errors: InvalidArgument if there is
// nothing of that name, or nothing to take in a folder.
absl::StatusOr<std::vector<std::string>> ExpandPaths(
    const std::vector<std::string>& paths, bool takes_all);

bool IsScenarioFile(std::string_view path);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_FILES_H_
