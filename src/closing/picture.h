// The table drawn for review: a golden copy is compared in the tests.
#ifndef WSDRAIN_CLOSING_PICTURE_H_
#define WSDRAIN_CLOSING_PICTURE_H_

#include <string>

#include "closing/table.h"

namespace wsdrain {

// A Graphviz digraph: a node a state, an edge a row that leaves its state.
std::string TableAsDot(const Table& table);

// A Markdown table a state: on, to, action, section.
std::string TableAsMarkdown(const Table& table);

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_PICTURE_H_
