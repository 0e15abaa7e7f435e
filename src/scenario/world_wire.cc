// The simulated transport: bytes delivered and accepted, FIN and RST.
#include <algorithm>

#include "scenario/seat.h"
#include "scenario/world.h"

namespace wsdrain {

// --- Input -------------------------------------------------------------------

void World::Deliver(Seat& seat, const Step& step) {
  const bool had_bytes = !seat.in.bytes().empty();
  size_t bytes_max = seat.in.bytes().size();
  if (step.amount == Amount::kFrame) bytes_max = seat.in.BytesToBorder();
  if (step.amount == Amount::kBytes) {
    bytes_max = std::min(bytes_max, static_cast<size_t>(step.number));
  }
  DeliverBytes(seat, bytes_max);
  // The end counts as a border of its own.
  if (step.amount != Amount::kAll && had_bytes) return;
  const bool is_read_again = seat.ledger.is_eof_received;
  DeliverEnd(seat);
  if (is_read_again && !seat.ledger.is_reset && !seat.IsOver()) {
    seat.endpoint->ReceiveEof();  // whoever reads on is told again
  }
}

bool World::DeliverBytes(Seat& seat, size_t bytes_max) {
  bool any = false;
  while (bytes_max > 0 && !seat.IsOver() && !seat.in.bytes().empty()) {
    const size_t n =
        std::min({bytes_max, input_chunk_max_, seat.in.bytes().size()});
    const size_t taken = seat.Read(seat.in.bytes().substr(0, n));
    seat.in.Pop(taken);
    bytes_max -= taken;
    any = any || taken > 0;
    ObeyTcp(seat);
    if (taken < n) {  // it does not want to read now
      if (!seat.IsOver()) seat.Observe({.kind = Seen::kLeft});
      break;
    }
  }
  return any;
}

bool World::DeliverEnd(Seat& seat) {
  if (seat.ledger.is_reset || seat.IsOver() || !seat.in.bytes().empty()) {
    return false;
  }
  if (seat.in.has_reset || (seat.in.has_eof && seat.ledger.is_output_broken)) {
    ResetSeat(seat);  // D35: read to the end first, then TCP is gone
    return true;
  }
  if (!seat.in.has_eof || seat.is_end_delivered) return false;
  seat.is_end_delivered = true;
  seat.Observe({.kind = Seen::kEof});
  seat.endpoint->ReceiveEof();
  return true;
}

void World::ResetSeat(Seat& seat) {
  seat.in.DropBytes();
  if (seat.ledger.is_reset || seat.IsOver()) return;
  seat.is_end_delivered = true;
  seat.Observe({.kind = Seen::kReset});
  seat.endpoint->ReceiveReset();
}

// --- Output ------------------------------------------------------------------

void World::Accept(Seat& seat, const Step& step) {
  switch (step.amount) {
    case Amount::kBytes:
      AcceptBytes(seat, static_cast<size_t>(step.number), false);
      return;
    case Amount::kFrame:
      AcceptBytes(seat, seat.endpoint->OutputBytes(), true);
      return;
    case Amount::kAll:
      AcceptBytes(seat, seat.endpoint->OutputBytes(), false);
      return;
  }
}

bool World::AcceptBytes(Seat& seat, size_t bytes_max, bool stops_at_frame) {
  bool any = false;
  Seat* other = Other(seat);
  while (bytes_max > 0 && !seat.IsOver() && !seat.ledger.is_output_broken &&
         !seat.ledger.is_reset && seat.ledger.tcp == Tcp::kOpen) {
    std::string out;
    seat.endpoint->CopyOutput(
        stops_at_frame ? seat.output.BytesMissing() : bytes_max, out);
    if (out.empty()) break;
    any = true;
    bytes_max -= std::min(bytes_max, out.size());
    seat.Observe({.kind = Seen::kOutput, .bytes = out});
    if (other != nullptr && other->IsOver()) {
      seat.in.has_reset = true;  // bytes that nobody reads are answered by RST
    } else if (other != nullptr) {
      other->in.Push(out);
    }
    seat.output.Feed(out);
    bool is_frame = false;
    while (const auto frame = seat.output.Next()) {
      is_frame = true;
      if (other != nullptr) other->in.MarkBorderAt(seat.output.position());
      seat.Observe({.kind = Seen::kFrameSent, .frame = &*frame});
    }
    seat.endpoint->OutputAccepted(out.size());
    if (stops_at_frame && is_frame) break;
  }
  return any;
}

bool World::ObeyTcp(Seat& seat) {
  const Tcp wish = seat.endpoint->tcp();
  if (seat.IsOver() || wish == seat.ledger.tcp) return false;
  Seat* other = Other(seat);
  Observation seen{.kind = Seen::kTcp, .tcp = wish};
  seen.is_torn = seat.output.IsTorn();
  seen.is_output_free =
      !seat.ledger.is_output_held && !seat.ledger.is_output_broken;
  if (wish == Tcp::kWriteShutdown) {
    if (other != nullptr) other->in.has_eof = true;
  } else {
    seen.unread = seat.in.bytes().size();
    const bool is_rst = wish == Tcp::kReset || seen.unread > 0;
    if (other != nullptr && is_rst) {
      other->in.has_reset = true;
      if (reset_discards_) other->in.DropBytes();
    } else if (other != nullptr) {
      other->in.has_eof = true;
    }
  }
  seat.Observe(seen);
  return true;
}

}  // namespace wsdrain
