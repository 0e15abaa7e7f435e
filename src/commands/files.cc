// Reads and finds files by the standard library.
#include "commands/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "commands/built_in_scenarios.h"

namespace wsdrain {
namespace {

namespace fs = std::filesystem;

absl::Status Refused(const std::string& path, std::string_view found,
                     std::string_view allowed) {
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": found ", std::string(found),
                   ", allowed: ", std::string(allowed)));
}

// The rest of a built-in path: a file, a folder, or nothing.
std::string_view FileOf(std::string_view path) {
  path.remove_prefix(std::min(kBuiltInFolder.size() + 1, path.size()));
  return path;
}

std::string PathOf(const BuiltInScenario& scenario) {
  return absl::StrCat(std::string(kBuiltInFolder), "/",
                      std::string(scenario.file));
}

absl::Status NotBuiltIn(const std::string& path, std::string_view found) {
  return Refused(path, found,
                 "built-in:, or a file or a folder that `wsdrain run` names");
}

absl::StatusOr<std::string> ReadBuiltIn(const std::string& path) {
  const std::string_view file = FileOf(path);
  for (const BuiltInScenario& scenario : BuiltInScenarios()) {
    if (scenario.file == file) return std::string(scenario.text);
  }
  return NotBuiltIn(path, "no scenario");
}

absl::Status ExpandBuiltIn(const std::string& path,
                           std::vector<std::string>& files) {
  const size_t before = files.size();
  const std::string folder = path.ends_with('/') ? path : path + "/";
  for (const BuiltInScenario& scenario : BuiltInScenarios()) {
    const std::string file = PathOf(scenario);
    if (file == path || file.starts_with(folder)) files.push_back(file);
  }
  if (files.size() > before) return absl::OkStatus();
  return NotBuiltIn(path, "nothing");
}

absl::Status ExpandFolder(const std::string& path, bool takes_all,
                          std::vector<std::string>& files) {
  std::error_code error;
  std::vector<std::string> found;
  fs::recursive_directory_iterator it(path, error);
  for (; !error && it != fs::recursive_directory_iterator();
       it.increment(error)) {
    if (!it->is_regular_file(error) || error) continue;
    const std::string file = it->path().string();
    if (takes_all || IsScenarioFile(file)) found.push_back(file);
  }
  if (error) {
    return Refused(path, error.message(), "a folder that can be read");
  }
  if (found.empty()) {
    return Refused(
        path, takes_all ? "an empty folder" : "no scenario",
        takes_all ? "a folder with inputs" : "a folder with .scn files");
  }
  std::sort(found.begin(), found.end());
  files.insert(files.end(), found.begin(), found.end());
  return absl::OkStatus();
}

}  // namespace

bool IsBuiltIn(std::string_view path) {
  return path == kBuiltInFolder ||
         (path.starts_with(kBuiltInFolder) &&
          path.substr(kBuiltInFolder.size()).starts_with('/'));
}

bool IsScenarioFile(std::string_view path) { return path.ends_with(".scn"); }

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  if (IsBuiltIn(path)) return ReadBuiltIn(path);
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return Refused(path, "a folder", "a file");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return Refused(path, std::strerror(errno), "a readable file");
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (file.bad()) return Refused(path, "a read error", "a readable file");
  return std::move(bytes).str();
}

absl::Status WriteFileOrOut(const std::string& path, std::string_view bytes,
                            std::ostream& out) {
  if (path.empty()) {
    out << bytes;
    return absl::OkStatus();
  }
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat(path, ": cannot be written: ", std::strerror(errno)));
}

absl::StatusOr<std::vector<std::string>> ExpandPaths(
    const std::vector<std::string>& paths, bool takes_all) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (IsBuiltIn(path)) {
      absl::Status expanded = ExpandBuiltIn(path, files);
      if (!expanded.ok()) return expanded;
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      return Refused(path, "nothing", "a file or a folder");
    }
    if (!fs::is_directory(status)) {
      files.push_back(path);
      continue;
    }
    absl::Status expanded = ExpandFolder(path, takes_all, files);
    if (!expanded.ok()) return expanded;
  }
  return files;
}

}  // namespace wsdrain
