// Reads --trigger, and does beside the connection what it says.
#include "commands/trigger.h"

#include <sys/wait.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "commands/number.h"
#include "live/http_request.h"
#include "live/time_limit.h"

namespace wsdrain {
namespace {

constexpr const char* kAllowed =
    "message:TEXT, http:METHOD:URL, exec:CMD, idle:MS or violation";
constexpr int64_t kHttpMs = 10'000;

absl::Status Unreadable(const std::string& text) {
  return absl::InvalidArgumentError(
      absl::StrCat("--trigger: found ", text, ", allowed: ", kAllowed));
}

absl::Status Execute(const std::string& command) {
  const int status = std::system(command.c_str());
  if (status == 0) return absl::OkStatus();
  if (WIFEXITED(status)) {
    return absl::UnavailableError(
        absl::StrCat("`", command, "` ended with ", WEXITSTATUS(status)));
  }
  return absl::UnavailableError(absl::StrCat("`", command, "` has failed"));
}

}  // namespace

absl::StatusOr<TriggerChoice> ParseTrigger(const std::string& text) {
  TriggerChoice choice;
  if (text == "violation") return choice;
  choice.is_violation = false;
  const size_t colon = text.find(':');
  if (colon == std::string::npos) return Unreadable(text);
  const std::string kind = text.substr(0, colon);
  const std::string what = text.substr(colon + 1);
  if (kind == "message") {
    choice.trigger.message = what;
    return choice;
  }
  if (kind == "exec" && !what.empty()) {
    choice.is_for_all = true;
    choice.trigger.call = [what] { return Execute(what); };
    return choice;
  }
  if (kind == "idle") {
    choice.trigger.wait_ms = ParseNumber<int64_t>(what);
    if (choice.trigger.wait_ms.value_or(0) <= 0) return Unreadable(text);
    choice.trigger.call = [] { return absl::OkStatus(); };
    return choice;
  }
  const size_t second = what.find(':');
  if (kind != "http" || second == std::string::npos) return Unreadable(text);
  const std::string method = what.substr(0, second);
  const auto url = ParseHttpUrl(what.substr(second + 1));
  if (!url.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--trigger: ", std::string(url.status().message())));
  }
  choice.is_for_all = true;
  choice.trigger.call = [method, url = *url] {
    return RequestHttp(method, url, TimeLimit(kHttpMs));
  };
  return choice;
}

}  // namespace wsdrain
