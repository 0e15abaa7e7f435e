// What no RFC sentence demands: our decisions, and an endpoint's own rules.
#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

Answer EndpointHasNoComplaint(const Ledger&, const Observation& now) {
  return now.complaint.empty() ? Holds()
                               : Broken("no broken invariant of its own",
                                        std::string(now.complaint));
}

Answer AbortEndsTheConnection(const Ledger& before, const Observation&) {
  if (!before.is_abort_called) return Unreached();
  return HoldsIf(before.closed.has_value() && before.IsTcpOver(),
                 "closed after an abort", "it goes on");
}

Answer AbortSendsNothing(const Ledger& before, const Observation& now) {
  if (!before.is_abort_called) return Unreached();
  return HoldsIf(now.kind == Seen::kSettled, "no frame after an abort",
                 "a frame");
}

Answer InputIsReadToItsEnd(const Ledger& before, const Observation& now) {
  // What is closed, and what half closed, cannot be told from outside.
  if (now.tcp == Tcp::kWriteShutdown || before.is_abort_called ||
      !before.capabilities.reports_end || before.is_reset ||
      before.IsDeadlineReached()) {
    return Unreached();
  }
  return HoldsIf(
      before.is_eof_received, "TCP is closed after the peer's FIN",
      "it was closed before, and what still comes is answered by RST");
}

constexpr Property kPolicy[] = {
    {"endpoint_has_no_complaint", "a_step_was_played", "policy", Level::kMust,
     Level::kMust,
     "no exception escapes, no loop runs on, no unreachable row is reached",
     kWhenSettled, EndpointHasNoComplaint, FailureKind::kCrash},
    {"abort_ends_the_connection", "an_abort_was_called", "7.1.1, D38",
     Level::kNote, Level::kMust, "a local abort closes TCP by any means",
     On(Seen::kSettled), AbortEndsTheConnection},
    {"abort_sends_nothing", "an_abort_ended_the_output", "7.1.1, D38",
     Level::kNote, Level::kMust, "a local abort sends no Close",
     On(Seen::kFrameSent, Seen::kSettled), AbortSendsNothing},
    {"input_is_read_to_its_end", "tcp_was_closed_after_the_peers_fin", "7.1.1",
     Level::kNote, Level::kMust,
     "to close cleanly: shutdown(SHUT_WR), recv until 0 bytes, close",
     On(Seen::kTcp), InputIsReadToItsEnd},
};

}  // namespace

std::span<const Property> PolicyProperties() { return kPolicy; }

}  // namespace wsdrain
