// First the opening handshake, then the echo, or a refusal.
#include "live/served_connection.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wsdrain {

ServedConnection::ServedConnection(Stream stream,
                                   const ConnectionOptions& options,
                                   const Limits& limits, bool is_full)
    : stream_(std::move(stream)),
      options_(options),
      limits_(limits),
      is_full_(is_full),
      limit_(limits.opening_ms_max) {}

void ServedConnection::Turn() {
  if (!live_.has_value()) TurnOpening();
  if (live_.has_value()) TurnLive();
}

LiveConnection::Wants ServedConnection::wants() const {
  LiveConnection::Wants wants;
  if (live_.has_value()) {
    wants = live_->wants();
  } else {
    wants.events = waits_for_;
  }
  const int64_t left = limit_.left_ms();
  wants.ms = std::min(wants.ms.value_or(left), left);
  return wants;
}

bool ServedConnection::is_over() const { return socket() < 0; }

int ServedConnection::socket() const {
  return live_.has_value() ? live_->socket() : stream_.socket();
}

void ServedConnection::GoAway() {
  if (!live_.has_value()) return stream_.Close();
  live_->connection()
      .StartClosingHandshake(kGoingAway, "", echo_)
      .IgnoreError();  // it may have started already
  live_->Turn();
}

void ServedConnection::TurnOpening() {
  if (limit_.is_over()) return stream_.Close();
  while (!is_answered_) {
    if (!ReadRequest()) return;
  }
  if (!SendResponse()) return;
  if (is_refused_) return DrainRefused();
  live_.emplace(std::move(stream_), Role::kServer, options_, echo_,
                opening_.unread());
  echo_.Serve(live_->connection());
  limit_ = TimeLimit(limits_.idle_ms_max);
}

// False: there is nothing more to read now.
bool ServedConnection::ReadRequest() {
  std::array<char, 4096> bytes;
  const Moved moved = stream_.Read(bytes.data(), bytes.size());
  if (!HasMoved(moved)) return false;
  auto state = opening_.Take({bytes.data(), moved.bytes});
  if (state == ServerOpening::State::kNeedsMore) return true;
  if (is_full_) state = opening_.RefuseAsBusy();
  is_answered_ = true;
  is_refused_ = state == ServerOpening::State::kRefused;
  response_ = opening_.response();
  return true;
}

// False: the rest of it must wait.
bool ServedConnection::SendResponse() {
  while (!response_.empty()) {
    const Moved moved = stream_.Write(response_);
    if (!HasMoved(moved)) return false;
    response_.erase(0, moved.bytes);
  }
  return true;
}

// What the client still sends is read, so that no reset eats the answer.
void ServedConnection::DrainRefused() {
  if (!is_shut_down_) stream_.ShutdownWrite();
  is_shut_down_ = true;
  // Others get their turn though it sends faster than we read.
  constexpr size_t kTurnBytes = 64 << 10;
  std::array<char, 4096> bytes;
  for (size_t read = 0; read < kTurnBytes;) {
    const Moved moved = stream_.Read(bytes.data(), bytes.size());
    if (!HasMoved(moved)) return;
    read += moved.bytes;
  }
}

// False: it must wait, or there is nothing more to wait for.
bool ServedConnection::HasMoved(const Moved& moved) {
  switch (moved.state) {
    case Moved::State::kDone:
      return true;
    case Moved::State::kWouldBlock:
      waits_for_ = moved.wait_for;
      return false;
    case Moved::State::kEof:
    case Moved::State::kFailed:
      stream_.Close();
      return false;
  }
  return false;
}

void ServedConnection::TurnLive() {
  live_->Turn();
  echo_.OnWritten();
  const size_t moved = live_->bytes_read() + live_->bytes_written();
  if (moved != bytes_moved_) {
    bytes_moved_ = moved;
    limit_ = TimeLimit(limits_.idle_ms_max);
  } else if (limit_.is_over()) {
    limit_ = TimeLimit(limits_.idle_ms_max);
    GoAway();
  }
}

}  // namespace wsdrain
