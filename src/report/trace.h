// A run written down: what each endpoint read, sent, told and did, in order.
#ifndef WSDRAIN_REPORT_TRACE_H_
#define WSDRAIN_REPORT_TRACE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frame/role.h"
#include "scenario/endpoint.h"
#include "scenario/input_view.h"
#include "scenario/observation.h"
#include "scenario/runner.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// "open", "write_shutdown", "closed", "reset".
std::string_view TcpName(Tcp tcp);

// One thing that was seen. Only the fields of its kind are set.
struct TraceItem {
  Seen kind = Seen::kStep;
  Role role = Role::kClient;  // whose
  size_t step = 0;            // index; the number of steps: the fair phase
  int64_t at_ms = 0;
  std::string bytes;     // kInput, kOutput; kMessage, kPing, kPong: the payload
  bool is_text = false;  // kMessage
  std::vector<WireFrame> frames;    // kFrameSent: one; kInput: those it ends
  std::optional<InputFault> fault;  // kInput: the first that was seen
  std::optional<Step> call;         // kCall
  CallResult result = CallResult::kAccepted;  // kCall
  std::optional<ClosedReport> closed;         // kClosed
  Tcp tcp = Tcp::kOpen;                       // kTcp
  size_t unread = 0;  // kTcp: bytes that were never read
  int64_t ms = 0;     // kTime: how far the clock has moved
};

// Records a run. Steps without a trace of their own, quiet moments and the
// second seat's clock are left out.
class Trace : public RunSink {
 public:
  void OnStep(size_t index) override { step_ = index; }
  void OnObservation(const Ledger& before, const Observation& now) override;

  const std::vector<TraceItem>& items() const { return items_; }
  // All that the transport took from `role`.
  const std::string& sent(Role role) const { return SideOf(role).sent; }
  bool has(Role role) const { return SideOf(role).is_seen; }
  // What `role` last did to TCP, and how it told that it was closed.
  Tcp tcp(Role role) const { return SideOf(role).tcp; }
  const TraceItem* closed(Role role) const;

 private:
  struct Side {
    bool is_seen = false;
    std::string sent;
    WireView read;  // cuts input into frames
    bool has_fault = false;
    Tcp tcp = Tcp::kOpen;
    std::optional<size_t> closed;  // its first report, in items_
  };

  const Side& SideOf(Role role) const {
    return sides_[static_cast<size_t>(role)];
  }
  void AddInput(Side& side, const Ledger& before, TraceItem item);

  std::array<Side, 2> sides_;
  std::vector<TraceItem> items_;
  size_t step_ = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_REPORT_TRACE_H_
