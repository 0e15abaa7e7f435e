// Where live clients come to be tested: which of them plays what.
//
// A client asks for `/runCase?case=N`, as those of the Autobahn test suite do,
// for `/getCaseCount`, or for `/updateReports`, which ends it. One that asks
// for anything else plays the next case that nobody has played.
#ifndef WSDRAIN_COMMANDS_RECEPTION_H_
#define WSDRAIN_COMMANDS_RECEPTION_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "endpoints/tcp/tcp_endpoint.h"
#include "live/acceptor.h"
#include "live/time_limit.h"

namespace wsdrain {

class Reception {
 public:
  // Cases are numbered from 1 to `cases`.
  Reception(Acceptor acceptor, size_t cases, int64_t opening_ms);
  ~Reception();
  Reception(const Reception&) = delete;
  Reception& operator=(const Reception&) = delete;

  // "ws://127.0.0.1:9001"
  std::string url() const { return "ws://" + authority_; }
  std::string CaseUrl(size_t number, const std::string& agent) const;

  // The client of that case. Errors: Unavailable, if it does not come before
  // `limit`.
  absl::StatusOr<TcpConnection> WaitForClient(size_t number,
                                              const TimeLimit& limit);
  // A case for which a client has come; none: it has said that it is done, all
  // cases were given out, or none has come for `idle_ms` since the last, or for
  // `first_ms` at all.
  std::optional<size_t> WaitForCase(int64_t first_ms, int64_t idle_ms);

 private:
  void Accept();
  void Receive(Stream stream);
  void Arrive(size_t number, TcpConnection connection);
  // The number that the target asks for; none: any will do.
  std::optional<size_t> NextNumber();

  Acceptor acceptor_;
  std::string authority_;
  size_t cases_;
  int64_t opening_ms_;
  std::mutex mutex_;
  std::condition_variable has_come_;
  std::map<size_t, TcpConnection> waiting_;  // guarded, as what follows
  std::deque<size_t> arrived_;
  std::set<size_t> given_out_;
  // When the last has come; at first: since when one is waited for.
  std::chrono::steady_clock::time_point last_;
  bool is_done_ = false;
  size_t receiving_ = 0;  // threads
  std::atomic<bool> is_closed_ = false;
  std::thread accepting_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_RECEPTION_H_
