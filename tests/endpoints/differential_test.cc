// Endpoints that differ are found out, and where they may, they are not.
#include "engines/fuzzing/differential.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "endpoints/reference.h"
#include "props/all.h"
#include "scenario/scenario_text.h"
#include "tests/consumer/toy.h"

namespace wsdrain {
namespace {

Scenario From(const std::string& text) {
  return *ScenarioFromText("test", "scn 1\n" + text);
}

EndpointKind Named(EndpointKind kind, const std::string& name) {
  kind.name = name;
  return kind;
}

std::optional<Disagreement> Compared(const PropertySet& properties,
                                     const std::string& text,
                                     std::initializer_list<Bug> bugs) {
  const std::vector<EndpointKind> kinds = {Reference(), Named(Toy(), "sound"),
                                           Named(Toy(bugs), "odd")};
  return FindDisagreement(properties, From(text), kinds);
}

constexpr const char* kLateMessage =
    "role client\nremote text \"a\"\nremote close 1000\n";

TEST(DifferentialTest, WhoAgreesIsLeftAlone) {
  EXPECT_EQ(Compared(PropertySet({}), kLateMessage, {}), std::nullopt);
}

TEST(DifferentialTest, NamesTheDissenter) {
  // Nobody judges: that they differ is all there is.
  const auto found =
      Compared(PropertySet({}), "role client\nremote close\nremote eof\n",
               {Bug::kEmptyCloseIs1000});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->dissenter, "odd");
  EXPECT_EQ(found->aspect, Aspect::kClosed);
  EXPECT_EQ(DisagreementToText(*found),
            "clients disagree about the end as it is reported:\n"
            "  reference: closed clean 1005\n"
            "  sound: closed clean 1005\n"
            "  odd: closed clean 1000\n"
            "the dissenter is odd\n");
}

TEST(DifferentialTest, ABrokenPropertyExplainsTheDissenter) {
  EXPECT_EQ(Compared(AllProperties(), "role client\nremote close\n",
                     {Bug::kEmptyCloseIs1000}),
            std::nullopt);
}

TEST(DifferentialTest, WhatIsLeftToAStrangerIsNoDisagreement) {
  // 8.1: a text is looked at as it comes, or when it is whole.
  EXPECT_EQ(
      Compared(PropertySet({}),
               "role client\nremote text hex:ff fin=0\nremote close\n", {}),
      std::nullopt);
}

TEST(DifferentialTest, WhoNeverEndsDisagrees) {
  const auto found = Compared(
      PropertySet({}), "role client\nlocal close 1000\n", {Bug::kNoDeadline});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->aspect, Aspect::kEnd);
  EXPECT_EQ(found->dissenter, "odd");
}

}  // namespace
}  // namespace wsdrain
