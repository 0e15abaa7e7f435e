// The one place of the core that catches.
#include "scenario/endpoint_guard.h"

#include <exception>
#include <utility>

namespace wsdrain {
namespace {

class GuardedEndpoint : public Endpoint {
 public:
  explicit GuardedEndpoint(std::unique_ptr<Endpoint> inner)
      : inner_(std::move(inner)) {}

  size_t Receive(std::string_view bytes) override {
    return Try(bytes.size(), [&] { return inner_->Receive(bytes); });
  }
  void ReceiveEof() override {
    Try(0, [&] { return inner_->ReceiveEof(), 0; });
  }
  void ReceiveReset() override {
    Try(0, [&] { return inner_->ReceiveReset(), 0; });
  }
  void OutputBroken() override {
    Try(0, [&] { return inner_->OutputBroken(), 0; });
  }
  size_t OutputBytes() const override {
    return is_dead() ? 0 : inner_->OutputBytes();
  }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    if (!is_dead()) inner_->CopyOutput(bytes_max, out);
  }
  void OutputAccepted(size_t bytes) override {
    Try(0, [&] { return inner_->OutputAccepted(bytes), 0; });
  }
  Tcp tcp() const override { return is_dead() ? Tcp::kReset : inner_->tcp(); }
  void Elapse(int64_t ms) override {
    Try(0, [&] { return inner_->Elapse(ms), 0; });
  }
  std::optional<int64_t> NextDeadline() const override {
    return is_dead() ? std::nullopt : inner_->NextDeadline();
  }
  size_t RunUntilIdle(size_t turns_max) override {
    const size_t turns =
        Try(size_t{0}, [&] { return inner_->RunUntilIdle(turns_max); });
    if (turns > turns_max && !is_dead()) {
      complaint_ = "it is never idle: more than " + std::to_string(turns_max) +
                   " turns of its loop";
    }
    return turns;
  }
  void AwaitMessage() override {
    Try(0, [&] { return inner_->AwaitMessage(), 0; });
  }
  bool MayStillMove() const override {
    return !is_dead() && inner_->MayStillMove();
  }
  CallResult Send(bool is_text, std::string_view payload) override {
    return Call([&] { return inner_->Send(is_text, payload); });
  }
  CallResult BeginMessage(bool is_text, std::string_view part) override {
    return Call([&] { return inner_->BeginMessage(is_text, part); });
  }
  CallResult ContinueMessage(std::string_view part) override {
    return Call([&] { return inner_->ContinueMessage(part); });
  }
  CallResult FinishMessage(std::string_view part) override {
    return Call([&] { return inner_->FinishMessage(part); });
  }
  CallResult SendPing(std::string_view payload) override {
    return Call([&] { return inner_->SendPing(payload); });
  }
  CallResult SendPong(std::string_view payload) override {
    return Call([&] { return inner_->SendPong(payload); });
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    return Call([&] { return inner_->StartClose(code, reason); });
  }
  CallResult Abort() override {
    return Call([&] { return inner_->Abort(); });
  }
  CallResult Pause() override {
    return Call([&] { return inner_->Pause(); });
  }
  CallResult Resume() override {
    return Call([&] { return inner_->Resume(); });
  }
  std::optional<size_t> BufferedBytes() const override {
    return is_dead() ? std::nullopt : inner_->BufferedBytes();
  }
  std::string Complaint() const override {
    return is_dead() ? complaint_ : inner_->Complaint();
  }
  std::unique_ptr<Endpoint> Clone(EndpointObserver& observer) const override {
    if (is_dead()) return nullptr;
    std::unique_ptr<Endpoint> copy = inner_->Clone(observer);
    return copy == nullptr ? nullptr : Guarded(std::move(copy));
  }
  bool Save(std::string& state) const override {
    return !is_dead() && inner_->Save(state);
  }
  bool Load(std::string_view state) override {
    complaint_.clear();
    return inner_->Load(state);
  }

 private:
  bool is_dead() const { return !complaint_.empty(); }

  template <typename T, typename F>
  T Try(T otherwise, F call) {
    if (is_dead()) return otherwise;
    try {
      return call();
    } catch (const std::exception& error) {
      complaint_ = std::string("an exception escaped it: ") + error.what();
    } catch (...) {
      complaint_ = "an exception of an unknown type escaped it";
    }
    return otherwise;
  }

  template <typename F>
  CallResult Call(F call) {
    return Try(CallResult::kRefused, call);
  }

  std::unique_ptr<Endpoint> inner_;
  std::string complaint_;
};

}  // namespace

std::unique_ptr<Endpoint> Guarded(std::unique_ptr<Endpoint> inner) {
  return std::make_unique<GuardedEndpoint>(std::move(inner));
}

}  // namespace wsdrain
