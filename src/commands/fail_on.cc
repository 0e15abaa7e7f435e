// The weakest level that counts, by its name.
#include "commands/fail_on.h"

#include <CLI/CLI.hpp>
#include <string>

namespace wsdrain {

void AddFailOnOption(CLI::App& command, Level& fail_on) {
  command
      .add_option_function<std::string>(
          "--fail-on",
          [&fail_on](const std::string& level) {
            fail_on = level == "must"     ? Level::kMust
                      : level == "should" ? Level::kShould
                                          : Level::kNote;
          },
          "The weakest level that counts: must (the default), should or note. "
          "Stalls and crashes always do")
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"must", "should", "note"}));
}

}  // namespace wsdrain
