// A world as bytes, and back.
#include "scenario/seat.h"
#include "scenario/world.h"

namespace wsdrain {
namespace {

// In front of an endpoint's bytes stands their number, so wide.
constexpr size_t kSizeBytes = 4;

}  // namespace

bool Seat::Save(std::string& state) const {
  const size_t begin = state.size();
  state.append(kSizeBytes, '\0');
  if (!endpoint->Save(state)) return false;
  const size_t size = state.size() - begin - kSizeBytes;
  for (size_t i = 0; i < kSizeBytes; ++i) {
    state[begin + i] = static_cast<char>(size >> (8 * i));
  }
  PartsWriter writer(state);
  writer.Write(ledger);
  writer.Write(in);
  writer.Write(output);
  writer.Write(is_input_held);
  writer.Write(is_end_delivered);
  writer.Write(hooks_);
  return true;
}

bool Seat::Load(PartsReader& from) {
  size_t size = 0;
  const std::string_view state = from.rest();
  for (size_t i = kSizeBytes; i-- > 0;) {
    size = size << 8 | static_cast<uint8_t>(state[i]);
  }
  if (!endpoint->Load(state.substr(kSizeBytes, size))) return false;
  from = PartsReader(state.substr(kSizeBytes + size));
  from.Read(ledger);
  ledger.input.Reread();
  from.Read(in);
  from.Read(output);
  from.Read(is_input_held);
  from.Read(is_end_delivered);
  from.Read(hooks_);
  return true;
}

bool World::Save(std::string& state) const {
  {
    PartsWriter writer(state);
    writer.Write(remote_key_);
    writer.Write(is_remote_gone_);
  }
  for (const auto& seat : seats_) {
    if (!seat->Save(state)) return false;
  }
  return true;
}

bool World::Load(std::string_view state) {
  PartsReader reader(state);
  reader.Read(remote_key_);
  reader.Read(is_remote_gone_);
  for (const auto& seat : seats_) {
    if (!seat->Load(reader)) return false;
  }
  return true;
}

World::Prospect World::ProspectOf(Role role) const {
  const Seat& seat = SeatOf(role);
  return {.unread = seat.in.bytes().size(),
          .output_bytes = seat.endpoint->OutputBytes(),
          .calls_waiting = seat.calls_waiting(),
          .is_end_due =
              (seat.in.has_eof || seat.in.has_reset) && !seat.is_end_delivered,
          .is_end_read = seat.ledger.is_eof_received,
          .is_remote_gone = is_remote_gone_,
          .is_input_ignored = seat.ledger.input.IsOver(),
          .is_over = seat.IsOver()};
}

}  // namespace wsdrain
