// Threads that wait for a round of jobs, and take the next until none is left.
#include "explore/team.h"

namespace wsdrain {

Team::Team(size_t workers) {
  for (size_t worker = 1; worker < workers; ++worker) {
    threads_.emplace_back([this, worker] { Serve(worker); });
  }
}

Team::~Team() {
  {
    const std::lock_guard lock(mutex_);
    job_ = nullptr;
    ++round_;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Team::Run(size_t jobs, const Job& job) {
  next_job_ = 0;
  if (jobs <= 1 || threads_.empty()) return TakeJobs(0, jobs, job);
  {
    const std::lock_guard lock(mutex_);
    jobs_ = jobs;
    job_ = &job;
    busy_ = threads_.size();
    ++round_;
  }
  changed_.notify_all();
  TakeJobs(0, jobs, job);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return busy_ == 0; });
}

void Team::Serve(size_t worker) {
  for (uint64_t round = 1;; ++round) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this, round] { return round_ >= round; });
    if (job_ == nullptr) return;
    const Job& job = *job_;
    const size_t jobs = jobs_;
    lock.unlock();
    TakeJobs(worker, jobs, job);
    lock.lock();
    --busy_;
    const bool is_last = busy_ == 0;
    lock.unlock();
    if (is_last) changed_.notify_all();
  }
}

void Team::TakeJobs(size_t worker, size_t jobs, const Job& job) {
  for (;;) {
    const size_t next = next_job_.fetch_add(1, std::memory_order_relaxed);
    if (next >= jobs) return;
    job(worker, next);
  }
}

}  // namespace wsdrain
