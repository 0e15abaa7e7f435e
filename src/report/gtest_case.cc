// Wraps a scenario's text in C++.
#include "report/gtest_case.h"

#include <cctype>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "report/words.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

constexpr const char* kIncludes =
    "#include <gtest/gtest.h>\n"
    "\n"
    "#include \"check/check.h\"\n"
    "#include \"endpoints/reference.h\"\n"
    "#include \"props/all.h\"\n"
    "#include \"report/explain.h\"\n"
    "#include \"scenario/scenario_text.h\"\n"
    "\n"
    "namespace wsdrain {\n"
    "\n";

// no_data_after_close: NoDataAfterClose
std::string CamelCase(std::string_view name) {
  std::string camel;
  bool is_first = true;
  for (const char c : name) {
    if (c == '_') {
      is_first = true;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    camel += is_first ? static_cast<char>(std::toupper(byte)) : c;
    is_first = false;
  }
  return camel;
}

// A raw string's delimiter that does not end it early.
std::string DelimiterFor(const std::string& text) {
  std::string delimiter = "scn";
  while (text.find(")" + delimiter + "\"") != std::string::npos) {
    delimiter += "_";
    // 16 characters at most; a text that holds all of these is not ours.
    if (delimiter.size() == 16) break;
  }
  return delimiter;
}

}  // namespace

std::string GtestCase(const Scenario& scenario, const Verdict& failure) {
  const std::string text = ScenarioToText(scenario);
  const std::string delimiter = DelimiterFor(text);
  return absl::StrCat(
      kIncludes, "// ", VerdictToLine(failure), ".\nTEST(RegressionTest, ",
      CamelCase(failure.property->name), ") {\n",
      "  const absl::StatusOr<Scenario> scenario =\n",
      "      ScenarioFromText(\"regression\", R\"", delimiter, "(", text, ")",
      delimiter, "\");\n",
      "  ASSERT_TRUE(scenario.ok()) << scenario.status();\n",
      "  const EndpointKind endpoint = Reference();\n",
      "  for (const Casting& casting :\n",
      "       CastingsOf(*scenario, endpoint, endpoint)) {\n",
      "    const Report report =\n",
      "        Check(AllProperties(), *scenario, casting.players);\n",
      "    if (const Verdict* broken = report.FirstFailure(Level::kNote)) {\n",
      "      FAIL() << ExplainFailure(*scenario, casting.players, *broken);\n",
      "    }\n  }\n}\n\n}  // namespace wsdrain\n");
}

}  // namespace wsdrain
