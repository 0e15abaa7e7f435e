// `wsdrain check`: plays the scenarios to a live peer, and judges it.
#include "check/check.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "commands/check_live.h"
#include "commands/check_options.h"
#include "commands/check_report.h"
#include "commands/check_subject.h"
#include "commands/commands.h"
#include "commands/files.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/known.h"
#include "commands/session.h"
#include "commands/trigger.h"

namespace wsdrain {
namespace {

constexpr const char* kCheckFooter =
    "Plays every scenario to two endings, a silent and a cooperative one, each "
    "on a\n"
    "connection of its own; what fails is played once more, and only what "
    "breaks a\n"
    "sentence of RFC 6455 both times is reported. What the application says "
    "by\n"
    "itself, and when and with which code it closes, is never a finding; what\n"
    "cannot be seen from outside is unreached.\n"
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
    "started for each, with {url} in its place. With --through it is a proxy, "
    "and\n"
    "we are its client and, at --listen, its backend.\n"
    "\n"
    "Examples:\n"
    "  wsdrain check ws://localhost:8080/chat\n"
    "  wsdrain check ws://localhost:8080/ --trigger message:bye --quick\n"
    "  wsdrain check ws://localhost:8080/ built-in:/draining --verbose\n"
    "  wsdrain check --listen 9001 --trigger idle:2000 -- my-client {url}\n"
    "  wsdrain check --listen 9001 --through ws://localhost:8080/\n"
    "  wsdrain check wss://example.org/ --known known.json --junit out.xml";

// What was given on the command line, loaded.
struct Loaded {
  PropertySet properties;
  std::vector<Input> inputs;
  KnownGate known;
  LiveCheck check;
};

absl::StatusOr<std::unique_ptr<Loaded>> Load(
    const CheckCommandOptions& options) {
  const auto trigger = ParseTrigger(options.trigger);
  if (!trigger.ok()) return trigger.status();
  auto chosen = ChosenProperties(options.only);
  if (!chosen.ok()) return chosen.status();
  auto prologue = PrologueOf(options.prologue_path);
  if (!prologue.ok()) return prologue.status();
  auto inputs = LoadInputs(options.paths, "");
  if (!inputs.ok()) return inputs.status();
  auto known = KnownGate::Open(options.known);
  if (!known.ok()) return known.status();
  auto loaded = std::make_unique<Loaded>(PropertySet(*std::move(chosen)),
                                         *std::move(inputs), *std::move(known),
                                         LiveCheck{});
  LiveCheck& check = loaded->check;
  check.name = options.name;
  check.tailoring.timeout_ms = options.EndMs();
  check.tailoring.closes_by_violation = trigger->is_violation;
  check.tailoring.echoes = options.echoes;
  if (!options.message.empty()) check.tailoring.message = options.message;
  check.tailoring.prologue = *std::move(prologue);
  check.tcp.is_quick = options.is_quick;
  check.tcp.echoes = options.echoes;
  check.tcp.trigger = trigger->trigger;
  check.properties = &loaded->properties;
  check.connections = trigger->is_for_all ? 1 : options.connections;
  return loaded;
}

// Notes which plays have nothing new, and what is gone.
absl::Status HoldAgainstKnown(const CheckCommandOptions& options,
                              KnownGate& known, LiveReport& report) {
  for (const auto& live : report.plays) {
    std::vector<std::string> broken;
    for (const Verdict* verdict : FailuresOf(live->play, options.fail_on)) {
      broken.emplace_back(verdict->property->name);
    }
    const PlayName play = {options.name, report.role, live->input->name};
    report.is_known.push_back(!live->is_done || known.Knows(play, broken));
  }
  const bool is_full_set = options.is_full_set && report.not_played() == 0;
  report.gone = known.Vanished(is_full_set);
  // With --write-known what is gone is forgotten.
  if (options.known.is_written) report.gone.clear();
  return known.Save(is_full_set);
}

absl::Status Publish(const CheckCommandOptions& options,
                     const LiveReport& report, Session& session) {
  if (options.is_json) {
    PrintDocument(ReportJson(report), session.out);
  } else {
    PrintReport(report, options.is_verbose, session.has_colour, session.out);
  }
  if (!report.is_ok()) session.exit_code = ExitCode::kBroken;
  if (options.junit_path.empty()) return absl::OkStatus();
  return WriteJunit(report, options.junit_path);
}

absl::Status Check(const CheckCommandOptions& options, Session& session) {
  auto loaded = Load(options);
  if (!loaded.ok()) return loaded.status();
  LiveCheck& check = (*loaded)->check;
  auto subject = SubjectOf(options, (*loaded)->inputs, session.child_command);
  if (!subject.ok()) return subject.status();
  std::mutex mutex;
  if (session.has_progress) {
    check.progress = [&](size_t done, size_t all) {
      const std::scoped_lock lock(mutex);
      session.err << "\r" << done << "/" << all << std::flush;
    };
  }
  if (absl::Status ready = (*subject)->Prepare(
          check, options.is_json ? session.err : session.out);
      !ready.ok()) {
    return ready;
  }
  const auto since = std::chrono::steady_clock::now();
  LiveReport report{.peer = (*subject)->where(),
                    .role = (*subject)->role(),
                    .plays = (*subject)->Play(check),
                    .fail_on = options.fail_on,
                    .is_quick = options.is_quick};
  report.ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                  std::chrono::steady_clock::now() - since)
                  .count();
  if (session.has_progress) session.err << "\r\x1b[K" << std::flush;
  if (report.not_played() == report.plays.size()) {
    return absl::UnavailableError(report.peer + ": no client has come");
  }
  if (absl::Status held = HoldAgainstKnown(options, (*loaded)->known, report);
      !held.ok()) {
    return held;
  }
  return Publish(options, report, session);
}

}  // namespace

void AddCheck(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "check", "Play the scenarios to a live peer, and judge it");
  command->footer(kCheckFooter);
  auto options = std::make_shared<CheckCommandOptions>();
  AddCheckOptions(*command, *options);
  command->callback([options, &session] {
    if (!options->listen.empty() && !options->reach.url.empty()) {
      // Nothing is dialled: it is the first of the files.
      options->paths.insert(options->paths.begin(), options->reach.url);
      options->reach.url.clear();
    }
    options->is_full_set = options->paths.empty() && options->only.empty();
    if (options->paths.empty()) options->paths.emplace_back(kBuiltInFolder);
    if (const absl::Status status = Check(*options, session); !status.ok()) {
      session.Refuse(status);
    }
  });
}

}  // namespace wsdrain
