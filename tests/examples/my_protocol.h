// What a server makes of frames, for the two of my stacks that bring their I/O.
#ifndef WSDRAIN_TESTS_EXAMPLES_MY_PROTOCOL_H_
#define WSDRAIN_TESTS_EXAMPLES_MY_PROTOCOL_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "frame/close_code.h"
#include "frame/close_payload.h"
#include "frame/frame_reader.h"
#include "frame/frame_writer.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "frame/utf8.h"
#include "frame/violation.h"

struct MyHandlers {
  std::function<void(bool is_text, std::string payload)> on_message;
  // TCP is closed. 7.1.4 to 7.1.6 say what that is called.
  std::function<void(bool is_clean, uint16_t code, std::string reason)>
      on_closed;
};

class MyProtocol {
 public:
  explicit MyProtocol(MyHandlers handlers) : handlers_(std::move(handlers)) {}

  // Takes what was read. What comes after the peer's Close, or after it has
  // broken the protocol, is discarded.
  void Take(std::string_view bytes) {
    while (!is_done_) {
      const bool is_control = IsControl(reader_.header().opcode);
      switch (reader_.Read(bytes, is_control ? control_ : message_)) {
        case wsdrain::FrameReader::Status::kNeedMore:
          return;
        case wsdrain::FrameReader::Status::kFrameStart:
          is_text_ = reader_.message_opcode() == wsdrain::Opcode::kText;
          break;
        case wsdrain::FrameReader::Status::kFrameEnd:
          TakeFrame(reader_.header());
          break;
        case wsdrain::FrameReader::Status::kViolation:
          SendClose({.code = Describe(reader_.violation()).close_code});
          is_done_ = true;
      }
    }
  }

  // False: it may not be sent, or not any more.
  bool Send(bool is_text, std::string_view payload) {
    if (MayNotSend() || (is_text && !wsdrain::IsUtf8(payload))) return false;
    Put(is_text ? wsdrain::Opcode::kText : wsdrain::Opcode::kBinary, payload);
    return true;
  }
  // Likewise.
  bool StartClose(std::optional<uint16_t> code, std::string_view reason) {
    const auto close =
        wsdrain::MakeClosePayload(code, reason, wsdrain::Role::kServer);
    if (MayNotSend() || !close.ok()) return false;
    SendClose(*close);
    return true;
  }

  // What is to be written next, in this order.
  std::string TakeOutput() { return std::exchange(output_, ""); }
  bool has_output() const { return !output_.empty(); }

  // Our Close is put out: from now on a deadline runs.
  bool is_closing() const { return has_sent_close_; }
  // Nothing more is read for: TCP is to be ended when all is written.
  bool is_done() const { return is_done_; }
  // TCP is closed, and all of the output `is_written`, or is not.
  void TellClosed(bool is_written) {
    is_over_ = true;
    if (!close_received_.has_value()) {
      return handlers_.on_closed(false, wsdrain::kAbnormalClosure, "");
    }
    handlers_.on_closed(
        is_written, close_received_->code.value_or(wsdrain::kNoStatusReceived),
        close_received_->reason);
  }

 private:
  bool MayNotSend() const { return is_over_ || has_sent_close_; }

  void TakeFrame(const wsdrain::FrameHeader& frame) {
    if (frame.opcode == wsdrain::Opcode::kPing) {
      Put(wsdrain::Opcode::kPong, control_);
    } else if (frame.opcode == wsdrain::Opcode::kClose) {
      // The reader has found it legal.
      close_received_ = std::get<wsdrain::ClosePayload>(
          wsdrain::ParseClosePayload(control_, false));
      SendClose({.code = close_received_->code});
      is_done_ = true;
    } else if (!IsControl(frame.opcode) && frame.is_final) {
      handlers_.on_message(is_text_, std::exchange(message_, ""));
    }
    if (IsControl(frame.opcode)) control_.clear();
  }

  void SendClose(const wsdrain::ClosePayload& close) {
    if (std::exchange(has_sent_close_, true)) return;
    Put(wsdrain::Opcode::kClose, wsdrain::EncodeClosePayload(close));
  }
  void Put(wsdrain::Opcode opcode, std::string_view payload) {
    output_ += wsdrain::EncodeFrame(opcode, payload);
  }

  MyHandlers handlers_;
  wsdrain::FrameReader reader_{wsdrain::Role::kServer,
                               {.message_bytes_max = 1 << 20}};
  std::string message_;  // as far as it has come
  std::string control_;
  bool is_text_ = false;
  std::string output_;
  bool has_sent_close_ = false;
  bool is_done_ = false;
  bool is_over_ = false;
  std::optional<wsdrain::ClosePayload> close_received_;
};

#endif  // WSDRAIN_TESTS_EXAMPLES_MY_PROTOCOL_H_
