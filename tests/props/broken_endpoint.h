// The reference endpoint behind a liar: tests say which lie it tells.
#ifndef WSDRAIN_TESTS_PROPS_BROKEN_ENDPOINT_H_
#define WSDRAIN_TESTS_PROPS_BROKEN_ENDPOINT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/endpoint.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"
#include "tests/props/lies.h"

namespace wsdrain {

class BrokenEndpoint : public Endpoint, private EndpointObserver {
 public:
  BrokenEndpoint(const EndpointKind& inner, const EndpointConfig& config,
                 const Lies& lies, int made_before, EndpointObserver& app)
      : role(config.role),
        made(made_before),
        lies_(lies),
        app_(&app),
        inner_(inner.make(Configured(config, lies), *this)) {}

  // --- For lies: the truth, and what they may remember -----------------------
  EndpointObserver& app() { return *app_; }
  // Puts bytes into the output, behind what waits there.
  void Put(std::string bytes) { out_.push_back({std::move(bytes), 0}); }
  void Put(const WireFrame& frame) { Put(Encoded(frame)); }
  // Forgets what waits, but for a frame that is partly written.
  void DropWaiting() {
    for (Piece& piece : out_) {
      if (&piece != &out_.front() || !is_mid_frame_out) piece.bytes.clear();
    }
  }
  // A frame that the reference never formed.
  void Invent(uint8_t opcode, std::string payload) {
    WireFrame frame;
    frame.fin = true;
    frame.opcode = opcode;
    frame.is_masked = role == Role::kClient;
    frame.key = 0x5eed0000 + invented_++;
    frame.payload = std::move(payload);
    if (frame.payload.size() > 125) frame.length_bits = 16;
    Put(frame);
  }
  Endpoint& inner() { return *inner_; }
  const Endpoint& inner() const { return *inner_; }
  CallResult Do(const LocalCall& call) { return MakeCall(*inner_, call); }

  const Role role;
  const int made;  // how many were made before it
  int64_t now_ms = 0;
  bool has_eof = false;
  bool has_closed = false;        // the reference has reported closed
  bool is_mid_frame_out = false;  // a frame is partly written
  int frames = 0;                 // that the reference has formed
  int closes = 0;                 // likewise, Close frames
  int pongs_behind = 0;           // more of them were formed at the same time
  int messages = 0;
  int reads = 0;
  int calls = 0;
  int closes_heard = 0;  // frames that have come whole
  int pings_heard = 0;
  int flags = 0;  // for lies to remember
  std::optional<WireFrame> held;
  std::optional<ClosedReport> end;  // what it reported

  // --- Endpoint --------------------------------------------------------------
  size_t Receive(std::string_view bytes) override {
    ++reads;
    heard_.Feed(bytes);
    while (const auto frame = heard_.Next()) {
      closes_heard += frame->IsClose() ? 1 : 0;
      pings_heard += frame->IsPing() ? 1 : 0;
    }
    const size_t n =
        lies_.receive ? lies_.receive(*this, bytes) : inner_->Receive(bytes);
    Refill();
    return n;
  }
  void ReceiveEof() override {
    has_eof = true;
    lies_.eof ? lies_.eof(*this) : inner_->ReceiveEof();
    Refill();
  }
  void ReceiveReset() override {
    lies_.reset ? lies_.reset(*this) : inner_->ReceiveReset();
    Refill();
  }
  size_t OutputBytes() const override {
    size_t bytes = 0;
    for (const Piece& piece : out_) bytes += piece.bytes.size();
    return bytes;
  }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    for (const Piece& piece : out_) {
      const size_t n = std::min(bytes_max, piece.bytes.size());
      out.append(piece.bytes, 0, n);
      bytes_max -= n;
    }
  }
  void OutputAccepted(size_t bytes) override;
  Tcp tcp() const override {
    return lies_.tcp ? lies_.tcp(*this, inner_->tcp()) : inner_->tcp();
  }
  // Its loop finds the FIN in every turn.
  size_t RunUntilIdle(size_t turns_max) override {
    if (has_eof && tcp() == Tcp::kOpen) ReceiveEof();
    return inner_->RunUntilIdle(turns_max);
  }
  void Elapse(int64_t ms) override {
    now_ms += ms;
    lies_.elapse ? lies_.elapse(*this, ms) : inner_->Elapse(ms);
    Refill();
  }
  std::optional<int64_t> NextDeadline() const override {
    return lies_.next_deadline ? lies_.next_deadline(*this)
                               : inner_->NextDeadline();
  }
  CallResult Send(bool is_text, std::string_view payload) override {
    return Called({Verb::kSend, is_text, std::string(payload)});
  }
  CallResult BeginMessage(bool is_text, std::string_view part) override {
    return Called({Verb::kFragment, is_text, std::string(part)});
  }
  CallResult ContinueMessage(std::string_view part) override {
    return Called({Verb::kContinue, false, std::string(part)});
  }
  CallResult FinishMessage(std::string_view part) override {
    return Called({Verb::kFinish, false, std::string(part)});
  }
  CallResult SendPing(std::string_view payload) override {
    return Called({Verb::kPing, false, std::string(payload)});
  }
  CallResult SendPong(std::string_view payload) override {
    return Called({Verb::kPong, false, std::string(payload)});
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    return Called({Verb::kClose, false, std::string(reason), code});
  }
  CallResult Abort() override { return Called({Verb::kAbort}); }
  CallResult Pause() override { return Called({Verb::kPause}); }
  CallResult Resume() override { return Called({Verb::kResume}); }
  std::optional<size_t> BufferedBytes() const override {
    return inner_->BufferedBytes().value_or(0) + lies_.hoarded_bytes;
  }
  std::string Complaint() const override {
    return lies_.complaint ? lies_.complaint(*this) : inner_->Complaint();
  }
  std::unique_ptr<Endpoint> Clone(EndpointObserver& app) const override {
    if (!lies_.can_be_copied) return nullptr;
    return std::unique_ptr<Endpoint>(new BrokenEndpoint(*this, app));
  }

 private:
  // Bytes that go out for the next `inner_bytes` of the reference's output.
  struct Piece {
    std::string bytes;
    size_t inner_bytes = 0;
  };

  static EndpointConfig Configured(EndpointConfig config, const Lies& lies) {
    if (lies.configure) lies.configure(config);
    return config;
  }
  BrokenEndpoint(const BrokenEndpoint& other, EndpointObserver& app)
      : role(other.role),
        made(other.made),
        now_ms(other.now_ms),
        has_eof(other.has_eof),
        has_closed(other.has_closed),
        is_mid_frame_out(other.is_mid_frame_out),
        frames(other.frames),
        closes(other.closes),
        messages(other.messages),
        reads(other.reads),
        calls(other.calls),
        closes_heard(other.closes_heard),
        pings_heard(other.pings_heard),
        flags(other.flags),
        held(other.held),
        end(other.end),
        lies_(other.lies_),
        app_(&app),
        inner_(other.inner_->Clone(*this)),
        out_(other.out_),
        mirrored_(other.mirrored_),
        heard_(other.heard_),
        invented_(other.invented_) {}

  CallResult Called(const LocalCall& call) {
    ++calls;
    const CallResult result = lies_.call ? lies_.call(*this, call) : Do(call);
    Refill();
    return result;
  }
  void Refill();

  void OnMessage(bool is_text, std::string_view payload) override {
    ++messages;
    lies_.message ? lies_.message(*this, is_text, std::string(payload))
                  : app_->OnMessage(is_text, payload);
  }
  void OnPing(std::string_view payload) override {
    lies_.ping ? lies_.ping(*this, std::string(payload))
               : app_->OnPing(payload);
  }
  void OnPong(std::string_view payload) override {
    lies_.pong ? lies_.pong(*this, std::string(payload))
               : app_->OnPong(payload);
  }
  void OnClosed(const ClosedReport& report) override {
    has_closed = true;
    end = report;
    lies_.closed ? lies_.closed(*this, report) : app_->OnClosed(report);
  }

  Lies lies_;
  EndpointObserver* app_;
  std::unique_ptr<Endpoint> inner_;
  std::deque<Piece> out_;
  size_t mirrored_ = 0;  // bytes of the reference's output that out_ stands for
  WireView heard_;
  uint32_t invented_ = 0;
};

inline void BrokenEndpoint::OutputAccepted(size_t bytes) {
  while (bytes > 0 && !out_.empty()) {
    Piece& piece = out_.front();
    const size_t n = std::min(bytes, piece.bytes.size());
    piece.bytes.erase(0, n);
    bytes -= n;
    is_mid_frame_out = !piece.bytes.empty();
    if (is_mid_frame_out) break;
    const size_t inner_bytes = piece.inner_bytes;
    out_.pop_front();
    mirrored_ -= inner_bytes;
    if (inner_bytes > 0) inner_->OutputAccepted(inner_bytes);
  }
  Refill();
}

// Takes over what the reference has formed since, frame by frame. What a lie
// drops is accepted at once, when it is its turn.
inline void BrokenEndpoint::Refill() {
  if (inner_->OutputBytes() < mirrored_) {  // it dropped its output
    out_.clear();
    mirrored_ = 0;
  }
  std::string all;
  inner_->CopyOutput(inner_->OutputBytes(), all);
  WireView view;
  view.Feed(std::string_view(all).substr(mirrored_));
  std::vector<WireFrame> formed;
  while (auto frame = view.Next()) {
    if (frame->IsPong()) ++pongs_behind;
    formed.push_back(*std::move(frame));
  }
  for (const WireFrame& frame : formed) {
    if (frame.IsPong()) --pongs_behind;
    ++frames;
    lies_.frame ? lies_.frame(*this, frame) : Put(frame);
    if (frame.IsClose()) ++closes;
    out_.push_back({"", frame.wire_bytes});
    mirrored_ += frame.wire_bytes;
  }
  while (!out_.empty() && out_.front().bytes.empty()) {
    const size_t inner_bytes = out_.front().inner_bytes;
    out_.pop_front();
    mirrored_ -= inner_bytes;
    inner_->OutputAccepted(inner_bytes);
  }
  if (lies_.reports_its_end && !has_closed && tcp() == Tcp::kClosed) {
    inner_->Abort();
  }
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_PROPS_BROKEN_ENDPOINT_H_
