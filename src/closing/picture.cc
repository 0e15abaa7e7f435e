// Draws the table as DOT and as Markdown.
#include "closing/picture.h"

#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

// absl::string_view may not be std::string_view (Debian 12's is not).
std::string Text(std::string_view text) { return std::string(text); }

// kCloseSent -> CloseSent
std::string Bare(std::string_view name) { return Text(name.substr(1)); }

}  // namespace

std::string TableAsDot(const Table& table) {
  std::string dot =
      "// Generated from src/closing/table.h: the rows that change the state.\n"
      "digraph closing_handshake {\n  rankdir=TB;\n"
      "  node [shape=box, style=rounded];\n";
  for (size_t s = 0; s < kStates; ++s) {
    const State state = static_cast<State>(s);
    absl::StrAppend(&dot, "  ", Bare(StateName(state)),
                    state == State::kClosed ? " [peripheries=2];\n" : ";\n");
  }
  for (const Row& row : table.rows) {
    if (row.from == row.to) continue;
    absl::StrAppend(
        &dot, "  ", Bare(StateName(row.from)), " -> ", Bare(StateName(row.to)),
        " [label=\"", Bare(EventName(row.on)), " / ",
        Bare(ActionName(row.action)), "\\n", Text(row.section), "\"];\n");
  }
  return dot + "}\n";
}

std::string TableAsMarkdown(const Table& table) {
  std::string out =
      "# The closing handshake, row by row\n\n"
      "Generated from src/closing/table.h; `.` means that the state stays.\n";
  for (const Row& row : table.rows) {
    if (row.on == Event::kStartClose) {
      absl::StrAppend(
          &out, "\n## ", Text(StateName(row.from)),
          "\n\n| on | to | action | section |\n|---|---|---|---|\n");
    }
    absl::StrAppend(&out, "| ", Text(EventName(row.on)), " | ",
                    row.from == row.to ? "." : Text(StateName(row.to)), " | ",
                    Text(ActionName(row.action)), " | ", Text(row.section),
                    " |\n");
  }
  return out;
}

}  // namespace wsdrain
