// Hands the wire's bytes to WebSocket++ and takes its callbacks.
#include "endpoints/websocketpp/websocketpp.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "endpoints/websocketpp/open_connection.h"
#include "scenario/deadline.h"

namespace wsdrain {
namespace {

namespace close = websocketpp::close;
namespace frame = websocketpp::frame;
using websocketpp::connection_hdl;
using ErrorCode = websocketpp::lib::error_code;

template <typename StackEndpoint>
class WebSocketPpEndpoint : public Endpoint {
 public:
  WebSocketPpEndpoint(const EndpointConfig& config, EndpointObserver& observer)
      : observer_(observer), timeout_ms_(config.timeout_ms) {
    connection_ = OpenConnection<StackEndpoint>();
    connection_->set_write_handler(
        [this](const connection_hdl&, const char* bytes, size_t size) {
          return Write(std::string_view(bytes, size));
        });
    connection_->set_message_handler(
        [this](const connection_hdl&, const auto& message) {
          if (tcp_ != Tcp::kOpen) return;  // aborted: the rest of a read
          observer_.OnMessage(message->get_opcode() == frame::opcode::text,
                              message->get_payload());
        });
    connection_->set_ping_handler(
        [this](const connection_hdl&, const std::string& payload) {
          if (tcp_ == Tcp::kOpen) observer_.OnPing(payload);
          return true;
        });
    connection_->set_pong_handler(
        [this](const connection_hdl&, const std::string& payload) {
          if (tcp_ == Tcp::kOpen) observer_.OnPong(payload);
        });
    connection_->set_shutdown_handler([this](const connection_hdl&) {
      is_shut_down_ = true;
      return ErrorCode();
    });
  }

  // What a paused stack leaves is kept; so is what comes when a call has ended
  // one at once. What comes after another end is dropped: it was read off the
  // socket all the same. While it closes it reads bytes, so that a Close that
  // it takes is seen before another overwrites it.
  size_t Receive(std::string_view bytes) override {
    size_t taken = 0;
    while (!is_shut_down_ && taken < bytes.size()) {
      const bool is_open = IsIn(websocketpp::session::state::open);
      const size_t count = Read(bytes.substr(taken, is_open ? bytes.npos : 1));
      if (count == 0) break;
      taken += count;
    }
    return is_shut_down_ && !is_ended_by_call_ ? bytes.size() : taken;
  }
  void ReceiveEof() override {
    is_eof_ = true;
    connection_->eof();
    Advance();
  }
  void ReceiveReset() override { LoseTcp(); }
  void OutputBroken() override { LoseTcp(); }
  size_t OutputBytes() const override { return output_.size(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    out.append(output_, 0, bytes_max);
  }
  void OutputAccepted(size_t bytes) override {
    output_.erase(0, bytes);
    has_written_close_ =
        has_written_close_ || (has_sent_close_ && output_.empty());
    Advance();
  }
  Tcp tcp() const override { return tcp_; }

  void Elapse(int64_t ms) override {
    if (deadline_.Elapse(ms)) LoseTcp();
  }
  std::optional<int64_t> NextDeadline() const override {
    return deadline_.left_ms();
  }

  CallResult Send(bool is_text, std::string_view payload) override {
    ErrorCode error = connection_->send(
        payload.data(), payload.size(),
        is_text ? frame::opcode::text : frame::opcode::binary);
    return Done(error);
  }
  CallResult SendPing(std::string_view payload) override {
    ErrorCode error;
    connection_->ping(std::string(payload), error);
    return Done(error);
  }
  CallResult SendPong(std::string_view payload) override {
    ErrorCode error;
    connection_->pong(std::string(payload), error);
    return Done(error);
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    if (!IsIn(websocketpp::session::state::open)) {
      return CallResult::kAlreadyClosing;
    }
    ErrorCode error;
    connection_->close(code.value_or(close::status::no_status),
                       std::string(reason), error);
    is_ended_by_call_ = is_shut_down_;
    return Done(error);
  }
  CallResult Abort() override {
    LoseTcp();
    return CallResult::kAccepted;
  }
  CallResult Pause() override {
    connection_->pause_reading();
    return CallResult::kAccepted;
  }
  // A paused stack does not hear of EOF: it is said again, as a socket would.
  CallResult Resume() override {
    if (!is_shut_down_) {
      connection_->resume_reading();
      is_ended_by_call_ = is_shut_down_;
    }
    if (is_eof_) connection_->eof();
    Advance();
    return CallResult::kAccepted;
  }

 private:
  size_t Read(std::string_view bytes) {
    is_reading_ = true;
    const size_t taken = connection_->read_all(bytes.data(), bytes.size());
    is_reading_ = false;
    if (tcp_ == Tcp::kClosed) connection_->fatal_error();  // aborted inside
    Advance();
    return taken;
  }

  ErrorCode Write(std::string_view bytes) {
    namespace error = websocketpp::transport::iostream::error;
    if (tcp_ != Tcp::kOpen) return make_error_code(error::bad_stream);
    output_ += bytes;
    if (IsIn(websocketpp::session::state::closing)) NoteClose();
    return ErrorCode();
  }

  // Once it is closing the stack writes its Close, and nothing else. A Close
  // that it takes it answers with the same code and reason, one that it refuses
  // with 1002 and a reason of its own. Any error at the end wipes that out.
  void NoteClose() {
    has_sent_close_ = true;
    has_refused_close_ =
        !has_taken_close_ &&
        connection_->get_local_close_code() == close::status::protocol_error &&
        connection_->get_local_close_reason() !=
            connection_->get_remote_close_reason();
    NoteTaken();
  }
  // The peer's first Close is what counts.
  void NoteTaken() {
    has_taken_close_ = has_taken_close_ || (HasClose() && !has_refused_close_);
  }
  bool HasClose() const {
    return connection_->get_remote_close_code() !=
           close::status::abnormal_close;
  }

  bool IsIn(websocketpp::session::state::value state) const {
    return connection_->get_state() == state;
  }

  CallResult Done(const ErrorCode& error) {
    Advance();
    return error ? CallResult::kRefused : CallResult::kAccepted;
  }

  // Starts the deadline; ends when the stack has done so and all is written.
  void Advance() {
    NoteTaken();
    if (is_shut_down_ && output_.empty() && tcp_ != Tcp::kClosed) EndTcp();
    if (tcp_ != Tcp::kClosed && !IsIn(websocketpp::session::state::open)) {
      deadline_.Start(timeout_ms_);
    }
  }

  // What becomes of TCP is the user's, and done as 7.1.1 says: FIN, then what
  // comes is dropped until the peer's FIN, or the deadline. But a stack that a
  // call has ended did not want to wait for the peer: of a close with a code
  // that is `terminal` its documentation says that TCP is dropped.
  void EndTcp() {
    tcp_ = Tcp::kWriteShutdown;
    if (is_eof_ || is_ended_by_call_) Finish();
  }

  // Reset, deadline or abort: nothing is written any more. A read holds the
  // lock that fatal_error() takes; from inside one the stack is told later.
  void LoseTcp() {
    output_.clear();
    if (!is_reading_) connection_->fatal_error();
    Finish();
  }

  void Finish() {
    if (tcp_ == Tcp::kClosed) return;
    tcp_ = Tcp::kClosed;
    deadline_.Stop();
    observer_.OnClosed({IsClean(), connection_->get_remote_close_code(),
                        connection_->get_remote_close_reason()});
  }

  // The API has no word for a clean end (7.1.4), so the user has to tell: the
  // peer's Close has come and was taken, and our own is written.
  bool IsClean() const { return has_taken_close_ && has_written_close_; }

  EndpointObserver& observer_;
  int64_t timeout_ms_;
  typename StackEndpoint::connection_ptr connection_;
  std::string output_;
  Deadline deadline_;
  bool is_reading_ = false;
  bool is_eof_ = false;
  bool is_shut_down_ = false;
  bool is_ended_by_call_ = false;
  bool has_sent_close_ = false;
  bool has_taken_close_ = false;
  bool has_refused_close_ = false;
  bool has_written_close_ = false;
  Tcp tcp_ = Tcp::kOpen;
};

}  // namespace

EndpointKind WebSocketPp() {
  EndpointKind kind;
  kind.name = "websocketpp";
  kind.capabilities.reports_pings = true;
  kind.capabilities.reports_pongs = true;
  kind.make = [](const EndpointConfig& config,
                 EndpointObserver& observer) -> std::unique_ptr<Endpoint> {
    if (config.role == Role::kClient) {
      return std::make_unique<WebSocketPpEndpoint<StackClient>>(config,
                                                                observer);
    }
    return std::make_unique<WebSocketPpEndpoint<StackServer>>(config, observer);
  };
  return kind;
}

}  // namespace wsdrain
