// Pairs the two ends of each connection, one pair at a time; then they play
// side by side.
#include "commands/check_proxy.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "absl/status/statusor.h"
#include "commands/relay.h"
#include "commands/relay_cases.h"

namespace wsdrain {
namespace {

constexpr size_t kAttempts = 2;

// Asked about the set-up and not about a case.
constexpr Property kIsReached{
    .name = "proxy_passes_connections_on",
    .section = "4",
    .level = Level::kMust,
    .level_ours = Level::kMust,
    .rule = "who asks the proxy for a WebSocket reaches the backend",
    .failure = FailureKind::kCrash,
};

struct Played {
  const Property* property = nullptr;
  Result result = Result::kUnreached;
  Answer::Difference difference;
  std::string story;
};

class ProxyPlayer {
 public:
  ProxyPlayer(const ProxyCheck& check, Reception& backend)
      : check_(check), backend_(backend) {}

  std::vector<std::array<Played, kAttempts>> Play() {
    played_.resize(RelayCases().size());
    std::vector<std::thread> threads;
    const size_t runs = played_.size() * kAttempts;
    for (size_t i = 1; i < std::min(check_.connections, runs); ++i) {
      threads.emplace_back([this, runs] { Work(runs); });
    }
    Work(runs);
    for (std::thread& thread : threads) thread.join();
    return std::move(played_);
  }

 private:
  void Work(size_t runs) {
    for (size_t run = next_++; run < runs; run = next_++) {
      played_[run / kAttempts][run % kAttempts] =
          PlayOnce(RelayCases()[run / kAttempts]);
      if (check_.progress) check_.progress(++done_, runs);
    }
  }

  Played PlayOnce(const RelayCase& relay_case) {
    Played played{.property = relay_case.property};
    auto pair = Pair();
    if (!pair.ok()) {
      played.property = &kIsReached;
      played.result = Result::kCrashed;
      played.difference = {"a connection",
                           std::string(pair.status().message())};
      return played;
    }
    Relay relay{
        .client = {std::move(pair->first), Role::kClient, played.story},
        .backend = {std::move(pair->second), Role::kServer, played.story},
        .bound_ms = check_.bound_ms};
    auto difference = relay_case.play(relay, relay_case.sender);
    played.result = Result::kHolds;
    if (!difference.has_value()) return played;
    played.difference = *std::move(difference);
    const bool is_stall = relay_case.property->failure == FailureKind::kStall;
    played.result = !is_stall          ? Result::kBroken
                    : !check_.is_quick ? Result::kStalled
                                       : Result::kSlow;
    return played;
  }

  // The front's end of a connection, and the backend's.
  absl::StatusOr<std::pair<TcpConnection, TcpConnection>> Pair() {
    const std::scoped_lock lock(pairing_);
    auto reached = Connect(*check_.reach, check_.timeout_ms);
    if (!reached.ok()) return reached.status();
    auto arrived =
        backend_.WaitForClient(++pairs_, TimeLimit(check_.timeout_ms));
    if (!arrived.ok()) return arrived.status();
    return std::pair(TcpConnection{std::move(reached->stream),
                                   std::move(reached->opened.unread)},
                     *std::move(arrived));
  }

  const ProxyCheck& check_;
  Reception& backend_;
  std::vector<std::array<Played, kAttempts>> played_;
  std::mutex pairing_;
  size_t pairs_ = 0;  // guarded by pairing_
  std::atomic<size_t> next_ = 0;
  std::atomic<size_t> done_ = 0;
};

std::unique_ptr<LivePlay> PlayOf(const ProxyCheck& check, const Input& input,
                                 std::array<Played, kAttempts> played) {
  auto live = std::make_unique<LivePlay>();
  live->input = &input;
  live->kind.name = check.name;
  live->play.scenario = &live->scenario;
  live->play.casting.players.server = &live->kind;
  live->play.casting.role = Role::kServer;
  auto& [first, second] = played;
  const bool shows_twice = IsFailure(first.result) == IsFailure(second.result);
  if (!shows_twice) live->once.emplace_back(first.property->name);
  Played& told = !shows_twice && IsFailure(first.result) ? second : first;
  Verdict verdict;
  verdict.property = told.property;
  verdict.level = told.property->level;
  verdict.result = told.result;
  verdict.role = Role::kServer;
  verdict.expected = told.difference.expected;
  verdict.actual = told.difference.actual;
  live->is_race.push_back(shows_twice &&
                          first.difference.actual != second.difference.actual);
  live->ending.push_back(Ending::kSilent);
  live->play.report.verdicts.push_back(std::move(verdict));
  live->story = std::move(told.story);
  live->is_done = true;
  return live;
}

}  // namespace

size_t ProxyConnections() { return RelayCases().size() * kAttempts; }

std::vector<std::unique_ptr<LivePlay>> PlayProxy(const ProxyCheck& check,
                                                 Reception& backend) {
  static const std::vector<Input>& inputs = *new std::vector<Input>([] {
    std::vector<Input> list;
    for (const RelayCase& relay_case : RelayCases()) {
      const std::string name(relay_case.name);
      list.push_back({.path = name, .name = name});
    }
    return list;
  }());
  auto played = ProxyPlayer(check, backend).Play();
  std::vector<std::unique_ptr<LivePlay>> plays;
  for (size_t i = 0; i < played.size(); ++i) {
    plays.push_back(PlayOf(check, inputs[i], std::move(played[i])));
  }
  return plays;
}

}  // namespace wsdrain
