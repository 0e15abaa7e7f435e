// The JSON documents that the commands print (docs/json.md).
#ifndef WSDRAIN_COMMANDS_JSON_H_
#define WSDRAIN_COMMANDS_JSON_H_

#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "check/expect.h"
#include "check/verdict.h"
#include "report/trace.h"

namespace wsdrain {

using Json = nlohmann::ordered_json;

// {schema, version, command}; the schema is "wsdrain/COMMAND/1".
Json NewDocument(const std::string& command);
// Bytes that are not UTF-8 are replaced, so that it is JSON in any case.
void PrintDocument(const Json& document, std::ostream& out);

// {property, section, level, result, step, expected, actual}
Json VerdictJson(const Verdict& verdict);
// {line, ok, actual}
Json ExpectJson(const ExpectationResult& result);
// {sent_hex, sent_frames, events, tcp, closed} of one endpoint.
Json ObservedJson(const Trace& trace, Role role);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_JSON_H_
