// The runs of a live check that are due: each scenario to both endings and, if
// it shows a failure, once more.
#ifndef WSDRAIN_COMMANDS_RUN_QUEUE_H_
#define WSDRAIN_COMMANDS_RUN_QUEUE_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace wsdrain {

// A run by its number, from 0 on.
struct LiveRun {
  static constexpr size_t kPerScenario = 4;
  static constexpr size_t kPerAttempt = 2;

  size_t number;
  size_t scenario() const { return number / kPerScenario; }
  size_t attempt() const { return number % kPerScenario / kPerAttempt; }
  size_t ending() const { return number % kPerAttempt; }

  static LiveRun Of(size_t scenario, size_t attempt, size_t ending) {
    return {scenario * kPerScenario + attempt * kPerAttempt + ending};
  }
};

// For several threads.
class RunQueue {
 public:
  void Add(LiveRun run) {
    const std::scoped_lock lock(mutex_);
    due_.push_back(run);
    changed_.notify_one();
  }
  // Waits as long as a run that goes on may add one; none: all is done.
  std::optional<LiveRun> Take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !due_.empty() || going_on_ == 0; });
    if (due_.empty()) return std::nullopt;
    const LiveRun run = due_.front();
    due_.pop_front();
    ++going_on_;
    return run;
  }
  void Done() {
    const std::scoped_lock lock(mutex_);
    --going_on_;
    changed_.notify_all();
  }
  void Clear() {
    const std::scoped_lock lock(mutex_);
    due_.clear();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<LiveRun> due_;
  size_t going_on_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_RUN_QUEUE_H_
