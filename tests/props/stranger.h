// An endpoint of somebody else's: it differs from ours and keeps the RFC.
#ifndef WSDRAIN_TESTS_PROPS_STRANGER_H_
#define WSDRAIN_TESTS_PROPS_STRANGER_H_

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "check/check.h"
#include "tests/props/seen_failing.h"

namespace wsdrain {

struct Stranger {
  std::string decision;  // of the RFC, or of our own where it is silent
  std::string how;       // in words: what it does otherwise
  Lies lies;
  std::vector<std::string> scenarios;
  const Table* table = nullptr;
  std::function<void(Capabilities&)> declare = nullptr;
};

inline EndpointKind KindOf(const Stranger& stranger) {
  EndpointKind kind = AsStranger(Broken(stranger.lies, stranger.table));
  if (stranger.declare) stranger.declare(kind.capabilities);
  return kind;
}

// What a report holds against a stranger: broken musts and shoulds, stalls and
// crashes; empty: nothing.
inline std::string Accusations(const Report& report) {
  std::string words;
  for (const Verdict& verdict : report.verdicts) {
    if (!IsFailure(verdict.result)) continue;
    if (verdict.result == Result::kBroken && verdict.level == Level::kNote) {
      continue;
    }
    const Property& property = *verdict.property;
    words += std::string(property.name) + " (" + std::string(property.section);
    words += ", " + std::string(LevelName(verdict.level)) + ", ";
    words += std::string(RoleName(verdict.role)) + ": ";
    words += verdict.expected + "; " + verdict.actual + ") ";
  }
  return words;
}

inline void ExpectNotAccused(const std::vector<Stranger>& strangers) {
  for (const Stranger& stranger : strangers) {
    for (const std::string& scenario : stranger.scenarios) {
      for (const Report& report : Reports(scenario, KindOf(stranger))) {
        EXPECT_EQ(Accusations(report), "")
            << stranger.decision << ": " << stranger.how << "\n"
            << scenario;
      }
    }
  }
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_PROPS_STRANGER_H_
