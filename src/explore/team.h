// Threads that share out numbered jobs among them.
#ifndef WSDRAIN_EXPLORE_TEAM_H_
#define WSDRAIN_EXPLORE_TEAM_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace wsdrain {

class Team {
 public:
  using Job = std::function<void(size_t worker, size_t job)>;

  // The caller is worker 0; `workers` - 1 threads are started.
  explicit Team(size_t workers);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  size_t workers() const { return threads_.size() + 1; }

  // Does the jobs 0 to `jobs` - 1, each once, and returns when all are done.
  // Which worker does which is left to chance.
  void Run(size_t jobs, const Job& job);

 private:
  void Serve(size_t worker);
  void TakeJobs(size_t worker, size_t jobs, const Job& job);

  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t round_ = 0;  // of Run; the four are guarded by mutex_
  size_t busy_ = 0;
  size_t jobs_ = 0;
  const Job* job_ = nullptr;  // null: time to leave
  std::atomic<size_t> next_job_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_TEAM_H_
