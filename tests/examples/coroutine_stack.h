// Tests a coroutine stack, over the stream in memory that is shipped for it.
#pragma once

#include "endpoints/asio/memory_stream.h"
#include "endpoints/asio/virtual_clock.h"
#include "tests/examples/my_coroutine_stack.h"

class CoroutineStack : public wsdrain::Endpoint {
 public:
  CoroutineStack(const wsdrain::EndpointConfig& config,
                 wsdrain::EndpointObserver& observer, bool has_bug)
      : server_({[&](auto... message) { observer.OnMessage(message...); },
                 [&](auto... closed) { observer.OnClosed({closed...}); }},
                stream_, config.timeout_ms, has_bug) {}
  size_t Receive(std::string_view bytes) override {
    size_t taken = 0;
    while (const size_t count = stream_.Receive(bytes.substr(taken))) {
      taken += count;
      RunUntilIdle(1000);  // the stack takes it, and reads on
    }
    return taken;
  }
  void ReceiveEof() override { stream_.ReceiveEof(); }
  void ReceiveReset() override { stream_.ReceiveReset(); }
  void OutputBroken() override { stream_.BreakOutput(); }
  size_t OutputBytes() const override { return stream_.OutputBytes(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    stream_.CopyOutput(bytes_max, out);
  }
  void OutputAccepted(size_t n) override { stream_.OutputAccepted(n); }
  wsdrain::Tcp tcp() const override { return stream_.tcp(); }
  void Elapse(int64_t ms) override { now_ms_ += ms; }
  size_t RunUntilIdle(size_t turns_max) override {
    const wsdrain::VirtualClock clock(now_ms_);
    context_.restart();
    size_t turns = 0;
    while (turns <= turns_max && context_.poll_one() > 0) ++turns;
    return turns;
  }
  wsdrain::CallResult StartClose(std::optional<uint16_t> code,
                                 std::string_view reason) override {
    const wsdrain::VirtualClock clock(now_ms_);  // a timer is set here
    return server_.StartClose(code, reason) ? wsdrain::CallResult::kAccepted
                                            : wsdrain::CallResult::kRefused;
  }

 private:
  int64_t now_ms_ = 0;
  boost::asio::io_context context_;
  wsdrain::MemoryStream stream_{context_};
  MyCoroutineServer<wsdrain::MemoryStream> server_;
};

inline wsdrain::EndpointKind MyCoroutineStack(bool has_bug = false) {
  const auto make = [has_bug](const auto& config, auto& observer) {
    return std::make_unique<CoroutineStack>(config, observer, has_bug);
  };
  return {"coroutine", make, {}, /*has_client=*/false};
}
