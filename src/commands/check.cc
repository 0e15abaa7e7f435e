// `wsdrain check`: plays the scenarios to a live peer, and judges it.
#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "commands/check_live.h"
#include "commands/check_report.h"
#include "commands/commands.h"
#include "commands/fail_on.h"
#include "commands/files.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/known.h"
#include "commands/reach.h"
#include "commands/session.h"
#include "commands/trigger.h"
#include "props/all.h"
#include "report/words.h"

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
    "Examples:\n"
    "  wsdrain check ws://localhost:8080/chat\n"
    "  wsdrain check ws://localhost:8080/ --trigger message:bye --quick\n"
    "  wsdrain check ws://localhost:8080/ built-in:/draining --verbose\n"
    "  wsdrain check wss://example.org/ --known known.json --junit out.xml";

constexpr int64_t kQuickMs = 5'000;

struct CheckCommand {
  ReachOptions reach;
  std::vector<std::string> paths;
  std::string name = "peer";
  std::string trigger = "violation";
  std::string message;
  std::string prologue_path;
  std::vector<std::string> only;
  KnownOptions known;
  Level fail_on = Level::kMust;
  size_t connections = 64;
  int64_t bound_ms = 35'000;
  int64_t timeout_ms = 10'000;
  bool is_quick = false;
  bool echoes = false;
  std::string junit_path;
  bool is_json = false;
  bool is_verbose = false;
};

// A connection is refused if the server is told to have too many, too fast.
constexpr int kTries = 3;

TcpConnector ConnectorTo(const Reach& reach, int64_t timeout_ms) {
  return [reach, timeout_ms]() -> absl::StatusOr<TcpConnection> {
    absl::Status why;
    for (int i = 0; i < kTries; ++i) {
      auto reached = Connect(reach, timeout_ms);
      if (reached.ok()) {
        return TcpConnection{std::move(reached->stream),
                             std::move(reached->opened.unread)};
      }
      why = reached.status();
    }
    return why;
  };
}

// "5.5" stands for 5.5 and what is below it.
bool IsUnder(std::string_view section, std::string_view wanted) {
  return section.starts_with(wanted) &&
         (section.size() == wanted.size() || section[wanted.size()] == '.');
}

// One of the sections that a property names, as "5.5.1, D9".
bool IsOfSection(std::string_view sections, const std::string& wanted) {
  while (!sections.empty()) {
    const size_t end = sections.find(", ");
    if (IsUnder(sections.substr(0, end), wanted)) return true;
    if (end == std::string_view::npos) return false;
    sections.remove_prefix(end + 2);
  }
  return false;
}

absl::StatusOr<std::vector<const Property*>> ChosenProperties(
    const std::vector<std::string>& only) {
  std::vector<const Property*> chosen;
  for (const Property* property : AllProperties().list()) {
    // No two runs of a live peer need to be alike.
    if (property->relation != Relation::kNone) continue;
    const bool is_wanted =
        only.empty() || property->failure == FailureKind::kCrash ||
        std::any_of(only.begin(), only.end(), [&](const std::string& section) {
          return IsOfSection(property->section, section);
        });
    if (is_wanted) chosen.push_back(property);
  }
  for (const std::string& section : only) {
    if (std::none_of(chosen.begin(), chosen.end(), [&](const Property* it) {
          return IsOfSection(it->section, section);
        })) {
      return absl::InvalidArgumentError(
          absl::StrCat("--only: found ", section,
                       ", allowed: a section that a property names (see "
                       "`wsdrain properties`)"));
    }
  }
  return chosen;
}

absl::StatusOr<std::vector<Step>> PrologueOf(const std::string& path) {
  if (path.empty()) return std::vector<Step>{};
  auto input = LoadScenario(path, "");
  if (!input.ok()) return input.status();
  for (const Step& step : input->scenario->steps) {
    if (!IsRemote(step.verb) && step.verb != Verb::kAwaitMessage &&
        step.verb != Verb::kElapse) {
      return absl::InvalidArgumentError(
          absl::StrCat(path,
                       ": found a step of the peer's or of the wire, allowed "
                       "in a prologue: remote ..., await message, elapse"));
    }
  }
  return input->scenario->steps;
}

class Checking {
 public:
  Checking(const CheckCommand& options, Session& session)
      : options_(options), session_(session) {}

  void Run() {
    if (const absl::Status status = Prepare(); !status.ok()) {
      return session_.Refuse(status);
    }
    const auto since = std::chrono::steady_clock::now();
    report_.plays = PlayLive(inputs_, check_);
    report_.ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                     std::chrono::steady_clock::now() - since)
                     .count();
    if (HasProgress()) session_.err << "\r\x1b[K" << std::flush;
    if (report_.plays.empty()) {
      return session_.Refuse(absl::InvalidArgumentError(
          "found no scenario that can be played to it, allowed: scenarios "
          "that need neither a simulated wire nor calls of its application"));
    }
    report_.plays.insert(report_.plays.begin(), OpeningPlay());
    if (const absl::Status status = Finish(); !status.ok()) {
      session_.Refuse(status);
    }
  }

 private:
  absl::Status Prepare() {
    const auto reach = ReachOf(options_.reach);
    if (!reach.ok()) return reach.status();
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

    auto reached = Connect(*reach, options_.timeout_ms);
    if (!reached.ok()) return reached.status();
    extensions_ = reached->opened.extensions;

    check_.name = options_.name;
    check_.tailoring = {.peer = Role::kServer,
                        .timeout_ms = BoundMs(),
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
    check_.tcp.answers_pings = AnswersPing(
        {std::move(reached->stream), std::move(reached->opened.unread)},
        Role::kServer, BoundMs());
    check_.connector = ConnectorTo(*reach, options_.timeout_ms);
    check_.properties = &*properties_;
    check_.connections = trigger->is_for_all ? 1 : options_.connections;
    if (HasProgress()) {
      check_.progress = [this](size_t done, size_t all) {
        const std::scoped_lock lock(mutex_);
        session_.err << "\r" << done << "/" << all << std::flush;
      };
    }
    return absl::OkStatus();
  }

  absl::Status Finish() {
    report_.peer = options_.reach.url;
    report_.role = Role::kServer;
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

  std::unique_ptr<LivePlay> OpeningPlay() const {
    return PlayOfOpening(options_.name, Role::kServer, extensions_);
  }

  int64_t BoundMs() const {
    return options_.is_quick ? kQuickMs : options_.bound_ms;
  }
  bool HasProgress() const { return session_.has_progress; }

  const CheckCommand& options_;
  Session& session_;
  std::optional<PropertySet> properties_;
  std::vector<Input> inputs_;
  KnownGate known_;
  std::string extensions_;
  LiveCheck check_;
  LiveReport report_;
  std::mutex mutex_;
};

}  // namespace

void AddCheck(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "check", "Play the scenarios to a live server, and judge it");
  command->footer(kCheckFooter);
  auto options = std::make_shared<CheckCommand>();
  AddReachOptions(*command, options->reach);
  command
      ->add_option("FILE", options->paths,
                   "Scenarios, or folders of them (default: built-in:)")
      ->type_name("");
  command
      ->add_option("--name", options->name,
                   "What findings call it (default: peer)")
      ->type_name("NAME");
  command
      ->add_option("--trigger", options->trigger,
                   "What makes it start the close: message:TEXT, "
                   "http:METHOD:URL, exec:CMD, idle:MS or violation (default)")
      ->type_name("WHAT");
  command->add_flag("--echo", options->echoes,
                    "It sends every message back: delivery is judged, too");
  command
      ->add_option("--message", options->message,
                   "Send this text instead of that of the scenarios")
      ->type_name("TEXT");
  command
      ->add_option("--prologue", options->prologue_path,
                   "Play this first on each connection, as a login")
      ->type_name("FILE");
  command
      ->add_option("--only", options->only,
                   "Ask the properties of this section only, as 5.5; may be "
                   "repeated")
      ->type_name("SECTION")
      ->allow_extra_args(false);
  command
      ->add_option("--connections", options->connections,
                   "So many at a time (default 64)")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command
      ->add_option("--bound", options->bound_ms,
                   "What has not ended by then is a stall (default 35000)")
      ->check(CLI::PositiveNumber)
      ->type_name("MS");
  command->add_flag("--quick", options->is_quick,
                    "Wait 5 s, and call what has not come by then slow");
  command
      ->add_option("--timeout", options->timeout_ms,
                   "How long connecting may take (default 10000)")
      ->check(CLI::PositiveNumber)
      ->type_name("MS");
  AddFailOnOption(*command, options->fail_on);
  AddKnownOptions(*command, options->known);
  command
      ->add_option("--junit", options->junit_path,
                   "Write the results there, as JUnit's XML")
      ->type_name("FILE");
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->add_flag("-v,--verbose", options->is_verbose,
                    "Print the ladder of every finding");
  command->callback([options, &session] {
    if (options->paths.empty()) options->paths.emplace_back(kBuiltInFolder);
    Checking(*options, session).Run();
  });
}

}  // namespace wsdrain
