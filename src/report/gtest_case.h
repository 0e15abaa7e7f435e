// A failing scenario as a GoogleTest case, ready to be pasted and committed.
#ifndef WSDRAIN_REPORT_GTEST_CASE_H_
#define WSDRAIN_REPORT_GTEST_CASE_H_

#include <string>

#include "check/verdict.h"
#include "scenario/scenario.h"

namespace wsdrain {

// The text of a test that plays `scenario` to our own endpoint and asks all
// properties; it is named after the one that `failure` broke.
std::string GtestCase(const Scenario& scenario, const Verdict& failure);

}  // namespace wsdrain

#endif  // WSDRAIN_REPORT_GTEST_CASE_H_
