// Where the connections come from, for each kind of peer.
#include "commands/check_subject.h"

#include <optional>
#include <ostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "commands/check_proxy.h"
#include "commands/child_process.h"
#include "commands/live_server.h"
#include "commands/reach.h"
#include "commands/reception.h"
#include "endpoints/tcp/live_peer.h"
#include "live/acceptor.h"

namespace wsdrain {
namespace {

// People may have to start theirs by hand.
constexpr int64_t kFirstClientMs = 300'000;

absl::Status NothingToPlay() {
  return absl::InvalidArgumentError(
      "found no scenario that can be played to it, allowed: scenarios that "
      "need neither a simulated wire nor calls of its application");
}

// Takes a place to listen at, and says where.
absl::StatusOr<std::unique_ptr<Reception>> OpenReception(
    const CheckCommandOptions& options, size_t cases, std::ostream& said) {
  const auto address = ParseListenAddress(options.listen);
  if (!address.ok()) return address.status();
  auto acceptor = Acceptor::Listen(address->host, address->port);
  if (!acceptor.ok()) return acceptor.status();
  auto reception = std::make_unique<Reception>(*std::move(acceptor), cases,
                                               options.timeout_ms);
  said << "listening on " << reception->url() << "/" << std::endl;
  return reception;
}

class Server : public CheckSubject {
 public:
  Server(const CheckCommandOptions& options, const std::vector<Input>& inputs,
         const Reach& reach)
      : options_(options),
        inputs_(inputs),
        server_(reach, options.start, options.timeout_ms) {}

  std::string role() const override { return "server"; }
  std::string where() const override { return options_.reach.url; }

  absl::Status Prepare(LiveCheck& check, std::ostream&) override {
    check.tailoring.peer = Role::kServer;
    plays_ = PlayableTo(inputs_, check);
    if (plays_.empty()) return NothingToPlay();
    auto reached = server_.Connect();
    if (!reached.ok()) return reached.status();
    opening_ = PlayOfOpening(options_.name, reached->opened.extensions);
    check.tcp.answers_pings = AnswersPing(
        {std::move(reached->stream), std::move(reached->opened.unread)},
        Role::kServer, options_.EndMs());
    check.connect = [this](LiveRun) -> absl::StatusOr<TcpConnection> {
      auto again = server_.Connect();
      if (!again.ok()) return again.status();
      return TcpConnection{std::move(again->stream),
                           std::move(again->opened.unread)};
    };
    return absl::OkStatus();
  }

  LivePlays Play(const LiveCheck& check) override {
    PlayLive(check, plays_);
    plays_.insert(plays_.begin(), std::move(opening_));
    return std::move(plays_);
  }

 private:
  const CheckCommandOptions& options_;
  const std::vector<Input>& inputs_;
  LiveServer server_;
  std::unique_ptr<LivePlay> opening_;
  LivePlays plays_;
};

class Clients : public CheckSubject {
 public:
  Clients(const CheckCommandOptions& options, const std::vector<Input>& inputs,
          std::vector<std::string> command)
      : options_(options), inputs_(inputs), command_(std::move(command)) {}

  std::string role() const override { return "client"; }
  std::string where() const override { return reception_->url() + "/"; }

  absl::Status Prepare(LiveCheck& check, std::ostream& said) override {
    check.tailoring.peer = Role::kClient;
    plays_ = PlayableTo(inputs_, check);
    if (plays_.empty()) return NothingToPlay();
    auto reception =
        OpenReception(options_, plays_.size() * LiveRun::kPerScenario, said);
    if (!reception.ok()) return reception.status();
    reception_ = *std::move(reception);
    said << plays_.size() * LiveRun::kPerScenario
         << " cases: /runCase?case=N, and /updateReports at the end"
         << std::endl;
    if (command_.empty()) {
      check.wait_for_run = [this]() -> std::optional<LiveRun> {
        const auto number = reception_->WaitForCase(
            kFirstClientMs, options_.EndMs() + options_.timeout_ms);
        if (!number.has_value()) return std::nullopt;
        return LiveRun{*number - 1};
      };
    }
    check.connect = [this](LiveRun run) { return ClientOf(run); };
    return absl::OkStatus();
  }

  LivePlays Play(const LiveCheck& check) override {
    PlayLive(check, plays_);
    return std::move(plays_);
  }

 private:
  // Starts it, if that is ours to do.
  absl::StatusOr<TcpConnection> ClientOf(LiveRun run) {
    const size_t number = run.number + 1;
    std::shared_ptr<ChildProcess> child;
    if (!command_.empty()) {
      const std::string url = reception_->CaseUrl(number, options_.name);
      std::vector<std::string> command = command_;
      for (std::string& word : command) {
        word = absl::StrReplaceAll(word, {{"{url}", url}});
      }
      auto started = ChildProcess::Start(command, options_.is_verbose);
      if (!started.ok()) return started.status();
      child = *std::move(started);
    }
    auto connection =
        reception_->WaitForClient(number, TimeLimit(options_.timeout_ms));
    if (connection.ok()) connection->behind = std::move(child);
    return connection;
  }

  const CheckCommandOptions& options_;
  const std::vector<Input>& inputs_;
  const std::vector<std::string> command_;
  std::unique_ptr<Reception> reception_;
  LivePlays plays_;
};

class Proxy : public CheckSubject {
 public:
  Proxy(const CheckCommandOptions& options, Reach reach)
      : options_(options), reach_(std::move(reach)) {}

  std::string role() const override { return "proxy"; }
  std::string where() const override { return options_.through; }

  absl::Status Prepare(LiveCheck&, std::ostream& said) override {
    auto backend = OpenReception(options_, ProxyConnections(), said);
    if (!backend.ok()) return backend.status();
    backend_ = *std::move(backend);
    return absl::OkStatus();
  }

  LivePlays Play(const LiveCheck& check) override {
    return PlayProxy({.name = options_.name,
                      .reach = &reach_,
                      .timeout_ms = options_.timeout_ms,
                      .bound_ms = options_.EndMs(),
                      .is_quick = options_.is_quick,
                      .connections = check.connections,
                      .progress = check.progress},
                     *backend_);
  }

 private:
  const CheckCommandOptions& options_;
  const Reach reach_;
  std::unique_ptr<Reception> backend_;
};

absl::Status NotTogether(const char* found, const char* allowed) {
  return absl::InvalidArgumentError(
      absl::StrCat("found ", found, ", allowed: ", allowed));
}

}  // namespace

absl::StatusOr<std::unique_ptr<CheckSubject>> SubjectOf(
    const CheckCommandOptions& options, const std::vector<Input>& inputs,
    const std::vector<std::string>& command) {
  const bool is_listening = !options.listen.empty();
  if (!command.empty() && (!is_listening || !options.through.empty())) {
    return NotTogether("a command behind --", "one with --listen");
  }
  if (is_listening && options.through.empty()) {
    return std::make_unique<Clients>(options, inputs, command);
  }
  if (!options.through.empty() && !is_listening) {
    return NotTogether("--through alone",
                       "--listen with it, where the proxy's backend is");
  }
  ReachOptions reach_options = options.reach;
  if (is_listening) reach_options.url = options.through;
  if (reach_options.url.empty()) {
    return NotTogether("nothing to check", "URL, or --listen");
  }
  auto reach = ReachOf(reach_options);
  if (!reach.ok()) return reach.status();
  if (is_listening) {
    return std::make_unique<Proxy>(options, *std::move(reach));
  }
  return std::make_unique<Server>(options, inputs, *reach);
}

}  // namespace wsdrain
