// Makes the application's calls and notes the endpoint's callbacks.
#include "scenario/seat.h"

#include <algorithm>
#include <utility>

#include "scenario/endpoint_guard.h"

namespace wsdrain {

Seat::Seat(const EndpointKind& kind, const EndpointConfig& config,
           ObservationSink& sink)
    : ledger(config.role, kind.capabilities, config),
      endpoint(Guarded(kind.make(config, *this))),
      sink_(&sink) {}

Seat::Seat(const Seat& other, ObservationSink& sink)
    : ledger(other.ledger),
      endpoint(other.endpoint->Clone(*this)),
      in(other.in),
      output(other.output),
      is_input_held(other.is_input_held),
      is_end_delivered(other.is_end_delivered),
      sink_(&sink),
      hooks_(other.hooks_) {}

void Seat::Observe(const Observation& seen) {
  sink_->OnObservation(ledger, seen);
  ledger.Fold(seen);
}

template <typename Done>
void Seat::ReadUntil(Done done) {
  while (!chunk_.empty() && !done()) {
    const std::string_view before = chunk_;
    ledger.TakeInput(chunk_);
    Observe({.kind = Seen::kInput,
             .bytes = before.substr(0, before.size() - chunk_.size())});
  }
}

size_t Seat::Read(std::string_view chunk) {
  const std::string bytes(chunk);  // callbacks may change the pipe
  chunk_ = bytes;
  const size_t taken = std::min(endpoint->Receive(bytes), bytes.size());
  // What the callbacks have shown to be read is noted already.
  const size_t noted = bytes.size() - chunk_.size();
  chunk_ = chunk_.substr(0, taken > noted ? taken - noted : 0);
  ReadUntil([] { return false; });
  return taken;
}

// The callbacks tell how far a chunk has been read: up to the frame that
// explains them. What comes later in the chunk is not yet known to the
// endpoint when it makes calls from inside.

void Seat::OnMessage(bool is_text, std::string_view payload) {
  ReadUntil([&] {
    return std::any_of(ledger.messages_undelivered.begin(),
                       ledger.messages_undelivered.end(), [&](const auto& m) {
                         return m.is_text == is_text && m.payload == payload;
                       });
  });
  Observe({.kind = Seen::kMessage, .is_text = is_text, .payload = payload});
  RunHooks(Hook::kMessage);
}

void Seat::OnPing(std::string_view payload) {
  ReadUntil([&] {
    return std::count(ledger.pings_unreported.begin(),
                      ledger.pings_unreported.end(), payload) > 0;
  });
  Observe({.kind = Seen::kPing, .payload = payload});
  RunHooks(Hook::kPing);
}

void Seat::OnPong(std::string_view payload) {
  ReadUntil([&] {
    return std::count(ledger.pongs_unreported.begin(),
                      ledger.pongs_unreported.end(), payload) > 0;
  });
  Observe({.kind = Seen::kPong, .payload = payload});
}

void Seat::OnClosed(const ClosedReport& report) {
  ReadUntil([&] { return ledger.is_abort_called || ledger.input.IsOver(); });
  Observe({.kind = Seen::kClosed, .closed = &report});
  RunHooks(Hook::kClosed);
}

void Seat::CallOrHook(const Step& step) {
  if (step.hook == Hook::kNone) {
    Call(step);
  } else {
    hooks_.push_back(step);
  }
}

void Seat::RunHooks(Hook hook) {
  std::vector<Step> due;
  for (const Step& step : hooks_) {
    if (step.hook == hook) due.push_back(step);
  }
  std::erase_if(hooks_, [hook](const Step& s) { return s.hook == hook; });
  for (const Step& step : due) Call(step);
}

void Seat::Call(const Step& step) {
  const std::string payload = step.payload.Bytes();
  const bool is_text = step.opcode == 1;
  Observation seen{.kind = Seen::kCall, .step = &step};
  seen.output_before = endpoint->OutputBytes();
  switch (step.verb) {
    case Verb::kSend:
      seen.result = endpoint->Send(is_text, payload);
      break;
    case Verb::kFragment:
      seen.result = endpoint->BeginMessage(is_text, payload);
      break;
    case Verb::kContinue:
      seen.result = endpoint->ContinueMessage(payload);
      break;
    case Verb::kFinish:
      seen.result = endpoint->FinishMessage(payload);
      break;
    case Verb::kPing:
      seen.result = endpoint->SendPing(payload);
      break;
    case Verb::kPong:
      seen.result = endpoint->SendPong(payload);
      break;
    case Verb::kClose:
      seen.result = endpoint->StartClose(step.code, payload);
      break;
    case Verb::kAbort:
      // Closed may be reported from inside the call.
      ledger.is_abort_called = true;
      seen.result = endpoint->Abort();
      ledger.is_abort_called = seen.result == CallResult::kAccepted;
      break;
    case Verb::kPause:
      seen.result = endpoint->Pause();
      break;
    case Verb::kResume: {
      // What waits is delivered from inside the call, and may pause again.
      const bool was_paused = std::exchange(ledger.is_paused, false);
      seen.result = endpoint->Resume();
      if (seen.result != CallResult::kAccepted) ledger.is_paused = was_paused;
      break;
    }
    default:
      return;
  }
  seen.output_after = endpoint->OutputBytes();
  Observe(seen);
}

}  // namespace wsdrain
