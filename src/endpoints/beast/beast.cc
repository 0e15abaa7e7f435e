// Drives a websocket::stream by its own asynchronous operations.
#include "endpoints/beast/beast.h"

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "endpoints/asio/memory_stream.h"
#include "endpoints/asio/virtual_clock.h"
#include "endpoints/beast/open_stream.h"
#include "frame/close_code.h"
#include "frame/utf8.h"

namespace wsdrain {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using ErrorCode = boost::system::error_code;

class BeastEndpoint : public Endpoint {
 public:
  BeastEndpoint(const EndpointConfig& config, EndpointObserver& observer)
      : observer_(observer), stream_(context_) {
    const VirtualClock clock(now_ms_);
    Open(context_, stream_, config.role);
    // There is no time-out by default; the documentation says of this one that
    // it applies to the closing handshake, whoever starts it. The idle time-out
    // stays off: silence in a scenario is not to end the connection.
    stream_.set_option(websocket::stream_base::timeout{
        std::chrono::milliseconds(config.timeout_ms),
        websocket::stream_base::none(), false});
    stream_.control_callback(
        [this](websocket::frame_type kind, beast::string_view payload) {
          OnControl(kind, {payload.data(), payload.size()});
        });
    ReadOn();
  }
  ~BeastEndpoint() override {
    // Operations that wait end before what they refer to.
    is_over_ = true;
    wire().Close();
    Turn(context_);
  }

  size_t Receive(std::string_view bytes) override {
    size_t taken = 0;
    while (taken < bytes.size()) {
      const size_t count = wire().Receive(bytes.substr(taken));
      if (count == 0) break;
      taken += count;
      Run();
    }
    return taken;
  }
  void ReceiveEof() override {
    wire().ReceiveEof();
    Run();
  }
  void ReceiveReset() override {
    wire().ReceiveReset();
    Run();
  }
  void OutputBroken() override {
    wire().BreakOutput();
    Run();
  }
  size_t OutputBytes() const override { return wire().OutputBytes(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    wire().CopyOutput(bytes_max, out);
  }
  void OutputAccepted(size_t bytes) override {
    wire().OutputAccepted(bytes);
    Run();
  }
  Tcp tcp() const override { return wire().tcp(); }

  void Elapse(int64_t ms) override {
    now_ms_ += ms;
    Run();
  }
  size_t RunUntilIdle(size_t turns_max) override {
    const VirtualClock clock(now_ms_);
    size_t turns = 0;
    context_.restart();
    while (turns <= turns_max && context_.poll_one() > 0) ++turns;
    return turns;
  }

  // Glue decides here: Beast checks nothing that it is given to send. Its
  // documentation leaves it to the caller that text is valid UTF-8, that codes
  // may be sent, and that a message begun is finished before the next.
  CallResult Send(bool is_text, std::string_view payload) override {
    if (is_message_begun_ || (is_text && !IsUtf8(payload))) {
      return CallResult::kRefused;
    }
    return Queue({Kind::kWhole, std::string(payload), is_text});
  }
  CallResult BeginMessage(bool is_text, std::string_view part) override {
    if (is_message_begun_) return CallResult::kRefused;
    is_text_ = is_text;
    text_sent_ = {};
    return QueuePart(Kind::kPart, part);
  }
  CallResult ContinueMessage(std::string_view part) override {
    if (!is_message_begun_) return CallResult::kRefused;
    return QueuePart(Kind::kPart, part);
  }
  CallResult FinishMessage(std::string_view part) override {
    if (!is_message_begun_) return CallResult::kRefused;
    return QueuePart(Kind::kLastPart, part);
  }
  CallResult SendPing(std::string_view payload) override {
    return QueueControl(Kind::kPing, payload);
  }
  CallResult SendPong(std::string_view payload) override {
    return QueueControl(Kind::kPong, payload);
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    if (IsClosing()) return CallResult::kAlreadyClosing;
    if (reason.size() > websocket::reason_string::static_capacity ||
        !IsUtf8(reason) || (code.has_value() && !IsUsable(*code))) {
      return CallResult::kRefused;
    }
    Queue({Kind::kClose, std::string(reason), false, code.value_or(0)});
    is_close_called_ = true;
    return CallResult::kAccepted;
  }
  CallResult Abort() override {
    Finish(/*is_clean=*/false);
    return CallResult::kAccepted;
  }
  CallResult Pause() override {
    is_paused_ = true;
    return CallResult::kAccepted;
  }
  CallResult Resume() override {
    is_paused_ = false;
    if (!is_reading_) ReadOn();
    return CallResult::kAccepted;
  }

 private:
  enum class Kind { kWhole, kPart, kLastPart, kPing, kPong, kClose };
  struct Call {
    Kind kind;
    std::string payload;
    bool is_text = false;
    uint16_t code = 0;  // none
  };

  MemoryStream& wire() { return stream_.next_layer(); }
  const MemoryStream& wire() const { return stream_.next_layer(); }

  void Run() { RunUntilIdle(kTurnsMax); }
  bool IsClosing() const {
    return is_over_ || is_close_called_ || !stream_.is_open();
  }

  void OnControl(websocket::frame_type kind, std::string_view payload) {
    if (kind == websocket::frame_type::ping) observer_.OnPing(payload);
    if (kind == websocket::frame_type::pong) observer_.OnPong(payload);
    if (kind == websocket::frame_type::close) close_read_ = stream_.reason();
  }

  void ReadOn() {
    if (is_over_ || is_paused_ || is_reading_) return;
    is_reading_ = true;
    const VirtualClock clock(now_ms_);
    stream_.async_read(buffer_, [this](ErrorCode error, size_t /*bytes*/) {
      is_reading_ = false;
      if (is_over_) return;
      if (error) return Finish(error == websocket::error::closed);
      const std::string payload = beast::buffers_to_string(buffer_.data());
      buffer_.consume(buffer_.size());
      observer_.OnMessage(stream_.got_text(), payload);
      ReadOn();
    });
  }

  CallResult QueuePart(Kind kind, std::string_view part) {
    Utf8Checker text = text_sent_;
    const bool is_legal =
        text.Feed(part) && (kind == Kind::kPart || text.IsComplete());
    if (is_text_ && !is_legal) return CallResult::kRefused;
    text_sent_ = text;
    is_message_begun_ = kind == Kind::kPart;
    return Queue({kind, std::string(part), is_text_});
  }

  CallResult QueueControl(Kind kind, std::string_view payload) {
    if (payload.size() > websocket::ping_data::static_capacity) {
      return CallResult::kRefused;
    }
    return Queue({kind, std::string(payload)});
  }

  CallResult Queue(Call call) {
    if (IsClosing()) return CallResult::kRefused;
    calls_.push_back(std::move(call));
    if (calls_.size() == 1) WriteNext();
    return CallResult::kAccepted;
  }

  void WriteNext() {
    const VirtualClock clock(now_ms_);
    const Call& call = calls_.front();
    const asio::const_buffer bytes = asio::buffer(call.payload);
    const auto written = [this](ErrorCode error, size_t /*bytes*/ = 0) {
      Written(error);
    };
    switch (call.kind) {
      case Kind::kWhole:
        stream_.text(call.is_text);
        return stream_.async_write(bytes, written);
      case Kind::kPart:
        stream_.text(call.is_text);
        return stream_.async_write_some(false, bytes, written);
      case Kind::kLastPart:
        return stream_.async_write_some(true, bytes, written);
      case Kind::kPing:
        return stream_.async_ping(websocket::ping_data(call.payload), written);
      case Kind::kPong:
        return stream_.async_pong(websocket::ping_data(call.payload), written);
      case Kind::kClose:
        return stream_.async_close(
            websocket::close_reason(
                static_cast<websocket::close_code>(call.code), call.payload),
            written);
    }
  }

  void Written(ErrorCode error) {
    const bool was_close = calls_.front().kind == Kind::kClose;
    calls_.pop_front();
    if (is_over_) return;
    if (was_close) return Finish(!error);
    // The read says what has happened.
    if (!error && !calls_.empty()) WriteNext();
  }

  void Finish(bool is_clean) {
    if (is_over_) return;
    is_over_ = true;
    wire().Close();
    if (is_clean) close_read_ = stream_.reason();
    ClosedReport report{.is_clean = is_clean};
    if (close_read_.has_value()) {
      const auto& [code, reason] = *close_read_;
      report.code = code == websocket::close_code::none ? 1005 : code;
      report.reason = std::string(reason.data(), reason.size());
    } else if (!is_close_called_) {
      report.code = 1006;
    }  // else none: async_close tells of a Close that it reads at its end only.
    observer_.OnClosed(report);
  }

  static constexpr size_t kTurnsMax = 100'000;

  EndpointObserver& observer_;
  int64_t now_ms_ = 0;
  asio::io_context context_{1};
  BeastStream stream_;
  beast::flat_buffer buffer_;
  std::deque<Call> calls_;
  std::optional<websocket::close_reason> close_read_;  // as far as we are told
  Utf8Checker text_sent_;  // of the own message begun, if it is text
  bool is_text_ = false;
  bool is_reading_ = false;
  bool is_paused_ = false;
  bool is_message_begun_ = false;
  bool is_close_called_ = false;
  bool is_over_ = false;
};

}  // namespace

EndpointKind Beast() {
  EndpointKind kind;
  kind.name = "beast";
  kind.capabilities.reports_pings = true;
  kind.capabilities.reports_pongs = true;
  kind.make = [](const EndpointConfig& config, EndpointObserver& observer) {
    return std::make_unique<BeastEndpoint>(config, observer);
  };
  return kind;
}

}  // namespace wsdrain
