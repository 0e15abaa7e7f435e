// Every subcommand, by the function that adds it to the program.
#ifndef WSDRAIN_COMMANDS_COMMANDS_H_
#define WSDRAIN_COMMANDS_COMMANDS_H_

#include <array>

namespace CLI {
class App;
}

namespace wsdrain {

struct Session;

// Each adds its command to `app`; when that is parsed it runs with `session`,
// which outlives `app`, and leaves its exit code there.
void AddRun(CLI::App& app, Session& session);
void AddShrink(CLI::App& app, Session& session);
void AddDiff(CLI::App& app, Session& session);
void AddExplore(CLI::App& app, Session& session);
void AddCoverage(CLI::App& app, Session& session);
void AddDecode(CLI::App& app, Session& session);
void AddEncode(CLI::App& app, Session& session);
void AddFmt(CLI::App& app, Session& session);
void AddProperties(CLI::App& app, Session& session);
void AddEndpoints(CLI::App& app, Session& session);
void AddCheck(CLI::App& app, Session& session);
void AddClose(CLI::App& app, Session& session);
void AddServe(CLI::App& app, Session& session);

// In the order of --help.
inline constexpr std::array kCommands = {
    AddRun,    AddShrink, AddDiff,  AddExplore,    AddCoverage,
    AddDecode, AddEncode, AddFmt,   AddProperties, AddEndpoints,
#ifdef WSDRAIN_HAS_LIVE
    AddCheck,  AddClose,  AddServe,
#endif
};

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_COMMANDS_H_
