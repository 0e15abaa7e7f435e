// Redraws one line, no more often than an eye can follow.
#include "commands/explore_progress.h"

#include <ostream>
#include <utility>

#include "commands/figures.h"

namespace wsdrain {
namespace {

constexpr std::chrono::milliseconds kRedrawAfter{200};
constexpr const char* kEraseLine = "\r\x1b[K";

}  // namespace

ExploreProgressLine::ExploreProgressLine(std::string title, Session& session)
    : title_(std::move(title)), session_(session), began_(Clock::now()) {}

ExploreProgressLine::~ExploreProgressLine() {
  if (is_shown_) session_.err << kEraseLine << std::flush;
}

void ExploreProgressLine::Show(const ExploreProgress& progress) {
  if (!session_.has_progress) return;
  const Clock::time_point now = Clock::now();
  if (is_shown_ && now - shown_ < kRedrawAfter) return;
  shown_ = now;
  is_shown_ = true;
  session_.err << kEraseLine << title_ << ": "
               << CountText(progress.states, "state") << ", "
               << RateText(progress.transitions, seconds()) << ", frontier "
               << CountText(progress.frontier) << ", depth " << progress.depth
               << ", " << BytesText(progress.memory_bytes) << std::flush;
}

double ExploreProgressLine::seconds() const {
  return std::chrono::duration<double>(Clock::now() - began_).count();
}

}  // namespace wsdrain
