// `wsdrain decode` and `wsdrain encode`: fuzz bytes to text and back.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <string>

#include "absl/strings/escaping.h"
#include "commands/commands.h"
#include "commands/files.h"
#include "commands/input.h"
#include "commands/json.h"
#include "commands/session.h"

namespace wsdrain {
namespace {

constexpr const char* kDecodeFooter =
    "Every byte string means something, so this never fails. For "
    "closing_fuzzer\n"
    "and pair_fuzzer the text is a scenario; for targets that take plain "
    "bytes\n"
    "it says what each part of the bytes means, a line a record.\n"
    "\n"
    "Examples:\n"
    "  wsdrain decode --target closing_fuzzer crash-1f3a -o crash.scn\n"
    "  wsdrain decode --target frame_reader_fuzzer crash-77aa";

constexpr const char* kEncodeFooter =
    "The opposite of decode. Comments, `rfc`, `class`, `needs`, `keys` and\n"
    "`expect` lines of a scenario have no place in the bytes and are dropped.\n"
    "\n"
    "Examples:\n"
    "  wsdrain encode --target closing_fuzzer a.scn -o "
    "corpus/closing_fuzzer/a\n"
    "  wsdrain encode --target pair_fuzzer pair.scn | xxd";

struct ConvertOptions {
  std::string path;
  std::string target;
  std::string out;
  bool is_json = false;
};

void Finish(const ConvertOptions& options, const std::string& command,
            const std::string& result, Session& session) {
  if (!options.is_json || !options.out.empty()) {
    const absl::Status written =
        WriteFileOrOut(options.out, result, session.out);
    if (!written.ok()) return session.Refuse(written);
  }
  if (!options.is_json) return;
  Json document = NewDocument(command);
  document["target"] = options.target;
  document["file"] = options.path;
  if (command == "decode") {
    document["text"] = result;
  } else {
    document["bytes_hex"] = absl::BytesToHexString(result);
  }
  PrintDocument(document, session.out);
}

void Decode(const ConvertOptions& options, Session& session) {
  const auto target = TargetNamed(options.target);
  if (!target.ok()) return session.Refuse(target.status());
  const auto bytes = ReadFile(options.path);
  if (!bytes.ok()) return session.Refuse(bytes.status());
  Finish(options, "decode", (*target)->decode(*bytes), session);
}

void Encode(const ConvertOptions& options, Session& session) {
  const auto target = TargetNamed(options.target);
  if (!target.ok()) return session.Refuse(target.status());
  const auto text = ReadFile(options.path);
  if (!text.ok()) return session.Refuse(text.status());
  const auto bytes = (*target)->encode(options.path, *text);
  if (!bytes.ok()) return session.Refuse(bytes.status());
  Finish(options, "encode", *bytes, session);
}

void AddConvert(CLI::App& app, Session& session, const char* name,
                const char* about, const char* footer, const char* file,
                void (*convert)(const ConvertOptions&, Session&)) {
  CLI::App* command = app.add_subcommand(name, about);
  command->footer(footer);
  auto options = std::make_shared<ConvertOptions>();
  command->add_option("FILE", options->path, file)->required()->type_name("");
  command
      ->add_option("--target", options->target,
                   "The fuzz target whose format the bytes have")
      ->required()
      ->type_name("NAME");
  command->add_option("-o,--output", options->out, "Write to this file")
      ->type_name("OUT");
  command->add_flag("--json", options->is_json, "Print one JSON document");
  command->callback(
      [options, convert, &session] { convert(*options, session); });
}

}  // namespace

void AddDecode(CLI::App& app, Session& session) {
  AddConvert(app, session, "decode", "Print a fuzz input as text",
             kDecodeFooter, "An input of the target", Decode);
}

void AddEncode(CLI::App& app, Session& session) {
  AddConvert(app, session, "encode", "Turn text into a fuzz input",
             kEncodeFooter, "Text as decode prints it", Encode);
}

}  // namespace wsdrain
