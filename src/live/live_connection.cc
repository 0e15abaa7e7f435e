// The four things that the owner of a Connection does, on a real socket.
#include "live/live_connection.h"

#include <algorithm>
#include <array>
#include <utility>

#include "live/random_keys.h"

namespace wsdrain {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

LiveConnection::LiveConnection(Stream stream, Role role,
                               const ConnectionOptions& options,
                               ConnectionObserver& observer,
                               std::string_view unread)
    : stream_(std::move(stream)),
      connection_(role, options, &RandomKeys()),
      observer_(observer),
      unread_(unread),
      passed_(steady_clock::now()) {}

void LiveConnection::Turn() {
  PassTime();
  const size_t until = bytes_read_ + bytes_written_ + kTurnBytes;
  bool has_moved = true;
  while (has_moved && !is_over() && bytes_read_ + bytes_written_ < until) {
    // What must go out first is not held up by what comes in.
    has_moved = Write();
    has_moved |= Read();
    ObeyWish();
  }
}

LiveConnection::Wants LiveConnection::wants() const {
  Wants wants;
  if (is_over()) return wants;
  if (MayRead()) wants.events |= read_waits_for_;
  if (MustWrite() || MustShutDownWrite()) wants.events |= write_waits_for_;
  if (const auto left = connection_.deadline_left_ms()) {
    const auto end = passed_ + milliseconds(*left);
    const auto ms =
        std::chrono::ceil<milliseconds>(end - steady_clock::now()).count();
    wants.ms = std::max<int64_t>(ms, 0);
  }
  const bool is_ready =
      MayRead() && (!unread_.empty() || stream_.has_pending());
  if (is_ready) wants.ms = 0;
  return wants;
}

bool LiveConnection::MayRead() const {
  return !is_at_eof_ && connection_.WantsInput();
}

bool LiveConnection::MustWrite() const {
  return connection_.output_bytes() > 0 && !is_output_broken_;
}

bool LiveConnection::MustShutDownWrite() const {
  return connection_.tcp_wish() == TcpWish::kShutdownWrite &&
         !is_write_shut_down_ && !MustWrite();
}

void LiveConnection::PassTime() {
  const auto ms =
      std::chrono::floor<milliseconds>(steady_clock::now() - passed_);
  passed_ += ms;
  connection_.Elapse(ms.count(), observer_);
}

bool LiveConnection::Read() {
  if (!MayRead()) return false;
  if (!unread_.empty()) return TakeUnread();
  std::array<char, kReadBytes> bytes;
  const Moved moved = stream_.Read(bytes.data(), bytes.size());
  switch (moved.state) {
    case Moved::State::kDone:
      bytes_read_ += moved.bytes;
      unread_.assign(bytes.data(), moved.bytes);
      return TakeUnread();
    case Moved::State::kWouldBlock:
      read_waits_for_ = moved.wait_for;
      return false;
    case Moved::State::kEof:
      OnEof();
      return true;
    case Moved::State::kFailed:
      OnReset();
      return true;
  }
  return false;
}

bool LiveConnection::TakeUnread() {
  const size_t taken = connection_.Receive(unread_, observer_);
  unread_.erase(0, taken);
  return taken > 0;
}

void LiveConnection::OnEof() {
  is_at_eof_ = true;
  NoteTcpEnd(TcpEnd::kRemote);
  connection_.ReceiveEof(observer_);
  // D35: what was lost on the way out ends all once the input is read.
  if (is_output_broken_) connection_.ReceiveReset(observer_);
}

void LiveConnection::OnReset() {
  is_at_eof_ = true;
  is_output_broken_ = true;
  NoteTcpEnd(TcpEnd::kRemoteReset);
  connection_.ReceiveReset(observer_);
}

bool LiveConnection::Write() {
  if (!MustWrite()) return false;
  std::array<char, kReadBytes> bytes;
  const size_t size = connection_.CopyOutput(bytes.data(), bytes.size());
  const Moved moved = stream_.Write({bytes.data(), size});
  switch (moved.state) {
    case Moved::State::kDone:
      bytes_written_ += moved.bytes;
      connection_.OutputAccepted(moved.bytes, observer_);
      return true;
    case Moved::State::kWouldBlock:
      write_waits_for_ = moved.wait_for;
      return false;
    case Moved::State::kEof:
    case Moved::State::kFailed:
      is_output_broken_ = true;
      if (is_at_eof_) OnReset();
      return true;
  }
  return false;
}

void LiveConnection::ObeyWish() {
  if (MustShutDownWrite()) {
    const Moved moved = stream_.ShutdownWrite();
    if (moved.state == Moved::State::kWouldBlock) {
      write_waits_for_ = moved.wait_for;
    } else {
      is_write_shut_down_ = true;
      NoteTcpEnd(TcpEnd::kLocal);
    }
  }
  if (connection_.tcp_wish() != TcpWish::kClose) return;
  NoteTcpEnd(TcpEnd::kLocal);
  if (!is_write_shut_down_ && !MustWrite()) stream_.ShutdownWrite();
  stream_.Close();
}

void LiveConnection::NoteTcpEnd(TcpEnd end) {
  if (tcp_end_ == TcpEnd::kNone) tcp_end_ = end;
}

}  // namespace wsdrain
