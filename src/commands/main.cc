// Puts the commands together and turns bad usage into exit code 2.
#include "commands/main.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include "commands/commands.h"
#include "commands/session.h"
#include "endpoints/reference.h"
#include "report/words.h"

namespace wsdrain {
namespace {

constexpr const char* kAbout =
    "wsdrain tests the closing handshake of WebSocket (RFC 6455): it plays\n"
    "scenarios of frames, partial reads and writes, EOFs, resets and "
    "time-outs\n"
    "to an endpoint, and judges what can be observed by named properties.\n";

constexpr const char* kProgramFooter =
    "Examples:\n"
    "  wsdrain run                               # the built-in scenarios\n"
    "  wsdrain run corpus/scenarios              # those of a folder\n"
    "  wsdrain run crash-1f3a --target closing_fuzzer\n"
    "  wsdrain shrink crash-1f3a --target closing_fuzzer -o small.scn\n"
    "  wsdrain COMMAND --help                    # more on each\n"
    "\n"
    "Exit codes: 0 all hold; 1 a property or an expectation is broken; 2 bad\n"
    "usage or input; 3 the system failed before anything was tested.\n"
    "With --json a command prints one document, described in docs/json.md.";

bool IsCheck(int argc, char** argv) {
  return argc > 1 && argv[1] == std::string_view("check");
}

int Parse(CLI::App& app, int argc, char** argv, const Session& session) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // --help and --version are no errors.
    const int code = app.exit(error, session.out, session.err);
    return code == 0 ? 0 : static_cast<int>(ExitCode::kBadInput);
  }
  return static_cast<int>(session.exit_code);
}

}  // namespace

int Main(int argc, char** argv, std::vector<EndpointKind> endpoints) {
  endpoints.insert(endpoints.begin(), Reference());
  // CLI11 would take what is behind `--` for files.
  std::vector<std::string> child_command;
  for (int i = 1; i < argc && IsCheck(argc, argv); ++i) {
    if (argv[i] != std::string_view("--")) continue;
    child_command.assign(argv + i + 1, argv + argc);
    argc = i;
  }
  Session session{.endpoints = std::move(endpoints),
                  .child_command = std::move(child_command),
                  .out = std::cout,
                  .err = std::cerr,
                  .has_colour = WantsColour(STDOUT_FILENO),
                  .has_progress = isatty(STDERR_FILENO) == 1};
  CLI::App app(kAbout, "wsdrain");
  app.footer(kProgramFooter);
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  for (const auto add : kCommands) add(app, session);
  const int code = Parse(app, argc, argv, session);
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "standard output cannot be written\n";
    return static_cast<int>(ExitCode::kSystemFailed);
  }
  return code;
}

}  // namespace wsdrain
