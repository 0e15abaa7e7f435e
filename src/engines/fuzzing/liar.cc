// Stands between an endpoint and the world, and spoils what passes.
#include "engines/fuzzing/liar.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace wsdrain {
namespace {

// As long as the wait that shifts a run in time (check.cc), and no scenario's.
constexpr int64_t kDayMs = 12'000;

class Liar : public Endpoint, private EndpointObserver {
 public:
  Liar(const EndpointKind& inner, const EndpointConfig& config, Lie lie,
       EndpointObserver& app)
      : lie_(lie), app_(&app), inner_(inner.make(config, *this)) {}

  size_t Receive(std::string_view bytes) override {
    if (lie_ == Lie::kSkipsShort && bytes.size() == 1) return 1;
    if (lie_ == Lie::kHalfReads) {
      bytes = bytes.substr(0, (bytes.size() + 1) / 2);
    }
    return inner_->Receive(bytes);
  }
  void ReceiveEof() override {
    has_eof_ = true;
    if (lie_ != Lie::kKeepsFinBack) inner_->ReceiveEof();
  }
  void ReceiveReset() override { inner_->ReceiveReset(); }
  void OutputBroken() override { inner_->OutputBroken(); }
  size_t OutputBytes() const override { return inner_->OutputBytes(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    inner_->CopyOutput(bytes_max, out);
  }
  void OutputAccepted(size_t bytes) override { inner_->OutputAccepted(bytes); }
  Tcp tcp() const override { return inner_->tcp(); }
  void Elapse(int64_t ms) override {
    now_ms_ += ms;
    inner_->Elapse(ms);
    if (lie_ == Lie::kClockOfDay && now_ms_ >= kDayMs) {
      inner_->Elapse(inner_->NextDeadline().value_or(0));
    }
    if (lie_ == Lie::kPingsLate && now_ms_ >= kDayMs) inner_->SendPing("late");
  }
  std::optional<int64_t> NextDeadline() const override {
    return inner_->NextDeadline();
  }
  size_t RunUntilIdle(size_t turns_max) override {
    return lie_ == Lie::kNeverIdle && has_eof_ ? turns_max + 1 : 0;
  }

  CallResult Send(bool is_text, std::string_view payload) override {
    return HasCalls() ? inner_->Send(is_text, payload)
                      : Endpoint::Send(is_text, payload);
  }
  CallResult BeginMessage(bool is_text, std::string_view part) override {
    return HasCalls() ? inner_->BeginMessage(is_text, part)
                      : Endpoint::BeginMessage(is_text, part);
  }
  CallResult ContinueMessage(std::string_view part) override {
    const CallResult result = HasCalls() ? inner_->ContinueMessage(part)
                                         : Endpoint::ContinueMessage(part);
    has_continued_ = has_continued_ || result == CallResult::kAccepted;
    return result;
  }
  CallResult FinishMessage(std::string_view part) override {
    return HasCalls() ? inner_->FinishMessage(part)
                      : Endpoint::FinishMessage(part);
  }
  CallResult SendPing(std::string_view payload) override {
    return HasCalls() ? inner_->SendPing(payload) : Endpoint::SendPing(payload);
  }
  CallResult SendPong(std::string_view payload) override {
    has_ponged_ = true;
    return HasCalls() ? inner_->SendPong(payload) : Endpoint::SendPong(payload);
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    return inner_->StartClose(code, reason);
  }
  CallResult Abort() override {
    return HasCalls() ? inner_->Abort() : Endpoint::Abort();
  }
  CallResult Pause() override {
    return HasCalls() ? inner_->Pause() : Endpoint::Pause();
  }
  CallResult Resume() override {
    return HasCalls() ? inner_->Resume() : Endpoint::Resume();
  }
  std::optional<size_t> BufferedBytes() const override {
    return inner_->BufferedBytes();
  }
  std::string Complaint() const override { return inner_->Complaint(); }
  std::unique_ptr<Endpoint> Clone(EndpointObserver& app) const override {
    if (lie_ == Lie::kCannotCopy) return nullptr;
    return std::unique_ptr<Endpoint>(new Liar(*this, app));
  }

 private:
  Liar(const Liar& other, EndpointObserver& app)
      : lie_(other.lie_),
        app_(&app),
        inner_(other.inner_->Clone(*this)),
        now_ms_(other.now_ms_),
        pings_(other.pings_),
        has_eof_(other.has_eof_),
        has_continued_(other.has_continued_),
        has_ponged_(other.has_ponged_) {}

  bool HasCalls() const { return lie_ != Lie::kHasNoCalls; }

  void OnMessage(bool is_text, std::string_view payload) override {
    if (lie_ == Lie::kThrowsError) throw std::runtime_error("no message");
    if (lie_ == Lie::kThrowsNumber && has_ponged_ && pings_ > 0) throw 6455;
    if (lie_ == Lie::kThrowsLate && has_continued_ && has_ponged_ &&
        pings_ > 2) {
      throw std::runtime_error("no message now");
    }
    app_->OnMessage(is_text, payload);
  }
  void OnPing(std::string_view payload) override {
    ++pings_;
    if (lie_ == Lie::kLosesPings && pings_ % 2 == 0) return;
    app_->OnPing(payload);
  }
  void OnPong(std::string_view payload) override { app_->OnPong(payload); }
  void OnClosed(const ClosedReport& closed) override {
    ClosedReport report = closed;
    if (lie_ == Lie::kBareStranger) report = {.is_clean = closed.is_clean};
    app_->OnClosed(report);
  }

  Lie lie_;
  EndpointObserver* app_;
  std::unique_ptr<Endpoint> inner_;
  int64_t now_ms_ = 0;
  size_t pings_ = 0;
  bool has_eof_ = false;
  bool has_continued_ = false;
  bool has_ponged_ = false;
};

}  // namespace

EndpointKind Lying(const EndpointKind& inner, Lie lie) {
  if (lie == Lie::kNone) return inner;
  EndpointKind kind = inner;
  kind.name = std::string(kLieWords[static_cast<size_t>(lie)]);
  // Stacks that play one role only there are as well.
  kind.has_client = lie != Lie::kBareStranger;
  kind.has_server = lie != Lie::kHasNoCalls;
  if (lie == Lie::kBareStranger) {
    kind.capabilities = {.reports_codes = false, .reports_reasons = false};
  }
  kind.make = [inner, lie](const EndpointConfig& config,
                           EndpointObserver& app) {
    return std::make_unique<Liar>(inner, config, lie, app);
  };
  return kind;
}

}  // namespace wsdrain
