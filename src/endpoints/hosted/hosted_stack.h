// Hosts a stack that has threads of its own: a TCP connection, in real time.
//
// Derive your adapter from this, run your stack on stack_socket(), and pass on
// what it tells its application by the Tell functions, from any thread;
// docs/add-an-endpoint.md has an example. What is left for you is StartClose,
// and whatever else your stack can do. Such an endpoint cannot be explored, and
// says in its Capabilities that has_virtual_time is false.
#ifndef WSDRAIN_ENDPOINTS_HOSTED_HOSTED_STACK_H_
#define WSDRAIN_ENDPOINTS_HOSTED_HOSTED_STACK_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "scenario/endpoint.h"

namespace wsdrain {

// The stack reads and writes one end of a loopback connection; this is the
// other. After whatever happens it waits until nothing more does: nothing is
// told or written for kQuietMs, and all input was read or kStuckMs have passed.
// What the stack has written waits in the socket until the wire takes it: the
// end that it tells of comes after that. If time passes while it waits, an end
// that is not clean comes first, and the rest is lost.
class HostedStack : public Endpoint {
 public:
  static constexpr int kQuietMs = 5;
  static constexpr int kStuckMs = 100;

  // Errors: std::system_error, if the system has no sockets left.
  explicit HostedStack(EndpointObserver& observer);
  ~HostedStack() override;
  HostedStack(const HostedStack&) = delete;
  HostedStack& operator=(const HostedStack&) = delete;

  size_t Receive(std::string_view bytes) final;
  void ReceiveEof() final;
  void ReceiveReset() final;
  size_t OutputBytes() const final;
  void CopyOutput(size_t bytes_max, std::string& out) const final;
  void OutputAccepted(size_t bytes) final;
  Tcp tcp() const final;
  void Elapse(int64_t ms) final;
  size_t RunUntilIdle(size_t turns_max) final;

 protected:
  // Blocking, and connected. The stack closes it.
  int stack_socket() const { return stack_socket_; }

  // For the stack's threads. What the application is told comes to it when the
  // host waits, in that order.
  void TellMessage(bool is_text, std::string payload);
  void TellPing(std::string payload);
  void TellPong(std::string payload);
  // The end, as the stack sees it. Its socket is closed, or soon will be.
  void TellClosed(ClosedReport closed);

 private:
  enum class Kind { kOther, kCleanEnd, kOtherEnd };
  struct Event {
    Kind kind;
    std::function<void(EndpointObserver&)> pass_on;
  };

  void Tell(Event event);
  bool PassOnEvents();
  bool PassOnTheEnd(bool has_time_passed);
  std::optional<Event> TakeEventIf(const std::function<bool(Kind)>& is_due);
  void WaitUntilQuiet(bool has_time_passed = false);
  size_t UnreadByTheStack();
  void CloseWithReset();

  EndpointObserver& observer_;
  int socket_ = -1;
  int stack_socket_ = -1;
  std::mutex mutex_;
  std::deque<Event> events_;      // guarded by mutex_
  bool is_stack_at_end_ = false;  // likewise: it has told so
  bool is_closed_told_ = false;   // to the application
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_HOSTED_HOSTED_STACK_H_
