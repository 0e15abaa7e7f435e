// One line on a terminal that says how far an exploration has come.
#ifndef WSDRAIN_COMMANDS_EXPLORE_PROGRESS_H_
#define WSDRAIN_COMMANDS_EXPLORE_PROGRESS_H_

#include <chrono>
#include <string>

#include "commands/session.h"
#include "explore/explorer.h"

namespace wsdrain {

// Writes over its own line on `session.err`, a few times a second, and erases
// it when it goes. Silent if that is no terminal. It is its clock, too.
class ExploreProgressLine {
 public:
  ExploreProgressLine(std::string title, Session& session);
  ~ExploreProgressLine();
  ExploreProgressLine(const ExploreProgressLine&) = delete;
  ExploreProgressLine& operator=(const ExploreProgressLine&) = delete;

  void Show(const ExploreProgress& progress);
  double seconds() const;  // since it was made

 private:
  using Clock = std::chrono::steady_clock;

  const std::string title_;
  Session& session_;
  const Clock::time_point began_;
  Clock::time_point shown_;
  bool is_shown_ = false;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_EXPLORE_PROGRESS_H_
