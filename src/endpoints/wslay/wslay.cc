// Feeds wslay's callbacks from the simulated wire.
#include "endpoints/wslay/wslay.h"

#include <wslay/wslay.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "frame/close_code.h"
#include "frame/utf8.h"
#include "scenario/deadline.h"

namespace wsdrain {
namespace {

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::string_view Text(const uint8_t* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

class WslayEndpoint : public Endpoint {
 public:
  WslayEndpoint(const EndpointConfig& config, EndpointObserver& observer)
      : observer_(observer), timeout_ms_(config.timeout_ms) {
    const wslay_event_callbacks callbacks = {
        .recv_callback = &WslayEndpoint::OnRead,
        .send_callback = &WslayEndpoint::OnWrite,
        .genmask_callback = &WslayEndpoint::OnMaskingKey,
        .on_frame_recv_start_callback = nullptr,
        .on_frame_recv_chunk_callback = nullptr,
        .on_frame_recv_end_callback = nullptr,
        .on_msg_recv_callback = &WslayEndpoint::OnReceived};
    wslay_event_context_ptr context = nullptr;
    if (config.role == Role::kClient) {
      wslay_event_context_client_init(&context, &callbacks, this);
    } else {
      wslay_event_context_server_init(&context, &callbacks, this);
    }
    wslay_.reset(context);
  }

  size_t Receive(std::string_view bytes) override {
    if (IsHeldBack()) return 0;
    input_ = bytes;
    Read();
    const size_t left = input_.size();
    input_ = {};
    Advance();
    // 7.1.1: what it wants no more is read off the socket and dropped.
    return IsDeaf() ? bytes.size() : bytes.size() - left;
  }
  void ReceiveEof() override {
    is_eof_ = true;
    Read();
    Advance();
  }
  void ReceiveReset() override { Finish(); }
  size_t OutputBytes() const override { return output_.size(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    out.append(output_, 0, bytes_max);
  }
  void OutputAccepted(size_t bytes) override {
    accepted_ = bytes;
    output_.clear();
    Advance();
  }
  Tcp tcp() const override { return tcp_; }

  void Elapse(int64_t ms) override {
    if (deadline_.Elapse(ms)) Finish();
  }
  std::optional<int64_t> NextDeadline() const override {
    return deadline_.left_ms();
  }

  // Glue decides here: wslay sends what it is given. By its manual a reason is
  // in UTF-8; of text and codes it is silent. What may be sent (5.6, 7.4) is
  // the caller's to check.
  CallResult Send(bool is_text, std::string_view payload) override {
    if (is_text && !IsUtf8(payload)) return CallResult::kRefused;
    return Queue(is_text ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME, payload);
  }
  CallResult SendPing(std::string_view payload) override {
    return Queue(WSLAY_PING, payload);
  }
  CallResult SendPong(std::string_view payload) override {
    return Queue(WSLAY_PONG, payload);
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    if (!IsUtf8(reason) || (code.has_value() && !IsUsable(*code))) {
      return CallResult::kRefused;
    }
    if (IsOver()) return CallResult::kAlreadyClosing;
    const int result = wslay_event_queue_close(wslay_.get(), code.value_or(0),
                                               Bytes(reason), reason.size());
    if (result == WSLAY_ERR_NO_MORE_MSG) return CallResult::kAlreadyClosing;
    if (result != 0) return CallResult::kRefused;
    is_close_called_ = true;
    Advance();
    return CallResult::kAccepted;
  }
  CallResult Abort() override {
    Finish();
    return CallResult::kAccepted;
  }
  // The library has no such call: who pauses does not call wslay_event_recv.
  CallResult Pause() override {
    is_paused_ = true;
    return CallResult::kAccepted;
  }
  CallResult Resume() override {
    is_paused_ = false;
    return CallResult::kAccepted;
  }

 private:
  struct Free {
    void operator()(wslay_event_context_ptr context) const {
      wslay_event_context_free(context);
    }
  };

  static WslayEndpoint& Of(void* self) {
    return *static_cast<WslayEndpoint*>(self);
  }

  static ssize_t OnRead(wslay_event_context_ptr context, uint8_t* buffer,
                        size_t size, int /*flags*/, void* user_data) {
    WslayEndpoint& self = Of(user_data);
    const size_t count = std::min(size, self.input_.size());
    if (count == 0) {
      wslay_event_set_error(context, self.is_eof_ ? WSLAY_ERR_CALLBACK_FAILURE
                                                  : WSLAY_ERR_WOULDBLOCK);
      return -1;
    }
    std::memcpy(buffer, self.input_.data(), count);
    self.input_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }

  // A socket without a buffer: it blocks until the transport takes bytes.
  static ssize_t OnWrite(wslay_event_context_ptr context, const uint8_t* data,
                         size_t size, int /*flags*/, void* user_data) {
    WslayEndpoint& self = Of(user_data);
    const size_t count = std::min(size, std::exchange(self.accepted_, 0));
    if (count == 0) {
      self.output_ = Text(data, size);
      wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK);
      return -1;
    }
    return static_cast<ssize_t>(count);
  }

  static int OnMaskingKey(wslay_event_context_ptr, uint8_t* buffer, size_t size,
                          void* user_data) {
    const uint32_t key = Of(user_data).keys_ += kKeyStep;
    for (size_t i = 0; i < size; ++i) {
      buffer[i] = static_cast<uint8_t>(key >> (24 - i % 4 * 8));
    }
    return 0;
  }

  static void OnReceived(wslay_event_context_ptr,
                         const wslay_event_on_msg_recv_arg* message,
                         void* user_data) {
    WslayEndpoint& self = Of(user_data);
    const std::string_view payload = Text(message->msg, message->msg_length);
    switch (message->opcode) {
      case WSLAY_TEXT_FRAME:
      case WSLAY_BINARY_FRAME:
        self.observer_.OnMessage(message->opcode == WSLAY_TEXT_FRAME, payload);
        return;
      case WSLAY_PING:
        self.observer_.OnPing(payload);
        return;
      case WSLAY_PONG:
        self.observer_.OnPong(payload);
        return;
      default:
        if (payload.size() > 2) self.reason_ = payload.substr(2);
    }
  }

  bool IsOver() const { return tcp_ != Tcp::kOpen; }
  bool IsDeaf() const { return !wslay_event_want_read(wslay_.get()); }
  bool WantsToWrite() const { return wslay_event_want_write(wslay_.get()); }
  // Glue decides here: once it closes, even a paused application reads on, or
  // it would not find the peer's Close.
  bool IsHeldBack() const {
    return is_paused_ && !is_close_called_ && !IsDeaf();
  }

  CallResult Queue(uint8_t opcode, std::string_view payload) {
    const wslay_event_msg message = {opcode, Bytes(payload), payload.size()};
    if (IsOver() || wslay_event_queue_msg(wslay_.get(), &message) != 0) {
      return CallResult::kRefused;
    }
    Advance();
    return CallResult::kAccepted;
  }

  void Read() {
    if (IsOver() || IsDeaf()) return;
    has_failed_ |= wslay_event_recv(wslay_.get()) != 0;
  }

  // wslay_event_send also returns after a short write, when the socket may take
  // more: it is called again until the socket blocks.
  void Write() {
    while (!has_failed_ && output_.empty() && WantsToWrite()) {
      has_failed_ |= wslay_event_send(wslay_.get()) != 0;
    }
  }

  // Writes, and ends what has failed or wants neither to read nor to write.
  void Advance() {
    if (!IsOver()) Write();
    if (has_failed_ || (IsDeaf() && !WantsToWrite())) {
      End();
    } else if (IsDeaf() || is_close_called_) {
      deadline_.Start(timeout_ms_);
    }
  }

  // Glue decides here: TCP is the user's. It is ended as 7.1.1 shows, FIN first
  // and closed when the peer's has come, and by the deadline at the latest.
  // After an error the manual wants the connection closed, so the empty Close
  // that wslay_event_recv has queued by then is not written.
  void End() {
    if (is_eof_) return Finish();
    if (IsOver()) return;
    tcp_ = Tcp::kWriteShutdown;
    StopWslay();
    deadline_.Start(timeout_ms_);
  }

  void StopWslay() {
    output_.clear();
    wslay_event_shutdown_read(wslay_.get());
    wslay_event_shutdown_write(wslay_.get());
  }

  void Finish() {
    if (tcp_ == Tcp::kClosed) return;
    tcp_ = Tcp::kClosed;
    StopWslay();
    deadline_.Stop();
    observer_.OnClosed(
        {.is_clean = wslay_event_get_close_received(wslay_.get()) != 0 &&
                     wslay_event_get_close_sent(wslay_.get()) != 0,
         .code = wslay_event_get_status_code_received(wslay_.get()),
         .reason = reason_});
  }

  EndpointObserver& observer_;
  int64_t timeout_ms_;
  std::unique_ptr<wslay_event_context, Free> wslay_;
  std::string_view input_;
  std::string output_;   // what waits to be written
  size_t accepted_ = 0;  // what the transport takes of it now
  std::string reason_;
  Deadline deadline_;
  uint32_t keys_ = 0;
  bool is_eof_ = false;
  bool is_paused_ = false;
  bool is_close_called_ = false;
  bool has_failed_ = false;
  Tcp tcp_ = Tcp::kOpen;
};

}  // namespace

EndpointKind Wslay() {
  EndpointKind kind;
  kind.name = "wslay";
  kind.capabilities.reports_pings = true;
  kind.capabilities.reports_pongs = true;
  kind.capabilities.data_after_close = DataAfterClose::kDelivers;
  kind.make = [](const EndpointConfig& config, EndpointObserver& observer) {
    return std::make_unique<WslayEndpoint>(config, observer);
  };
  return kind;
}

}  // namespace wsdrain
