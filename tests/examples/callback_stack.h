// Tests a callback stack.
#pragma once

#include <memory>

#include "scenario/buffered_endpoint.h"
#include "tests/examples/my_callback_stack.h"

class CallbackStack : public wsdrain::BufferedEndpoint {
 public:
  CallbackStack(const wsdrain::EndpointConfig& config,
                wsdrain::EndpointObserver& observer, bool has_bug)
      : BufferedEndpoint(observer), server_(has_bug) {
    server_.on_output = [this](auto bytes) { Write(bytes); };
    server_.on_message = [this](bool is_text, auto payload) {
      app().OnMessage(is_text, payload);
    };
    server_.on_closing = [this, ms = config.timeout_ms] { StartDeadline(ms); };
    server_.on_end = [this](bool is_clean, uint16_t code) {
      FinishWhenWritten({is_clean, code, ""});
    };
  }

  size_t Receive(std::string_view bytes) override {
    server_.Feed(bytes);
    return bytes.size();
  }
  void ReceiveEof() override { FinishWhenWritten({false, 1006, ""}); }
  void ReceiveReset() override { Finish({false, 1006, ""}); }

  wsdrain::CallResult Send(bool is_text, std::string_view payload) override {
    return Done(!is_over() && server_.Send(is_text, payload));
  }
  wsdrain::CallResult StartClose(std::optional<uint16_t> code,
                                 std::string_view reason) override {
    return Done(!is_over() && server_.Close(code.value_or(0), reason));
  }

 private:
  static wsdrain::CallResult Done(bool is_accepted) {
    return is_accepted ? wsdrain::CallResult::kAccepted
                       : wsdrain::CallResult::kRefused;
  }

  MyCallbackServer server_;
};

inline wsdrain::EndpointKind MyCallbackStack(bool has_bug = false) {
  const auto make = [has_bug](const auto& config, auto& observer) {
    return std::make_unique<CallbackStack>(config, observer, has_bug);
  };
  return {"callback", make, {.reports_reasons = false}, /*has_client=*/false};
}
