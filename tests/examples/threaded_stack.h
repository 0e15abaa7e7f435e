// Tests a stack with a thread of its own: over a real socket, in real time.
#pragma once

#include "endpoints/hosted/hosted_stack.h"
#include "tests/examples/my_blocking_stack.h"

class ThreadedStack : public wsdrain::HostedStack {
 public:
  ThreadedStack(const wsdrain::EndpointConfig& config,
                wsdrain::EndpointObserver& observer, bool has_bug)
      : HostedStack(observer),
        server_({[this](auto... message) { TellMessage(message...); },
                 [this](auto... closed) { TellClosed({closed...}); }},
                stack_socket(), config.timeout_ms, has_bug) {}

  wsdrain::CallResult Send(bool is_text, std::string_view payload) override {
    return Done(server_.Send(is_text, payload));
  }
  wsdrain::CallResult StartClose(std::optional<uint16_t> code,
                                 std::string_view reason) override {
    return Done(server_.StartClose(code, reason));
  }

 private:
  static wsdrain::CallResult Done(bool is_accepted) {
    return is_accepted ? wsdrain::CallResult::kAccepted
                       : wsdrain::CallResult::kRefused;
  }

  MyBlockingServer server_;  // ends before the socket's other end does
};

inline wsdrain::EndpointKind MyThreadedStack(bool has_bug = false) {
  const auto make = [has_bug](const auto& config, auto& observer) {
    return std::make_unique<ThreadedStack>(config, observer, has_bug);
  };
  return {"threaded", make, {.has_virtual_time = false}, /*has_client=*/false};
}
