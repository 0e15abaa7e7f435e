// Plays steps: moves bytes, lets time pass, and notes what is seen.
#include "scenario/world.h"

#include <algorithm>
#include <utility>

#include "scenario/remote_frame.h"
#include "scenario/seat.h"

namespace wsdrain {
namespace {

// More rounds than any of our own worlds needs; a stranger that never rests
// is stopped here.
constexpr int kRoundsMax = 1000;
constexpr size_t kTurnsMax = 1000;
// Clock stops in one `elapse`: beyond, the rest passes at once.
constexpr int kStopsMax = 64;

EndpointConfig ConfigFor(const Scenario& scenario, Role role,
                         const EndpointKind& kind) {
  EndpointConfig config;
  config.role = role;
  config.timeout_ms = scenario.timeout_ms;
  // Whoever has not these knobs is judged by how they stand by default.
  if (kind.capabilities.follows_settings) {
    config.settings = scenario.settings[static_cast<size_t>(role)];
  }
  config.keys = scenario.keys;
  return config;
}

}  // namespace

World::World(const Scenario& scenario, const Players& players,
             size_t input_chunk_max, ObservationSink& sink)
    : is_pair_(scenario.cast == Cast::kPair),
      reset_discards_(scenario.reset_discards),
      input_chunk_max_(std::max<size_t>(input_chunk_max, 1)),
      remote_key_(kFirstRemoteKey),
      sink_(&sink) {
  for (const Role role : {Role::kClient, Role::kServer}) {
    const EndpointKind* kind =
        role == Role::kClient ? players.client : players.server;
    if (kind == nullptr) continue;
    seats_.push_back(
        std::make_unique<Seat>(*kind, ConfigFor(scenario, role, *kind), sink));
  }
}

World::World(const World& other, ObservationSink& sink)
    : is_pair_(other.is_pair_),
      reset_discards_(other.reset_discards_),
      input_chunk_max_(other.input_chunk_max_),
      remote_key_(other.remote_key_),
      is_remote_gone_(other.is_remote_gone_),
      sink_(&sink) {
  for (const auto& seat : other.seats_) {
    seats_.push_back(std::make_unique<Seat>(*seat, sink));
  }
}

World::~World() = default;

std::unique_ptr<World> World::Clone(ObservationSink& sink) const {
  std::unique_ptr<World> copy(new World(*this, sink));
  for (const auto& seat : copy->seats_) {
    if (seat->endpoint == nullptr) return nullptr;
  }
  return copy;
}

const Seat& World::SeatOf(Role role) const {
  return *seats_[is_pair_ && role == Role::kServer ? 1 : 0];
}

const Ledger& World::ledger(Role role) const { return SeatOf(role).ledger; }

Seat* World::Other(const Seat& seat) const {
  if (!is_pair_) return nullptr;
  return seats_[0].get() == &seat ? seats_[1].get() : seats_[0].get();
}

Seat& World::SeatOf(const Step& step) {
  return is_pair_ && step.side == Role::kServer ? *seats_[1] : *seats_[0];
}

// --- Steps -------------------------------------------------------------------

void World::Play(const Step& step) {
  for (uint32_t i = 0; i < step.times; ++i) PlayOnce(step);
}

void World::PlayOnce(const Step& step) {
  Seat& seat = SeatOf(step);
  for (const auto& any : seats_) {
    any->Observe({.kind = Seen::kStep, .step = &step});
  }
  if (IsLocal(step.verb)) {
    seat.CallOrHook(step);
  } else if (IsRemote(step.verb)) {
    PlayRemote(step);
  } else if (step.verb == Verb::kElapse) {
    Elapse(step.number);
    return;
  } else if (step.verb == Verb::kLose) {
    for (const auto& any : seats_) ResetSeat(*any);
  } else {
    PlayWire(seat, step);
  }
  Settle();
}

void World::PlayRemote(const Step& step) {
  Seat& seat = *seats_[0];
  if (is_pair_ || is_remote_gone_) return;
  switch (step.verb) {
    case Verb::kRemoteFrame: {
      const Role reader = seat.ledger.role;
      MaskingKey key = {};
      if (NeedsAKey(step, reader)) key = KeyOfNumber(remote_key_++);
      seat.in.Push(RemoteFrameBytes(step, reader, key));
      seat.in.MarkBorder();
      return;
    }
    case Verb::kRemoteBytes:
      seat.in.Push(step.payload.Bytes());
      seat.in.MarkBorder();
      return;
    case Verb::kRemoteEof:
      seat.in.has_eof = is_remote_gone_ = true;
      return;
    case Verb::kRemoteReset:
      seat.in.has_reset = is_remote_gone_ = true;
      if (reset_discards_) ResetSeat(seat);
      return;
    default:
      return;
  }
}

void World::PlayWire(Seat& seat, const Step& step) {
  switch (step.verb) {
    case Verb::kDeliver:
      Deliver(seat, step);
      return;
    case Verb::kAccept:
      Accept(seat, step);
      return;
    case Verb::kHoldInput:
      seat.is_input_held = true;
      return;
    case Verb::kHoldOutput:
      seat.ledger.is_output_held = true;
      return;
    case Verb::kBreakOutput:
      // Noted first: the endpoint may report its end from inside the call.
      if (!std::exchange(seat.ledger.is_output_broken, true)) {
        seat.endpoint->OutputBroken();
      }
      // D35: after the end of the input a write error says that TCP is gone.
      if (seat.ledger.is_eof_received) ResetSeat(seat);
      return;
    case Verb::kAwaitMessage:
      seat.endpoint->AwaitMessage();
      return;
    default:
      return;
  }
}

// --- Until nothing happens by itself -----------------------------------------

bool World::Pump(Seat& seat) {
  bool any = false;
  if (!seat.is_input_held) {
    any = DeliverBytes(seat, seat.in.bytes().size()) || any;
    any = DeliverEnd(seat) || any;
  }
  any = seat.endpoint->RunUntilIdle(kTurnsMax) > 0 || any;
  if (!seat.ledger.is_output_held) {
    any = AcceptBytes(seat, seat.endpoint->OutputBytes(), false) || any;
  }
  return ObeyTcp(seat) || any;
}

void World::Settle() {
  for (int round = 0; round < kRoundsMax; ++round) {
    bool any = false;
    for (const auto& seat : seats_) any = Pump(*seat) || any;
    if (!any) break;
  }
  ObserveAll(Seen::kSettled, Ending::kSilent);
}

void World::ObserveAll(Seen kind, Ending ending) {
  for (const auto& seat : seats_) {
    Observation seen{.kind = kind};
    const std::string complaint = seat->endpoint->Complaint();
    seen.complaint = complaint;
    seen.ending = ending;
    seen.unread = seat->in.bytes().size();
    seen.is_output_free =
        !seat->ledger.is_output_held && !seat->ledger.is_output_broken;
    const bool is_end_due =
        (seat->in.has_eof || seat->in.has_reset) && !seat->is_end_delivered;
    seen.output_after = seat->endpoint->OutputBytes();
    // Of a live peer no more is seen when TCP is over, whatever was on the way.
    const bool is_over =
        seat->IsOver() && !seat->ledger.capabilities.reports_end;
    seen.is_quiescent = ((seen.unread == 0 && !is_end_due) || is_over) &&
                        seen.output_after == 0;
    seen.buffered_bytes = seat->endpoint->BufferedBytes().value_or(0);
    seen.has_timer = seat->endpoint->NextDeadline().has_value();
    seen.may_still_move = seat->endpoint->MayStillMove();
    const Seat* other = Other(*seat);
    seen.peer = other == nullptr ? nullptr : &other->ledger;
    seat->Observe(seen);
  }
}

// --- Time --------------------------------------------------------------------

int64_t World::NextStop(int64_t ms) const {
  int64_t next = ms;
  for (const auto& seat : seats_) {
    if (seat->IsOver()) continue;
    const auto own = seat->endpoint->NextDeadline();
    if (own.has_value() && *own > 0) next = std::min(next, *own);
    const Ledger& ledger = seat->ledger;
    if (!ledger.IsClosing()) continue;
    const int64_t judged =
        *ledger.closing_since_ms + ledger.timeout_ms - ledger.now_ms;
    if (judged > 0) next = std::min(next, judged);
  }
  return next;
}

void World::Elapse(int64_t ms) {
  for (int stop = 0; ms > 0 || stop == 0; ++stop) {
    const int64_t passed = stop < kStopsMax ? NextStop(ms) : ms;
    ms -= passed;
    for (const auto& seat : seats_) {
      seat->Observe({.kind = Seen::kTime, .ms = passed});
      if (!seat->IsOver()) seat->endpoint->Elapse(passed);
    }
    Settle();
  }
}

// --- The fair phase ----------------------------------------------------------

void World::End(Ending ending) {
  int64_t left_ms = 0;
  for (const auto& seat : seats_) {
    seat->is_input_held = false;
    seat->ledger.is_output_held = false;
    seat->ledger.is_fair_phase = true;
  }
  Settle();
  for (const auto& seat : seats_) {
    const Ledger& ledger = seat->ledger;
    if (!ledger.IsClosing() || ledger.closed.has_value()) continue;
    left_ms = std::max(
        left_ms, *ledger.closing_since_ms + ledger.timeout_ms - ledger.now_ms);
    if (ending != Ending::kCooperative || is_pair_ || is_remote_gone_) continue;
    if (!ledger.input.IsOver() && !ledger.input.IsMidFrame()) {
      Step close;
      close.verb = Verb::kRemoteFrame;
      close.opcode = 8;
      close.payload.unit = "\x03\xE8";
      PlayRemote(close);
    }
    Step eof;
    eof.verb = Verb::kRemoteEof;
    PlayRemote(eof);
    Settle();
  }
  const bool time_passes = ending == Ending::kSilent;
  if (time_passes && left_ms > 0) Elapse(left_ms);
  ObserveAll(Seen::kEnd, ending);
}

}  // namespace wsdrain
