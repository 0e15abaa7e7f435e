// Whatever escapes an endpoint becomes a complaint, and it is dead from then.
#include "scenario/endpoint_guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/endpoint.h"

namespace wsdrain {
namespace {

// Does `when_asked` in whatever call is made.
class Touchy : public Endpoint {
 public:
  explicit Touchy(std::function<void()> when_asked)
      : when_asked_(std::move(when_asked)) {}
  size_t Receive(std::string_view bytes) override {
    when_asked_();
    return bytes.size();
  }
  void ReceiveEof() override { when_asked_(); }
  void ReceiveReset() override { when_asked_(); }
  void OutputBroken() override { when_asked_(); }
  size_t OutputBytes() const override { return 3; }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    out.append("abc", std::min<size_t>(bytes_max, 3));
  }
  void OutputAccepted(size_t) override { when_asked_(); }
  Tcp tcp() const override { return Tcp::kOpen; }
  void Elapse(int64_t) override { when_asked_(); }
  std::optional<int64_t> NextDeadline() const override { return 7; }
  size_t RunUntilIdle(size_t turns_max) override {
    when_asked_();
    return turns_max + extra_turns;
  }
  CallResult Send(bool, std::string_view) override { return Accept(); }
  CallResult BeginMessage(bool, std::string_view) override { return Accept(); }
  CallResult ContinueMessage(std::string_view) override { return Accept(); }
  CallResult FinishMessage(std::string_view) override { return Accept(); }
  CallResult SendPing(std::string_view) override { return Accept(); }
  CallResult SendPong(std::string_view) override { return Accept(); }
  CallResult StartClose(std::optional<uint16_t>, std::string_view) override {
    return Accept();
  }
  CallResult Abort() override { return Accept(); }
  CallResult Pause() override { return Accept(); }
  CallResult Resume() override { return Accept(); }
  std::optional<size_t> BufferedBytes() const override { return 5; }
  std::unique_ptr<Endpoint> Clone(EndpointObserver&) const override {
    return std::make_unique<Touchy>(when_asked_);
  }

  size_t extra_turns = 0;

 private:
  CallResult Accept() {
    when_asked_();
    return CallResult::kAccepted;
  }
  std::function<void()> when_asked_;
};

class Nobody : public EndpointObserver {
  void OnMessage(bool, std::string_view) override {}
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const ClosedReport&) override {}
};

using Ask = std::function<void(Endpoint&)>;

std::vector<Ask> AllCalls() {
  return {
      [](Endpoint& e) { EXPECT_EQ(e.Receive("ab"), 2u); },
      [](Endpoint& e) { e.ReceiveEof(); },
      [](Endpoint& e) { e.ReceiveReset(); },
      [](Endpoint& e) { e.OutputBroken(); },
      [](Endpoint& e) { e.OutputAccepted(1); },
      [](Endpoint& e) { e.Elapse(1); },
      [](Endpoint& e) { e.RunUntilIdle(1); },
      [](Endpoint& e) { e.Send(true, "a"); },
      [](Endpoint& e) { e.BeginMessage(true, "a"); },
      [](Endpoint& e) { e.ContinueMessage("a"); },
      [](Endpoint& e) { e.FinishMessage("a"); },
      [](Endpoint& e) { e.SendPing("a"); },
      [](Endpoint& e) { e.SendPong("a"); },
      [](Endpoint& e) { e.StartClose(1000, ""); },
      [](Endpoint& e) { e.Abort(); },
      [](Endpoint& e) { e.Pause(); },
      [](Endpoint& e) { e.Resume(); },
  };
}

void ExpectDead(Endpoint& e) {
  EXPECT_EQ(e.tcp(), Tcp::kReset);
  EXPECT_EQ(e.OutputBytes(), 0u);
  std::string out;
  e.CopyOutput(9, out);
  EXPECT_EQ(out, "");
  EXPECT_EQ(e.NextDeadline(), std::nullopt);
  EXPECT_EQ(e.BufferedBytes(), std::nullopt);
  EXPECT_EQ(e.Send(true, "a"), CallResult::kRefused);
  EXPECT_EQ(e.Receive("abc"), 3u) << "or the bytes would be offered for ever";
  Nobody nobody;
  EXPECT_EQ(e.Clone(nobody), nullptr);
}

TEST(EndpointGuardTest, AnExceptionBecomesAComplaint) {
  for (const Ask& ask : AllCalls()) {
    const auto guarded = Guarded(std::make_unique<Touchy>(
        [] { throw std::runtime_error("out of luck"); }));
    EXPECT_EQ(guarded->Complaint(), "");
    ask(*guarded);
    EXPECT_EQ(guarded->Complaint(), "an exception escaped it: out of luck");
    ExpectDead(*guarded);
  }
}

TEST(EndpointGuardTest, SoDoesWhatIsNoException) {
  for (const Ask& ask : AllCalls()) {
    const auto guarded = Guarded(std::make_unique<Touchy>([] { throw 42; }));
    ask(*guarded);
    EXPECT_EQ(guarded->Complaint(),
              "an exception of an unknown type escaped it");
    ExpectDead(*guarded);
  }
}

TEST(EndpointGuardTest, WhatDoesNotThrowIsLeftAlone) {
  int asked = 0;
  const auto guarded = Guarded(std::make_unique<Touchy>([&] { ++asked; }));
  for (const Ask& ask : AllCalls()) ask(*guarded);
  EXPECT_EQ(asked, static_cast<int>(AllCalls().size()));
  EXPECT_EQ(guarded->Complaint(), "");
  EXPECT_EQ(guarded->tcp(), Tcp::kOpen);
  EXPECT_EQ(guarded->OutputBytes(), 3u);
  EXPECT_EQ(guarded->NextDeadline(), 7);
  EXPECT_EQ(guarded->BufferedBytes(), 5u);
  EXPECT_EQ(guarded->Send(true, "a"), CallResult::kAccepted);
}

TEST(EndpointGuardTest, AnEndlessLoopIsAComplaint) {
  auto busy = std::make_unique<Touchy>([] {});
  busy->extra_turns = 1;
  const auto guarded = Guarded(std::move(busy));
  guarded->RunUntilIdle(1000);
  EXPECT_EQ(guarded->Complaint(),
            "it is never idle: more than 1000 turns of its loop");
  ExpectDead(*guarded);
}

TEST(EndpointGuardTest, ACopyIsGuardedToo) {
  bool throws = false;
  const auto guarded = Guarded(std::make_unique<Touchy>([&throws] {
    if (throws) throw std::runtime_error("late");
  }));
  Nobody nobody;
  const auto copy = guarded->Clone(nobody);
  ASSERT_NE(copy, nullptr);
  throws = true;
  copy->Elapse(1);
  EXPECT_NE(copy->Complaint(), "");
  EXPECT_EQ(guarded->Complaint(), "") << "the original is not dead";
}

}  // namespace
}  // namespace wsdrain
