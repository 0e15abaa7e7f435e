// One endpoint's place in the world: its ledger, its ends of the wire, and the
// calls that wait for its callbacks.
#ifndef WSDRAIN_SCENARIO_SEAT_H_
#define WSDRAIN_SCENARIO_SEAT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/endpoint.h"
#include "scenario/ledger.h"
#include "scenario/parts.h"
#include "scenario/pipe.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"
#include "scenario/world.h"

namespace wsdrain {

class Seat : public EndpointObserver {
 public:
  Seat(const EndpointKind& kind, const EndpointConfig& config,
       ObservationSink& sink);
  // A copy watched by `sink`; its endpoint is null if it cannot be copied.
  Seat(const Seat& other, ObservationSink& sink);

  void OnMessage(bool is_text, std::string_view payload) override;
  void OnPing(std::string_view payload) override;
  void OnPong(std::string_view payload) override;
  void OnClosed(const ClosedReport& report) override;

  // Shows `seen` to the sink, then notes it.
  void Observe(const Observation& seen);

  // Makes the local call of `step` now, or lets it wait for its callback.
  void CallOrHook(const Step& step);

  size_t calls_waiting() const { return hooks_.size(); }

  bool Save(std::string& state) const;
  bool Load(PartsReader& from);

  // Offers `chunk` to the endpoint; returns how much it took.
  size_t Read(std::string_view chunk);

  bool IsOver() const { return ledger.IsTcpOver(); }

  Ledger ledger;
  std::unique_ptr<Endpoint> endpoint;
  Pipe in;          // what the peer has sent, not yet read
  WireView output;  // what this side has sent, cut into frames
  bool is_input_held = false;
  bool is_end_delivered = false;  // EOF or reset

 private:
  void Call(const Step& step);
  void RunHooks(Hook hook);
  // Reads on in the chunk that the endpoint is working on, until `done`.
  template <typename Done>
  void ReadUntil(Done done);

  ObservationSink* sink_;
  std::string_view chunk_;  // offered, and not yet noted as read
  std::vector<Step> hooks_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SEAT_H_
