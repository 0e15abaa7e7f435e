// A world with an endpoint that does as it is told, and a note of all it did.
#ifndef WSDRAIN_TESTS_SCENARIO_TOY_WORLD_H_
#define WSDRAIN_TESTS_SCENARIO_TOY_WORLD_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/endpoint.h"
#include "scenario/runner.h"
#include "scenario/scenario_text.h"
#include "scenario/world.h"

namespace wsdrain {

// Its sends and pings are put out as they are given, without framing.
class Toy : public Endpoint {
 public:
  explicit Toy(EndpointObserver& app) : app_(&app) {}

  size_t Receive(std::string_view bytes) override {
    const size_t n = std::min(bytes.size(), takes_at_most);
    log.push_back("receive " + std::string(bytes.substr(0, n)));
    if (is_telling) app_->OnMessage(true, bytes.substr(0, n));
    return n;
  }
  void ReceiveEof() override { log.push_back("eof"); }
  void ReceiveReset() override {
    log.push_back("reset");
    wish = Tcp::kClosed;
  }
  void OutputBroken() override { log.push_back("broken"); }
  size_t OutputBytes() const override { return output.size(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    out += output.substr(0, bytes_max);
  }
  void OutputAccepted(size_t bytes) override {
    log.push_back("accepted " + output.substr(0, bytes));
    output.erase(0, bytes);
  }
  Tcp tcp() const override { return wish; }
  void Elapse(int64_t ms) override {
    log.push_back("elapse " + std::to_string(ms));
    if (!deadline.has_value()) return;
    *deadline -= ms;
    if (*deadline <= 0) deadline.reset();
  }
  std::optional<int64_t> NextDeadline() const override { return deadline; }
  CallResult Send(bool, std::string_view payload) override {
    output += payload;
    log.push_back("send " + std::string(payload));
    return CallResult::kAccepted;
  }
  CallResult StartClose(std::optional<uint16_t>, std::string_view) override {
    log.push_back("close");
    return CallResult::kAccepted;
  }
  CallResult Abort() override {
    wish = Tcp::kClosed;
    return CallResult::kAccepted;
  }
  std::unique_ptr<Endpoint> Clone(EndpointObserver& app) const override {
    if (!can_be_copied) return nullptr;
    auto copy = std::make_unique<Toy>(*this);
    copy->app_ = &app;
    return copy;
  }

  size_t takes_at_most = std::numeric_limits<size_t>::max();
  bool is_telling = false;  // each read is a message
  bool can_be_copied = true;
  std::string output;
  Tcp wish = Tcp::kOpen;
  std::optional<int64_t> deadline;
  std::vector<std::string> log;

 private:
  EndpointObserver* app_;
};

// Notes each observation as a word.
class Notes : public RunSink {
 public:
  void OnStep(size_t index) override { steps.push_back(index); }
  void OnObservation(const Ledger& before, const Observation& now) override {
    seen.push_back(now.kind);
    if (now.kind == Seen::kFrameSent) frames.push_back(now.frame->payload);
    if (now.kind == Seen::kTcp) tcp.push_back(now);
    if (now.kind == Seen::kTime) times.push_back(now.ms);
    if (now.kind == Seen::kInput) inputs.push_back(std::string(now.bytes));
    if (now.kind == Seen::kCall) calls.push_back(now.step->hook);
    if (now.kind == Seen::kEnd) endings.push_back(now.ending);
    roles.push_back(before.role);
  }
  size_t Count(Seen kind) const {
    return static_cast<size_t>(std::count(seen.begin(), seen.end(), kind));
  }

  std::vector<size_t> steps;
  std::vector<Seen> seen;
  std::vector<std::string> frames;
  std::vector<Observation> tcp;  // without what they point to
  std::vector<int64_t> times;
  std::vector<std::string> inputs;
  std::vector<Hook> calls;
  std::vector<Ending> endings;
  std::vector<Role> roles;
};

// A world of toys, played from text.
class ToyWorld {
 public:
  // `cast` in the words of the language; solo toys are clients.
  explicit ToyWorld(const std::string& header = "role client\n")
      : header_(header), scenario_(Parsed("")) {
    const bool is_pair = scenario_.cast == Cast::kPair;
    kind_.name = "toy";
    kind_.make = [this](const EndpointConfig& config, EndpointObserver& app) {
      auto toy = std::make_unique<Toy>(app);
      toys_[static_cast<size_t>(config.role)] = toy.get();
      return toy;
    };
    world_ = std::make_unique<World>(
        scenario_, Players{&kind_, is_pair ? &kind_ : nullptr},
        std::numeric_limits<size_t>::max(), notes);
  }

  void Play(const std::string& lines) {
    for (const Step& step : Parsed(lines).steps) world_->Play(step);
  }
  Toy& toy(Role role = Role::kClient) {
    return *toys_[static_cast<size_t>(role)];
  }
  const Ledger& ledger(Role role = Role::kClient) const {
    return world_->ledger(role);
  }
  World& world() { return *world_; }
  // What the toy was told since.
  std::vector<std::string> Log(Role role = Role::kClient) {
    std::vector<std::string> log;
    log.swap(toy(role).log);
    return log;
  }

  Notes notes;

 private:
  Scenario Parsed(const std::string& lines) const {
    const auto scenario = ScenarioFromText("toy", "scn 1\n" + header_ + lines);
    EXPECT_TRUE(scenario.ok()) << scenario.status();
    return scenario.ok() ? *scenario : Scenario();
  }

  std::string header_;
  Scenario scenario_;
  EndpointKind kind_;
  Toy* toys_[2] = {nullptr, nullptr};
  std::unique_ptr<World> world_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_SCENARIO_TOY_WORLD_H_
