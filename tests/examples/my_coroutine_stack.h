// A small WebSocket server as coroutines over any Asio stream.
#ifndef WSDRAIN_TESTS_EXAMPLES_MY_COROUTINE_STACK_H_
#define WSDRAIN_TESTS_EXAMPLES_MY_COROUTINE_STACK_H_

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tests/examples/my_protocol.h"

// `Stream` reads and writes asynchronously, and has ShutdownSend and Close.
template <typename Stream>
class MyCoroutineServer {
 public:
  using Timer = boost::asio::steady_timer;

  MyCoroutineServer(MyHandlers handlers, Stream& stream,
                    int64_t close_timeout_ms, bool reads_once_after_close)
      : stream_(stream),
        close_timeout_(close_timeout_ms),
        protocol_(std::move(handlers)),
        reads_once_after_close_(reads_once_after_close),
        deadline_(stream.get_executor()),
        has_news_(stream.get_executor(), Timer::time_point::max()) {
    boost::asio::co_spawn(stream.get_executor(), Serve(),
                          [](std::exception_ptr error) {
                            if (error) std::rethrow_exception(error);
                          });
  }

  // False: it may not be sent, or not any more.
  bool StartClose(std::optional<uint16_t> code, std::string_view reason) {
    const bool is_accepted = protocol_.StartClose(code, reason);
    Advance();
    return is_accepted;
  }

 private:
  static constexpr auto kResult =
      boost::asio::as_tuple(boost::asio::use_awaitable);

  boost::asio::awaitable<void> Serve() {
    using namespace boost::asio::experimental::awaitable_operators;
    co_await (ReadAll() && WriteAll());
    deadline_.cancel();
    stream_.Close();
    protocol_.TellClosed(/*is_written=*/!has_write_error_);
  }

  boost::asio::awaitable<void> ReadAll() {
    std::array<char, 8192> buffer;
    while (!is_input_over_) {
      const bool was_closing = protocol_.is_closing();
      const auto [error, count] = co_await stream_.async_read_some(
          boost::asio::buffer(buffer), kResult);
      protocol_.Take({buffer.data(), count});
      if (was_closing && reads_once_after_close_) stream_.Close();
      // EOF or a reset, or the deadline has closed the stream.
      is_input_over_ = static_cast<bool>(error);
      Advance();
    }
  }

  boost::asio::awaitable<void> WriteAll() {
    while (!has_write_error_ && (protocol_.has_output() || !is_input_over_)) {
      if (!protocol_.has_output()) {
        if (protocol_.is_done()) stream_.ShutdownSend();
        co_await has_news_.async_wait(kResult);
        continue;
      }
      const std::string bytes = protocol_.TakeOutput();
      const auto [error, count] = co_await boost::asio::async_write(
          stream_, boost::asio::buffer(bytes), kResult);
      has_write_error_ = static_cast<bool>(error);
    }
  }

  // Wakes the writer. One deadline covers all that is left to do.
  void Advance() {
    has_news_.cancel();
    const bool is_ending = protocol_.is_closing() || is_input_over_;
    if (!is_ending || std::exchange(has_deadline_, true)) return;
    deadline_.expires_after(close_timeout_);
    deadline_.async_wait([this](boost::system::error_code error) {
      if (!error) stream_.Close();
    });
  }

  Stream& stream_;
  std::chrono::milliseconds close_timeout_;
  MyProtocol protocol_;
  bool reads_once_after_close_;  // the bug of the question
  Timer deadline_;
  Timer has_news_;  // never expires; cancelled to wake who waits
  bool has_deadline_ = false;
  bool is_input_over_ = false;
  bool has_write_error_ = false;
};

#endif  // WSDRAIN_TESTS_EXAMPLES_MY_COROUTINE_STACK_H_
