// An Asio stream over the simulated wire, for stacks that bring their own.
//
// It reads and writes as little as the scenario says (short writes, partial
// reads), ends in EOF or in a reset, and knows no other time than yours. Give
// it to your stack as its next layer; docs/add-an-endpoint.md has an example.
#ifndef WSDRAIN_ENDPOINTS_ASIO_MEMORY_STREAM_H_
#define WSDRAIN_ENDPOINTS_ASIO_MEMORY_STREAM_H_

#include <algorithm>
#include <boost/asio/append.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/endpoint.h"

namespace wsdrain {

// AsyncReadStream and AsyncWriteStream; one operation of each kind at a time.
// Completions are posted, so the owner must turn the io_context.
class MemoryStream {
 public:
  using executor_type = boost::asio::io_context::executor_type;
  using ErrorCode = boost::system::error_code;

  explicit MemoryStream(boost::asio::io_context& context)
      : executor_(context.get_executor()) {}

  // --- The stack's side ------------------------------------------------------

  executor_type get_executor() const noexcept { return executor_; }

  template <typename Buffers, typename Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(ErrorCode, size_t)>(
        [this](auto handler, const Buffers& to) {
          reader_ = Waiting(std::move(handler));
          read_into_.assign(boost::asio::buffer_sequence_begin(to),
                            boost::asio::buffer_sequence_end(to));
          if (const ErrorCode error = ReadError()) CompleteRead(error, 0);
        },
        token, buffers);
  }

  template <typename Buffers, typename Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(ErrorCode, size_t)>(
        [this](auto handler, const Buffers& from) {
          writer_ = Waiting(std::move(handler));
          write_from_.assign(boost::asio::buffer_sequence_begin(from),
                             boost::asio::buffer_sequence_end(from));
          const ErrorCode error = WriteError();
          if (error || OutputBytes() == 0) CompleteWrite(error, 0);
        },
        token, buffers);
  }

  void ShutdownSend() { is_send_shut_down_ = true; }
  // Both directions; operations that wait are cancelled.
  void Close() {
    is_closed_ = true;
    if (reader_) CompleteRead(boost::asio::error::operation_aborted, 0);
    if (writer_) CompleteWrite(boost::asio::error::operation_aborted, 0);
  }
  bool is_closed() const { return is_closed_; }

  // --- The wire's side: what an Endpoint's calls are passed on to ------------

  // Gives `bytes` to the read that waits, if one does; returns how many it
  // took.
  size_t Receive(std::string_view bytes) {
    if (!reader_ || bytes.empty()) return 0;
    const size_t count = boost::asio::buffer_copy(
        read_into_, boost::asio::buffer(bytes.data(), bytes.size()));
    CompleteRead({}, count);
    return count;
  }
  void ReceiveEof() {
    is_eof_ = true;
    if (reader_) CompleteRead(ReadError(), 0);
  }
  void ReceiveReset() {
    is_reset_ = true;
    if (reader_) CompleteRead(ReadError(), 0);
    if (writer_) CompleteWrite(WriteError(), 0);
  }
  void BreakOutput() {
    is_output_broken_ = true;
    if (writer_) CompleteWrite(WriteError(), 0);
  }

  size_t OutputBytes() const {
    return writer_ ? boost::asio::buffer_size(write_from_) : 0;
  }
  void CopyOutput(size_t bytes_max, std::string& out) const {
    const size_t before = out.size();
    out.resize(before + std::min(bytes_max, OutputBytes()));
    boost::asio::buffer_copy(
        boost::asio::buffer(out.data() + before, out.size() - before),
        write_from_);
  }
  // The write that waits ends with so many bytes: a short one, if it has more.
  void OutputAccepted(size_t bytes) {
    if (writer_) CompleteWrite({}, bytes);
  }
  Tcp tcp() const {
    if (is_closed_) return Tcp::kClosed;
    return is_send_shut_down_ ? Tcp::kWriteShutdown : Tcp::kOpen;
  }

 private:
  // An operation that waits for the wire, whatever its handler is.
  struct Operation {
    virtual ~Operation() = default;
    virtual void Complete(executor_type executor, ErrorCode error,
                          size_t count) = 0;
  };
  template <typename Handler>
  struct OperationOf : Operation {
    explicit OperationOf(Handler of) : handler(std::move(of)) {}
    void Complete(executor_type executor, ErrorCode error,
                  size_t count) override {
      boost::asio::post(executor,
                        boost::asio::append(std::move(handler), error, count));
    }
    Handler handler;
  };
  template <typename Handler>
  static std::unique_ptr<Operation> Waiting(Handler handler) {
    return std::make_unique<OperationOf<Handler>>(std::move(handler));
  }

  ErrorCode ReadError() const {
    namespace error = boost::asio::error;
    if (is_closed_) return error::bad_descriptor;
    if (is_reset_) return error::connection_reset;
    if (is_eof_) return error::eof;
    return {};
  }

  ErrorCode WriteError() const {
    namespace error = boost::asio::error;
    if (is_closed_) return error::bad_descriptor;
    if (is_reset_) return error::connection_reset;
    if (is_output_broken_ || is_send_shut_down_) return error::broken_pipe;
    return {};
  }

  void CompleteRead(ErrorCode error, size_t count) {
    std::exchange(reader_, nullptr)->Complete(executor_, error, count);
  }
  void CompleteWrite(ErrorCode error, size_t count) {
    std::exchange(writer_, nullptr)->Complete(executor_, error, count);
  }

  executor_type executor_;
  std::unique_ptr<Operation> reader_;
  std::vector<boost::asio::mutable_buffer> read_into_;
  std::unique_ptr<Operation> writer_;
  std::vector<boost::asio::const_buffer> write_from_;
  bool is_send_shut_down_ = false;
  bool is_closed_ = false;
  bool is_eof_ = false;
  bool is_reset_ = false;
  bool is_output_broken_ = false;
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_ASIO_MEMORY_STREAM_H_
