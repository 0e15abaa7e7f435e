// `wsdrain close`: closes a live connection normally, draining it.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "commands/commands.h"
#include "commands/json.h"
#include "commands/reach.h"
#include "commands/session.h"
#include "frame/violation.h"
#include "live/close_normally.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr const char* kCloseFooter =
    "Connects, sends a message if one is given, starts the closing handshake\n"
    "and reads on until the peer's Close, an error or the time-out.\n"
    "\n"
    "Exit codes: 0 clean, and the peer's code is 1000 or --code; 1 not so; 2\n"
    "bad usage; 3 there is no connection that could be closed.\n"
    "\n"
    "Examples:\n"
    "  wsdrain close ws://localhost:8080/chat\n"
    "  wsdrain close wss://example.org/ --send hello --code 1001 --reason bye";

struct CloseCommand {
  ReachOptions reach;
  std::string send;
  std::string send_hex;
  uint16_t code = kNormalClosure;
  std::string reason;
  int64_t timeout_ms = 10'000;
  bool is_json = false;
};

const char* TcpEndWords(TcpEnd end) {
  switch (end) {
    case TcpEnd::kNone:
      return "no one";
    case TcpEnd::kLocal:
      return "we";
    case TcpEnd::kRemote:
      return "the server";
    case TcpEnd::kRemoteReset:
      return "the server, by a reset";
  }
  return "";
}

const char* TcpEndName(TcpEnd end) {
  switch (end) {
    case TcpEnd::kNone:
      return "none";
    case TcpEnd::kLocal:
      return "local";
    case TcpEnd::kRemote:
      return "remote";
    case TcpEnd::kRemoteReset:
      return "remote_reset";
  }
  return "";
}

// What became of it, in one line.
std::string Summary(const CloseOutcome& outcome) {
  if (outcome.code == kAbnormalClosure) {
    std::string why = "no Close from the server";
    if (outcome.failure.has_value()) {
      const Violation& violation = Describe(*outcome.failure);
      absl::StrAppend(&why, " before it broke ", std::string(violation.section),
                      ": ", std::string(violation.words));
    }
    return "not clean: " + why;
  }
  std::string says = "the server's Close says nothing (1005)";
  if (outcome.code != kNoStatusReceived) {
    says = absl::StrCat("the server's Close says ", outcome.code);
    if (!outcome.reason.empty()) {
      absl::StrAppend(&says, " ", QuoteBytes(outcome.reason));
    }
  }
  return (outcome.is_clean ? "clean: " : "not clean: ") + says;
}

void PrintText(const CloseOutcome& outcome, Session& session) {
  session.out << Summary(outcome) << "\n"
              << "  TCP      " << TcpEndWords(outcome.tcp_end)
              << " ended it first\n"
              << "  drained  " << outcome.bytes_drained << " bytes, "
              << outcome.messages_drained << " messages\n"
              << "  time     " << outcome.ms << " ms\n";
}

void PrintJson(const CloseCommand& options, const CloseOutcome& outcome,
               Session& session) {
  Json document = NewDocument("close");
  document["ok"] = session.exit_code == ExitCode::kAllHold;
  document["url"] = options.reach.url;
  document["closed"] = {{"clean", outcome.is_clean},
                        {"code", outcome.code},
                        {"reason", outcome.reason}};
  document["failure"] = nullptr;
  if (outcome.failure.has_value()) {
    const Violation& violation = Describe(*outcome.failure);
    document["failure"] = {{"section", violation.section},
                           {"words", violation.words}};
  }
  document["tcp_end"] = TcpEndName(outcome.tcp_end);
  document["drained"] = {{"bytes", outcome.bytes_drained},
                         {"messages", outcome.messages_drained}};
  document["ms"] = outcome.ms;
  PrintDocument(document, session.out);
}

absl::StatusOr<std::optional<LastMessage>> LastMessageOf(
    const CloseCommand& options) {
  if (!options.send.empty()) {
    return LastMessage{MessageType::kText, options.send};
  }
  if (options.send_hex.empty()) return std::nullopt;
  const bool is_hex = options.send_hex.size() % 2 == 0 &&
                      options.send_hex.find_first_not_of(
                          "0123456789abcdefABCDEF") == std::string::npos;
  if (!is_hex) {
    return absl::InvalidArgumentError(absl::StrCat("--send-hex: found ",
                                                   options.send_hex,
                                                   ", allowed: pairs of hex "
                                                   "digits"));
  }
  return LastMessage{MessageType::kBinary,
                     absl::HexStringToBytes(options.send_hex)};
}

void RunClose(const CloseCommand& options, Session& session) {
  const auto reach = ReachOf(options.reach);
  if (!reach.ok()) return session.Refuse(reach.status());
  auto last_message = LastMessageOf(options);
  if (!last_message.ok()) return session.Refuse(last_message.status());
  const auto payload =
      MakeClosePayload(options.code, options.reason, Role::kClient);
  if (!payload.ok()) return session.Refuse(payload.status());
  auto reached = Connect(*reach, options.timeout_ms);
  if (!reached.ok()) return session.Refuse(reached.status());
  const auto outcome = CloseNormally(std::move(reached->stream),
                                     {.code = options.code,
                                      .reason = options.reason,
                                      .last_message = *std::move(last_message),
                                      .timeout_ms = options.timeout_ms,
                                      .unread = reached->opened.unread});
  if (!outcome.ok()) return session.Refuse(outcome.status());
  const bool is_as_wanted =
      outcome->is_normal() ||
      (outcome->is_clean && outcome->code == options.code);
  if (!is_as_wanted) session.exit_code = ExitCode::kBroken;
  if (options.is_json) return PrintJson(options, *outcome, session);
  PrintText(*outcome, session);
}

}  // namespace

void AddClose(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("close", "Close a live connection normally");
  command->footer(kCloseFooter);
  auto options = std::make_shared<CloseCommand>();
  AddReachOptions(*command, options->reach);
  CLI::Option* text =
      command->add_option("--send", options->send, "Send this text before")
          ->type_name("TEXT");
  command
      ->add_option("--send-hex", options->send_hex,
                   "Send these bytes before, as a binary message")
      ->type_name("HEX")
      ->excludes(text);
  command
      ->add_option("--code", options->code,
                   "Close with this code (default 1000)")
      ->type_name("N");
  command->add_option("--reason", options->reason, "and with this reason")
      ->type_name("TEXT");
  command
      ->add_option("--timeout", options->timeout_ms,
                   "How long connecting may take, and then closing (default "
                   "10000)")
      ->check(CLI::PositiveNumber)
      ->type_name("MS");
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->callback([options, &session] { RunClose(*options, session); });
}

}  // namespace wsdrain
