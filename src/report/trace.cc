// Copies out of each observation what outlives it.
#include "report/trace.h"

#include <utility>

#include "scenario/ledger.h"

namespace wsdrain {

std::string_view TcpName(Tcp tcp) {
  switch (tcp) {
    case Tcp::kOpen:
      return "open";
    case Tcp::kWriteShutdown:
      return "write_shutdown";
    case Tcp::kClosed:
      return "closed";
    case Tcp::kReset:
      return "reset";
  }
  return "";
}

const TraceItem* Trace::closed(Role role) const {
  const std::optional<size_t>& index = SideOf(role).closed;
  return index.has_value() ? &items_[*index] : nullptr;
}

void Trace::OnObservation(const Ledger& before, const Observation& now) {
  Side& side = sides_[static_cast<size_t>(before.role)];
  side.is_seen = true;
  TraceItem item;
  item.kind = now.kind;
  item.role = before.role;
  item.step = step_;
  item.at_ms = before.now_ms;
  switch (now.kind) {
    case Seen::kStep:
    case Seen::kLeft:
    case Seen::kSettled:
    case Seen::kEnd:
      return;
    case Seen::kInput:
      item.bytes = now.bytes;
      return AddInput(side, before, std::move(item));
    case Seen::kOutput:
      item.bytes = now.bytes;
      side.sent += now.bytes;
      break;
    case Seen::kFrameSent:
      item.frames.push_back(*now.frame);
      break;
    case Seen::kMessage:
    case Seen::kPing:
    case Seen::kPong:
      item.is_text = now.is_text;
      item.bytes = now.payload;
      break;
    case Seen::kCall:
      item.call = *now.step;
      item.result = now.result;
      break;
    case Seen::kClosed:
      item.closed = *now.closed;
      if (!side.closed.has_value()) side.closed = items_.size();
      break;
    case Seen::kTcp:
      item.tcp = side.tcp = now.tcp;
      item.unread = now.unread;
      break;
    case Seen::kTime:
      // Both seats of a pair are shown the same clock.
      if (now.ms == 0 || (before.role == Role::kServer && has(Role::kClient))) {
        return;
      }
      item.ms = now.ms;
      item.at_ms += now.ms;
      if (!items_.empty() && items_.back().kind == Seen::kTime &&
          items_.back().step == step_) {
        item.ms += items_.back().ms;
        items_.pop_back();
      }
      break;
    case Seen::kEof:
    case Seen::kReset:
      break;
  }
  items_.push_back(std::move(item));
}

void Trace::AddInput(Side& side, const Ledger& before, TraceItem item) {
  side.read.Feed(item.bytes);
  while (auto frame = side.read.Next()) {
    item.frames.push_back(std::move(*frame));
  }
  if (before.input.fault().has_value() && !side.has_fault) {
    side.has_fault = true;
    item.fault = before.input.fault();
  }
  items_.push_back(std::move(item));
}

}  // namespace wsdrain
