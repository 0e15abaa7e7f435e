// What a broken endpoint does otherwise than the reference behind it.
#ifndef WSDRAIN_TESTS_PROPS_LIES_H_
#define WSDRAIN_TESTS_PROPS_LIES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "frame/frame_writer.h"
#include "scenario/endpoint.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// A frame of the reference's as the codec writes it, changed or not.
inline std::string Encoded(const WireFrame& frame) {
  WireForm form;
  form.opcode = frame.opcode;
  form.is_final = frame.fin;
  form.rsv = frame.rsv;
  if (frame.is_masked) {
    form.key = MaskingKey{static_cast<uint8_t>(frame.key >> 24),
                          static_cast<uint8_t>(frame.key >> 16),
                          static_cast<uint8_t>(frame.key >> 8),
                          static_cast<uint8_t>(frame.key)};
  }
  if (frame.length_bits != 7)
    form.length = LengthForm{uint8_t(frame.length_bits)};
  return EncodeAnything(form, frame.payload);
}

// A call of the application's.
struct LocalCall {
  Verb verb;
  bool is_text = false;
  std::string payload;  // kClose: the reason
  std::optional<uint16_t> code = {};
};

inline CallResult MakeCall(Endpoint& endpoint, const LocalCall& call) {
  switch (call.verb) {
    case Verb::kSend:
      return endpoint.Send(call.is_text, call.payload);
    case Verb::kFragment:
      return endpoint.BeginMessage(call.is_text, call.payload);
    case Verb::kContinue:
      return endpoint.ContinueMessage(call.payload);
    case Verb::kFinish:
      return endpoint.FinishMessage(call.payload);
    case Verb::kPing:
      return endpoint.SendPing(call.payload);
    case Verb::kPong:
      return endpoint.SendPong(call.payload);
    case Verb::kClose:
      return endpoint.StartClose(call.code, call.payload);
    case Verb::kAbort:
      return endpoint.Abort();
    case Verb::kPause:
      return endpoint.Pause();
    case Verb::kResume:
      return endpoint.Resume();
    default:
      return CallResult::kUnsupported;
  }
}

class BrokenEndpoint;

// Each takes the place of what the endpoint would do, if it is set; the usual
// way is open to it through the endpoint's methods of the same name.
struct Lies {
  std::function<void(EndpointConfig&)> configure;         // limits of its own
  std::function<void(BrokenEndpoint&, WireFrame)> frame;  // going out
  std::function<void(BrokenEndpoint&, bool, std::string)> message;
  std::function<void(BrokenEndpoint&, std::string)> ping;
  std::function<void(BrokenEndpoint&, std::string)> pong;
  std::function<void(BrokenEndpoint&, ClosedReport)> closed;
  std::function<CallResult(BrokenEndpoint&, const LocalCall&)> call;
  std::function<size_t(BrokenEndpoint&, std::string_view)> receive;
  std::function<void(BrokenEndpoint&)> eof;
  std::function<void(BrokenEndpoint&)> reset;
  std::function<void(BrokenEndpoint&, int64_t)> elapse;
  std::function<std::optional<int64_t>(const BrokenEndpoint&)> next_deadline;
  std::function<Tcp(const BrokenEndpoint&, Tcp)> tcp;
  std::function<std::string(const BrokenEndpoint&)> complaint;
  // When `tcp` closes on its own, the end is reported then.
  bool reports_its_end = false;
  size_t hoarded_bytes = 0;
  bool can_be_copied = true;
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_PROPS_LIES_H_
