// Reads --header and its like, and connects.
#include "commands/reach.h"

#include <CLI/CLI.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "live/time_limit.h"

namespace wsdrain {
namespace {

absl::Status In(const char* option, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(option, ": ", status.message()));
}

}  // namespace

void AddReachOptions(CLI::App& command, ReachOptions& options,
                     bool is_required) {
  command
      .add_option("URL", options.url, "ws://HOST[:PORT][/PATH] or wss://...")
      ->required(is_required)
      ->type_name("");
  command
      .add_option("--header", options.headers,
                  "Add this header to the opening handshake; may be repeated")
      ->type_name("NAME: VALUE")
      ->allow_extra_args(false);
  command
      .add_option("--subprotocol", options.subprotocols,
                  "Offer this subprotocol; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      .add_option("--cacert", options.dial.tls.ca_file,
                  "Trust the certificates in this file (default: the system's)")
      ->type_name("FILE");
  command.add_flag("--insecure", options.dial.tls.is_insecure,
                   "Do not verify the server's certificate");
  command
      .add_option("--connect-to", options.dial.connect_to,
                  "Connect there, but speak as if to URL")
      ->type_name("HOST:PORT");
  command
      .add_option("--unix", options.dial.unix_path,
                  "Connect to this Unix socket, but speak as if to URL")
      ->type_name("PATH");
}

absl::StatusOr<Reach> ReachOf(const ReachOptions& options) {
  auto url = ParseUrl(options.url);
  if (!url.ok()) return In("URL", url.status());
  Reach reach{.url = *std::move(url), .dial = options.dial, .opening = {}};
  reach.opening.subprotocols = options.subprotocols;
  for (const std::string& text : options.headers) {
    auto header = ParseHeader(text);
    if (!header.ok()) return In("--header", header.status());
    reach.opening.headers.push_back(*std::move(header));
  }
  return reach;
}

absl::StatusOr<Reached> Connect(const Reach& reach, int64_t timeout_ms) {
  const TimeLimit limit(timeout_ms);
  auto stream = Dial(reach.url, reach.dial, limit);
  if (!stream.ok()) return stream.status();
  auto opened = OpenAsClient(*stream, reach.url, reach.opening, limit);
  if (!opened.ok()) return opened.status();
  return Reached{*std::move(stream), *std::move(opened)};
}

}  // namespace wsdrain
