// Pairs the two ends of each connection, one pair at a time; then they play
// side by side.
#include "commands/check_proxy.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "commands/relay.h"
#include "commands/relay_cases.h"
#include "explore/team.h"

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
    const size_t runs = played_.size() * kAttempts;
    std::atomic<size_t> done = 0;
    Team(std::min(check_.connections, runs)).Run(runs, [&](size_t, size_t run) {
      played_[run / kAttempts][run % kAttempts] =
          PlayOnce(RelayCases()[run / kAttempts]);
      if (check_.progress) check_.progress(++done, runs);
    });
    return std::move(played_);
  }

 private:
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
};

std::unique_ptr<LivePlay> PlayOf(const ProxyCheck& check, const Input& input,
                                 std::array<Played, kAttempts> played) {
  auto& [first, second] = played;
  const bool shows_twice = IsFailure(first.result) == IsFailure(second.result);
  Played& told = !shows_twice && IsFailure(first.result) ? second : first;
  Verdict verdict;
  verdict.property = told.property;
  verdict.level = told.property->level;
  verdict.result = told.result;
  verdict.role = Role::kServer;
  verdict.expected = told.difference.expected;
  verdict.actual = told.difference.actual;
  auto live = PlayOfVerdict(check.name, input, std::move(verdict));
  if (!shows_twice) live->once.emplace_back(first.property->name);
  live->is_race[0] =
      shows_twice && first.difference.actual != second.difference.actual;
  live->story = std::move(told.story);
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
