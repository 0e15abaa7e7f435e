// A small WebSocket server with a thread of its own, which blocks on a socket.
#ifndef WSDRAIN_TESTS_EXAMPLES_MY_BLOCKING_STACK_H_
#define WSDRAIN_TESTS_EXAMPLES_MY_BLOCKING_STACK_H_

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "tests/examples/my_protocol.h"

// Closes the socket. The handlers are called by its thread, and must not call
// back.
class MyBlockingServer {
 public:
  MyBlockingServer(MyHandlers handlers, int socket, int64_t close_timeout_ms,
                   bool reads_once_after_close)
      : protocol_(std::move(handlers)),
        socket_(socket),
        close_timeout_(close_timeout_ms),
        reads_once_after_close_(reads_once_after_close),
        thread_([this] { Serve(); }) {}
  ~MyBlockingServer() {
    Call([this] { return is_over_ = true; });
    thread_.join();
    close(has_news_);
  }
  MyBlockingServer(const MyBlockingServer&) = delete;
  MyBlockingServer& operator=(const MyBlockingServer&) = delete;

  // False: it may not be sent, or not any more.
  bool Send(bool is_text, std::string_view payload) {
    return Call([&] { return protocol_.Send(is_text, payload); });
  }
  bool StartClose(std::optional<uint16_t> code, std::string_view reason) {
    return Call([&] { return protocol_.StartClose(code, reason); });
  }

 private:
  using Clock = std::chrono::steady_clock;

  // Makes a call of the application's, and wakes the thread.
  template <typename Function>
  bool Call(Function function) {
    const std::scoped_lock lock(mutex_);
    eventfd_write(has_news_, 1);
    return function();
  }

  void Serve() {
    std::unique_lock lock(mutex_);
    while (!is_over_) {
      Write();
      StartDeadlineIfDue();
      std::array<pollfd, 2> waits = {{{has_news_, POLLIN, 0}, Wanted()}};
      const int left_ms = LeftMs();
      lock.unlock();
      poll(waits.data(), waits.size(), left_ms);
      lock.lock();
      eventfd_t count = 0;
      if (waits[0].revents != 0) eventfd_read(has_news_, &count);
      if ((waits[1].revents & ~POLLOUT) != 0) Read();
      if (LeftMs() == 0 || (is_input_over_ && !HasOutput())) is_over_ = true;
    }
    close(socket_);
    protocol_.TellClosed(/*is_written=*/!HasOutput() && !has_write_error_);
  }

  void Read() {
    std::array<char, 4096> buffer;
    const bool was_closing = protocol_.is_closing();
    const ssize_t count =
        recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) protocol_.Take({buffer.data(), static_cast<size_t>(count)});
    if (count == 0) is_input_over_ = true;
    if (count < 0 && errno != EAGAIN) is_over_ = true;
    if (was_closing && reads_once_after_close_) is_over_ = true;
  }

  // As much as the socket takes. After the last frame comes the FIN (7.1.1);
  // then input is read, and discarded, up to the peer's.
  void Write() {
    output_ += protocol_.TakeOutput();
    if (!output_.empty()) {
      const ssize_t sent = send(socket_, output_.data(), output_.size(),
                                MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0) output_.erase(0, static_cast<size_t>(sent));
      if (sent < 0 && errno != EAGAIN) {
        has_write_error_ = true;
        output_.clear();
      }
    }
    if (output_.empty() && protocol_.is_done()) shutdown(socket_, SHUT_WR);
  }

  bool HasOutput() const { return protocol_.has_output() || !output_.empty(); }
  pollfd Wanted() const {
    const int events =
        (is_input_over_ ? 0 : POLLIN) | (output_.empty() ? 0 : POLLOUT);
    return {socket_, static_cast<short>(events), 0};
  }

  // One deadline covers all that is left to do.
  void StartDeadlineIfDue() {
    if (deadline_.has_value()) return;
    if (!protocol_.is_closing() && !is_input_over_) return;
    deadline_ = Clock::now() + close_timeout_;
  }
  // -1: no deadline runs.
  int LeftMs() const {
    if (!deadline_.has_value()) return -1;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*deadline_ - Clock::now());
    return static_cast<int>(std::max<int64_t>(left.count(), 0));
  }

  std::mutex mutex_;  // guards all that can change
  MyProtocol protocol_;
  int socket_;
  int has_news_ = eventfd(0, EFD_CLOEXEC);
  std::chrono::milliseconds close_timeout_;
  bool reads_once_after_close_;  // the bug of the question
  std::string output_;
  std::optional<Clock::time_point> deadline_;
  bool is_input_over_ = false;
  bool has_write_error_ = false;
  bool is_over_ = false;
  std::thread thread_;  // the last: it uses the others
};

#endif  // WSDRAIN_TESTS_EXAMPLES_MY_BLOCKING_STACK_H_
