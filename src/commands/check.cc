// `wsdrain check`: plays the scenarios to a live peer, and judges it.
#include <CLI/CLI.hpp>
#include <chrono>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "commands/check_live.h"
#include "commands/check_options.h"
#include "commands/check_report.h"
#include "commands/child_process.h"
#include "commands/commands.h"
#include "commands/files.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/known.h"
#include "commands/live_server.h"
#include "commands/reach.h"
#include "commands/reception.h"
#include "commands/session.h"
#include "commands/trigger.h"
#include "live/acceptor.h"

namespace wsdrain {
namespace {

constexpr const char* kCheckFooter =
    "Plays every scenario twice, on connections of its own, and reports what "
    "both\n"
    "times broke a sentence of RFC 6455. What the application says by itself, "
    "and\n"
    "when and with which code it closes, is never a finding; what cannot be "
    "seen\n"
    "from outside is unreached.\n"
    "\n"
    "--trigger makes the server start the close, which most scenarios of "
    "draining\n"
    "need. By default it is sent what is not legal instead.\n"
    "\n"
    "A stall is an end that has not come after --bound. With --quick what has "
    "not\n"
    "come after 5 s is slow, and no finding.\n"
    "\n"
    "Exit codes: 0 no finding that counts; 1 one; 2 bad usage; 3 there is no\n"
    "connection.\n"
    "\n"
    "With --listen the peer is a client: it comes by itself, once for each "
    "case,\n"
    "under the URLs that clients of the Autobahn test suite use "
    "(/getCaseCount,\n"
    "/runCase?case=N, /updateReports) or any other; or the command behind `--` "
    "is\n"
    "started for each, with {url} in its place.\n"
    "\n"
    "Examples:\n"
    "  wsdrain check ws://localhost:8080/chat\n"
    "  wsdrain check ws://localhost:8080/ --trigger message:bye --quick\n"
    "  wsdrain check ws://localhost:8080/ built-in:/draining --verbose\n"
    "  wsdrain check --listen 9001 --trigger idle:2000 -- my-client {url}\n"
    "  wsdrain check wss://example.org/ --known known.json --junit out.xml";

class Checking {
 public:
  Checking(const CheckCommandOptions& options, Session& session)
      : options_(options), session_(session) {}

  void Run() {
    if (const absl::Status status = Prepare(); !status.ok()) {
      return session_.Refuse(status);
    }
    const auto since = std::chrono::steady_clock::now();
    PlayLive(check_, plays_);
    report_.ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                     std::chrono::steady_clock::now() - since)
                     .count();
    if (HasProgress()) session_.err << "\r\x1b[K" << std::flush;
    if (opening_ != nullptr) report_.plays.push_back(std::move(opening_));
    std::move(plays_.begin(), plays_.end(), std::back_inserter(report_.plays));
    if (const absl::Status status = Finish(); !status.ok()) {
      session_.Refuse(status);
    }
  }

 private:
  absl::Status Prepare() {
    const auto trigger = ParseTrigger(options_.trigger);
    if (!trigger.ok()) return trigger.status();
    auto chosen = ChosenProperties(options_.only);
    if (!chosen.ok()) return chosen.status();
    auto prologue = PrologueOf(options_.prologue_path);
    if (!prologue.ok()) return prologue.status();
    auto inputs = LoadInputs(options_.paths, "");
    if (!inputs.ok()) return inputs.status();
    auto known = KnownGate::Open(options_.known);
    if (!known.ok()) return known.status();
    properties_.emplace(*std::move(chosen));
    inputs_ = *std::move(inputs);
    known_ = *std::move(known);

    check_.name = options_.name;
    check_.tailoring = {
        .peer = options_.listen.empty() ? Role::kServer : Role::kClient,
        .timeout_ms = options_.EndMs(),
        .closes_by_violation = trigger->is_violation,
        .echoes = options_.echoes,
        .message = std::nullopt,
        .prologue = *std::move(prologue)};
    if (!options_.message.empty()) {
      check_.tailoring.message = options_.message;
    }
    check_.tcp.is_quick = options_.is_quick;
    check_.tcp.echoes = options_.echoes;
    check_.tcp.trigger = trigger->trigger;
    check_.properties = &*properties_;
    check_.connections = trigger->is_for_all ? 1 : options_.connections;
    plays_ = PlayableTo(inputs_, check_);
    if (plays_.empty()) {
      return absl::InvalidArgumentError(
          "found no scenario that can be played to it, allowed: scenarios "
          "that need neither a simulated wire nor calls of its application");
    }
    if (HasProgress()) {
      check_.progress = [this](size_t done, size_t all) {
        const std::scoped_lock lock(mutex_);
        session_.err << "\r" << done << "/" << all << std::flush;
      };
    }
    return options_.listen.empty() ? PrepareServer() : PrepareClients();
  }

  // The peer is a server, which is there.
  absl::Status PrepareServer() {
    const auto reach = ReachOf(options_.reach);
    if (!reach.ok()) return reach.status();
    server_ = std::make_unique<LiveServer>(*reach, options_.start,
                                           options_.timeout_ms);
    auto reached = server_->Connect();
    if (!reached.ok()) return reached.status();
    opening_ = PlayOfOpening(options_.name, reached->opened.extensions);
    check_.tcp.answers_pings = AnswersPing(
        {std::move(reached->stream), std::move(reached->opened.unread)},
        Role::kServer, options_.EndMs());
    check_.connect = [this](LiveRun) -> absl::StatusOr<TcpConnection> {
      auto again = server_->Connect();
      if (!again.ok()) return again.status();
      return TcpConnection{std::move(again->stream),
                           std::move(again->opened.unread)};
    };
    return absl::OkStatus();
  }

  // The peers are clients, which come or are started.
  absl::Status PrepareClients() {
    const auto address = ParseListenAddress(options_.listen);
    if (!address.ok()) return address.status();
    auto acceptor = Acceptor::Listen(address->host, address->port);
    if (!acceptor.ok()) return acceptor.status();
    reception_ = std::make_unique<Reception>(
        *std::move(acceptor), plays_.size() * LiveRun::kPerScenario,
        options_.timeout_ms);
    (options_.is_json ? session_.err : session_.out)
        << "listening on " << reception_->url() << "/" << std::endl;
    if (session_.child_command.empty()) {
      check_.wait_for_run = [this]() -> std::optional<LiveRun> {
        const auto number =
            reception_->WaitForCase(options_.EndMs() + options_.timeout_ms);
        if (!number.has_value()) return std::nullopt;
        return LiveRun{*number - 1};
      };
    }
    check_.connect = [this](LiveRun run) -> absl::StatusOr<TcpConnection> {
      const size_t number = run.number + 1;
      std::shared_ptr<ChildProcess> child;
      if (!session_.child_command.empty()) {
        auto started = ChildProcess::Start(
            CommandFor(reception_->CaseUrl(number, options_.name)),
            options_.is_verbose);
        if (!started.ok()) return started.status();
        child = *std::move(started);
      }
      auto connection =
          reception_->WaitForClient(number, TimeLimit(options_.timeout_ms));
      if (connection.ok()) connection->behind = std::move(child);
      return connection;
    };
    return absl::OkStatus();
  }

  std::vector<std::string> CommandFor(const std::string& url) const {
    std::vector<std::string> command = session_.child_command;
    for (std::string& word : command) {
      word = absl::StrReplaceAll(word, {{"{url}", url}});
    }
    return command;
  }

  absl::Status Finish() {
    report_.peer =
        reception_ == nullptr ? options_.reach.url : reception_->url() + "/";
    report_.role = check_.tailoring.peer;
    report_.fail_on = options_.fail_on;
    report_.connections = check_.connections;
    report_.is_quick = options_.is_quick;
    for (const auto& live : report_.plays) {
      std::vector<std::string> broken;
      if (live->is_done) {
        for (const Verdict* verdict :
             FailuresOf(live->play, options_.fail_on)) {
          broken.emplace_back(verdict->property->name);
        }
        report_.is_known.push_back(known_.Knows(
            {options_.name, RoleText(live->play.casting), live->input->name},
            broken));
      } else {
        report_.is_known.push_back(true);
      }
    }
    const bool is_full_set = options_.paths.size() == 1 &&
                             options_.paths[0] == kBuiltInFolder &&
                             options_.only.empty() && report_.not_played() == 0;
    if (absl::Status saved = known_.Save(is_full_set); !saved.ok()) {
      return saved;
    }
    report_.gone = known_.Vanished(is_full_set);
    if (!options_.junit_path.empty()) {
      if (absl::Status written = WriteJunit(report_, options_.junit_path);
          !written.ok()) {
        return written;
      }
    }
    if (options_.is_json) {
      PrintDocument(ReportJson(report_), session_.out);
    } else {
      PrintReport(report_, options_.is_verbose, session_.has_colour,
                  session_.out);
    }
    if (!report_.is_ok()) session_.exit_code = ExitCode::kBroken;
    return absl::OkStatus();
  }

  bool HasProgress() const { return session_.has_progress; }

  const CheckCommandOptions& options_;
  Session& session_;
  std::optional<PropertySet> properties_;
  std::vector<Input> inputs_;
  KnownGate known_;
  std::unique_ptr<LiveServer> server_;
  std::unique_ptr<Reception> reception_;
  std::unique_ptr<LivePlay> opening_;
  LiveCheck check_;
  std::vector<std::unique_ptr<LivePlay>> plays_;
  LiveReport report_;
  std::mutex mutex_;
};

}  // namespace

void AddCheck(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "check", "Play the scenarios to a live server, and judge it");
  command->footer(kCheckFooter);
  auto options = std::make_shared<CheckCommandOptions>();
  AddCheckOptions(*command, *options);
  command->callback([options, &session] {
    if (!options->listen.empty() && !options->reach.url.empty()) {
      // Nothing is dialled: it is the first of the files.
      options->paths.insert(options->paths.begin(), options->reach.url);
      options->reach.url.clear();
    }
    if (options->paths.empty()) options->paths.emplace_back(kBuiltInFolder);
    Checking(*options, session).Run();
  });
}

}  // namespace wsdrain
