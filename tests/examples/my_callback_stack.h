// A small WebSocket server over wslay's event API, as a program may have it.
#ifndef WSDRAIN_TESTS_EXAMPLES_MY_CALLBACK_STACK_H_
#define WSDRAIN_TESTS_EXAMPLES_MY_CALLBACK_STACK_H_

#include <wslay/wslay.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "frame/utf8.h"

// It is fed with what was read, and calls back from inside; it never blocks.
class MyCallbackServer {
 public:
  std::function<void(std::string_view bytes)> on_output;
  std::function<void(bool is_text, std::string_view payload)> on_message;
  std::function<void()> on_closing;  // a Close has been put out
  // Nothing more is read for: TCP is to be closed when all is written.
  std::function<void(bool is_clean, uint16_t code)> on_end;

  explicit MyCallbackServer(bool reads_once_after_close = false)
      : reads_once_after_close_(reads_once_after_close) {
    wslay_event_callbacks callbacks = {};
    callbacks.recv_callback = Read;
    callbacks.send_callback = Write;
    callbacks.on_msg_recv_callback = TakeMessage;
    wslay_event_context_server_init(&wslay_, &callbacks, this);
  }
  ~MyCallbackServer() { wslay_event_context_free(wslay_); }
  MyCallbackServer(const MyCallbackServer&) = delete;
  MyCallbackServer& operator=(const MyCallbackServer&) = delete;

  void Feed(std::string_view bytes) {
    const bool has_sent_close = wslay_event_get_close_sent(wslay_) != 0;
    input_ = bytes;
    wslay_event_recv(wslay_);
    if (has_sent_close && reads_once_after_close_) {
      wslay_event_shutdown_read(wslay_);
    }
    Advance();
  }
  // False: wslay says no, or it is no text: wslay sends what it is given.
  bool Send(bool is_text, std::string_view payload) {
    if (is_text && !wsdrain::IsUtf8(payload)) return false;
    const uint8_t opcode = is_text ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME;
    const wslay_event_msg message = {opcode, Bytes(payload), payload.size()};
    const bool is_queued = wslay_event_queue_msg(wslay_, &message) == 0;
    Advance();
    return is_queued;
  }
  // Likewise. `code` 0: none.
  bool Close(uint16_t code, std::string_view reason) {
    if (!wsdrain::IsUtf8(reason)) return false;
    const bool is_queued = wslay_event_queue_close(wslay_, code, Bytes(reason),
                                                   reason.size()) == 0;
    Advance();
    return is_queued;
  }

 private:
  using Context = wslay_event_context_ptr;

  static MyCallbackServer& Of(void* self) {
    return *static_cast<MyCallbackServer*>(self);
  }
  static const uint8_t* Bytes(std::string_view text) {
    return reinterpret_cast<const uint8_t*>(text.data());
  }
  static std::string_view Text(const uint8_t* bytes, size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
  }

  static ssize_t Read(Context wslay, uint8_t* to, size_t size, int /*flags*/,
                      void* self) {
    std::string_view& input = Of(self).input_;
    const size_t count = input.copy(reinterpret_cast<char*>(to), size);
    input.remove_prefix(count);
    if (count > 0) return static_cast<ssize_t>(count);
    wslay_event_set_error(wslay, WSLAY_ERR_WOULDBLOCK);
    return -1;
  }
  static ssize_t Write(Context, const uint8_t* bytes, size_t size,
                       int /*flags*/, void* self) {
    Of(self).on_output(Text(bytes, size));
    return static_cast<ssize_t>(size);
  }
  static void TakeMessage(Context, const wslay_event_on_msg_recv_arg* message,
                          void* self) {
    if (wslay_is_ctrl_frame(message->opcode)) return;
    Of(self).on_message(message->opcode == WSLAY_TEXT_FRAME,
                        Text(message->msg, message->msg_length));
  }

  void Advance() {
    wslay_event_send(wslay_);
    if (wslay_event_get_close_sent(wslay_)) on_closing();
    if (wslay_event_want_read(wslay_)) return;
    on_end(wslay_event_get_close_received(wslay_) != 0,
           wslay_event_get_status_code_received(wslay_));
  }

  bool reads_once_after_close_;  // the bug of the question
  Context wslay_ = nullptr;
  std::string_view input_;
};

#endif  // WSDRAIN_TESTS_EXAMPLES_MY_CALLBACK_STACK_H_
