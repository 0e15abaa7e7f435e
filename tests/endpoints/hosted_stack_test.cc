// What a hosted stack has written comes before the end that it tells of.
#include "endpoints/hosted/hosted_stack.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wsdrain {
namespace {

class Application : public EndpointObserver {
 public:
  void OnMessage(bool, std::string_view payload) override {
    told.emplace_back(payload);
  }
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const ClosedReport& closed) override {
    told.emplace_back(closed.is_clean ? "clean" : "unclean");
  }

  std::vector<std::string> told;
};

// Writes, closes its socket and tells so, all at once.
class HastyStack : public HostedStack {
 public:
  using HostedStack::HostedStack;
  ~HastyStack() override {
    if (!is_closed_) close(stack_socket());
  }

  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view last_words) override {
    TellMessage(true, "late");
    send(stack_socket(), last_words.data(), last_words.size(), MSG_NOSIGNAL);
    close(stack_socket());
    is_closed_ = true;
    TellClosed({.is_clean = code.has_value()});
    return CallResult::kAccepted;
  }

 private:
  bool is_closed_ = false;
};

constexpr size_t kTurns = 1;  // a host has no turns to count

TEST(HostedStackTest, TellsOfTheEndOnceAllThatWasWrittenIsAccepted) {
  Application app;
  HastyStack stack(app);
  stack.StartClose(1000, "bye");
  stack.RunUntilIdle(kTurns);
  EXPECT_EQ(app.told, std::vector<std::string>{"late"});
  EXPECT_EQ(stack.tcp(), Tcp::kOpen);

  std::string out;
  stack.CopyOutput(2, out);
  stack.OutputAccepted(2);
  EXPECT_EQ(out, "by");
  EXPECT_EQ(app.told, std::vector<std::string>{"late"});
  stack.OutputAccepted(1);
  EXPECT_EQ(app.told, (std::vector<std::string>{"late", "clean"}));
  EXPECT_EQ(stack.tcp(), Tcp::kClosed);
}

TEST(HostedStackTest, TellsOfTheEndAtOnceIfNothingWasWritten) {
  Application app;
  HastyStack stack(app);
  stack.StartClose(1000, "");
  stack.RunUntilIdle(kTurns);
  EXPECT_EQ(app.told, (std::vector<std::string>{"late", "clean"}));
  EXPECT_EQ(stack.tcp(), Tcp::kClosed);
}

TEST(HostedStackTest, TimeEndsWhatTheWireDoesNotAccept) {
  Application app;
  HastyStack stack(app);
  stack.StartClose(std::nullopt, "bye");
  stack.Elapse(1);
  EXPECT_EQ(app.told, (std::vector<std::string>{"late", "unclean"}));
  EXPECT_EQ(stack.tcp(), Tcp::kClosed);
}

}  // namespace
}  // namespace wsdrain
