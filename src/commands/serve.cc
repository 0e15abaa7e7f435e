// `wsdrain serve`: an echo server that closes correctly.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <string>

#include "commands/commands.h"
#include "commands/json.h"
#include "commands/session.h"
#include "live/server.h"
#include "live/url.h"

namespace wsdrain {
namespace {

constexpr const char* kServeFooter =
    "Sends every message back. SIGTERM or SIGINT: no more connections are\n"
    "taken, each is closed with 1001 and drained, and the program ends with 0\n"
    "when the last has ended, at the latest after --timeout. A second signal\n"
    "ends it at once.\n"
    "\n"
    "Examples:\n"
    "  wsdrain serve --port 9001";

struct ServeCommand {
  ServerOptions server;
  size_t message_bytes_max = 16 << 20;
  bool is_json = false;
};

void PrintCounts(const ServerCounts& counts, const ServeCommand& options,
                 Session& session) {
  if (!options.is_json) {
    session.out << counts.opened << " connections: " << counts.clean
                << " closed clean, " << counts.unclean << " not; "
                << counts.refused << " refused\n";
    return;
  }
  Json document = NewDocument("serve");
  document["ok"] = true;
  document["connections"] = counts.opened;
  document["clean"] = counts.clean;
  document["unclean"] = counts.unclean;
  document["refused"] = counts.refused;
  PrintDocument(document, session.out);
}

void RunServe(ServeCommand& options, Session& session) {
  FrameReaderOptions& reading = options.server.connection.reading;
  reading.frame_bytes_max = options.message_bytes_max;
  reading.message_bytes_max = options.message_bytes_max;
  const auto server = Server::Listen(options.server);
  if (!server.ok()) return session.Refuse(server.status());
  // For people and for scripts that wait for it.
  (options.is_json ? session.err : session.out)
      << "listening on ws://"
      << AuthorityOf(options.server.host, (*server)->port()) << "/"
      << std::endl;
  PrintCounts((*server)->Run(), options, session);
}

}  // namespace

void AddServe(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("serve", "Be an echo server that closes correctly");
  command->footer(kServeFooter);
  auto options = std::make_shared<ServeCommand>();
  ServerOptions& server = options->server;
  command
      ->add_option("--port", server.port, "Listen there; 0: where it is free")
      ->required()
      ->type_name("P");
  command
      ->add_option("--host", server.host,
                   "Listen at this address (default 127.0.0.1)")
      ->type_name("ADDRESS");
  command
      ->add_option("--message-bytes-max", options->message_bytes_max,
                   "Longer messages fail the connection, with 1009 (default "
                   "16777216)")
      ->type_name("N");
  command
      ->add_option("--connections-max", server.connections_max,
                   "More are told 503 (default 10000)")
      ->type_name("N");
  command
      ->add_option("--idle", server.limits.idle_ms_max,
                   "Close what has been silent for so long (default 60000)")
      ->check(CLI::PositiveNumber)
      ->type_name("MS");
  command
      ->add_option("--timeout", server.connection.close_timeout_ms,
                   "How long closing may take (default 10000)")
      ->check(CLI::PositiveNumber)
      ->type_name("MS");
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->callback([options, &session] { RunServe(*options, session); });
}

}  // namespace wsdrain
