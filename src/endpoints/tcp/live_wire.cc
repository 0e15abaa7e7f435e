// Moves bytes between a socket and the views of what they mean.
#include "endpoints/tcp/live_wire.h"

#include <poll.h>

#include <array>
#include <utility>

#include "scenario/remote_frame.h"

namespace wsdrain {
namespace {

// The keys of the harness's own frames count up from here, far from those of
// the scripted remote.
constexpr uint32_t kFirstOwnKey = 0xC0FFEE01;

}  // namespace

LiveWire::LiveWire(Stream stream, std::string_view unread, Role peer)
    : stream_(std::move(stream)),
      peer_(peer),
      input_(peer, Settings{}),
      own_key_(kFirstOwnKey) {
  output_.Feed(unread);
}

size_t LiveWire::WriteAll(std::string_view bytes, int64_t ms, bool is_own) {
  size_t written = 0;
  TimeLimit limit(ms);
  while (written < bytes.size()) {
    if (is_over() || has_sent_fin_) return bytes.size();
    const Moved moved = stream_.Write(bytes.substr(written));
    switch (moved.state) {
      case Moved::State::kDone:
        NoteSent(bytes.substr(written, moved.bytes), is_own);
        written += moved.bytes;
        limit = TimeLimit(ms);
        break;
      case Moved::State::kWouldBlock: {
        if (limit.is_over()) return written;
        const short reading = has_fin_ ? 0 : POLLIN;
        WaitFor(stream_.socket(), static_cast<short>(moved.wait_for | reading),
                limit.left_ms());
        Take();
        break;
      }
      case Moved::State::kEof:
      case Moved::State::kFailed:
        // What has come before is read first; then the reset shows.
        Take();
        has_reset_ = true;
        return bytes.size();
    }
  }
  return written;
}

std::string LiveWire::OwnFrame(Opcode opcode, std::string_view payload) {
  Step frame;
  frame.verb = Verb::kRemoteFrame;
  frame.opcode = static_cast<uint8_t>(opcode);
  frame.payload.unit = payload;
  return RemoteFrameBytes(frame, peer_, KeyOfNumber(own_key_++));
}

bool LiveWire::WriteOwnFrame(Opcode opcode, std::string_view payload,
                             int64_t ms) {
  const bool is_data = !IsControl(opcode);
  if (is_mid_frame() || (is_data && input_.IsMidMessage())) return false;
  const std::string bytes = OwnFrame(opcode, payload);
  return WriteAll(bytes, ms, /*is_own=*/true) == bytes.size();
}

void LiveWire::Probe() {
  if (is_over() || has_sent_fin_) return;
  is_provoked_ = true;
  if (stream_.Write(OwnFrame(Opcode::kPong, "")).state == Moved::State::kFailed)
    has_reset_ = true;
}

void LiveWire::SendFin() {
  if (std::exchange(has_sent_fin_, true) || has_reset_) return;
  for (int tries = 0; tries < kNoisyTimes; ++tries) {
    const Moved moved = stream_.ShutdownWrite();
    if (moved.state != Moved::State::kWouldBlock) return;
    WaitFor(stream_.socket(), moved.wait_for, 100);
  }
}

void LiveWire::Reset() {
  stream_.Reset();
  has_sent_fin_ = has_reset_ = is_provoked_ = true;
}

void LiveWire::WaitUntilQuiet(int64_t ms) {
  const TimeLimit limit(ms * kNoisyTimes);
  size_t seen = 0;
  do {
    seen = come_;
    WaitUntil(ms, [&] { return come_ != seen || is_over(); });
  } while (come_ != seen && !is_over() && !limit.is_over());
}

void LiveWire::Take() {
  std::array<char, kReadBytes> buffer;
  while (!has_reset_) {
    const Moved moved = stream_.Read(buffer.data(), buffer.size());
    switch (moved.state) {
      case Moved::State::kDone:
        ++come_;
        output_.Feed({buffer.data(), moved.bytes});
        break;
      case Moved::State::kWouldBlock:
        return;
      case Moved::State::kEof:
        if (!std::exchange(has_fin_, true)) {
          ++come_;
          output_.End();
        }
        // Behind a FIN no read tells of a reset; with both FINs all is over.
        has_reset_ = !has_sent_fin_ && WaitFor(stream_.socket(), 0, 0);
        return;
      case Moved::State::kFailed:
        has_reset_ = true;
        ++come_;
        output_.End();
        return;
    }
  }
}

bool LiveWire::IsPongAwaited() {
  if (ping_.has_value() && output_.TakePong(*ping_)) ping_.reset();
  return ping_.has_value();
}

void LiveWire::Sleep(int64_t ms) {
  if (stream_.has_pending()) return;
  // Behind a FIN poll() would always find that to read.
  const short events = has_fin_ ? 0 : POLLIN;
  WaitFor(stream_.socket(), events, ms);
}

void LiveWire::NoteSent(std::string_view bytes, bool is_own) {
  sent_.Feed(bytes);
  while (const auto frame = sent_.Next()) {
    if (frame->IsClose()) has_sent_close_ = true;
  }
  while (!bytes.empty()) {
    InputView::News news = input_.Feed(bytes);
    if (is_own) continue;
    if (news.message.has_value()) {
      messages_sent_.push_back(std::move(*news.message));
    }
    if (news.ping.has_value()) ping_ = std::move(news.ping);
  }
}

}  // namespace wsdrain
