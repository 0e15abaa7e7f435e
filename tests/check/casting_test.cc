// Who plays a scenario: those that have its roles, and what it needs.
#include "check/casting.h"

#include <gtest/gtest.h>

#include <string>

#include "endpoints/reference.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

Scenario Parsed(const std::string& header) {
  return *ScenarioFromText("casting", "scn 1\n" + header);
}

TEST(CastingsTest, OneForEachRoleThatIsAskedForAndHad) {
  const EndpointKind both = Reference();
  EndpointKind client_only = both;
  client_only.has_server = false;
  const auto count = [](const char* role, const EndpointKind& kind) {
    return CastingsOf(Parsed(role), kind, kind).size();
  };
  EXPECT_EQ(count("role both\n", both), 2u);
  EXPECT_EQ(count("role both\n", client_only), 1u);
  EXPECT_EQ(count("role client\n", both), 1u);
  EXPECT_EQ(count("role server\n", both), 1u);
  EXPECT_EQ(count("role server\n", client_only), 0u);
  const auto castings = CastingsOf(Parsed("role both\n"), both, client_only);
  ASSERT_EQ(castings.size(), 1u);
  EXPECT_EQ(castings[0].role, Role::kClient);
  EXPECT_EQ(castings[0].players.client, &both);
  EXPECT_EQ(castings[0].players.server, nullptr);
}

TEST(CastingsTest, APairIsPlayedOnceByBoth) {
  const EndpointKind a = Reference();
  const EndpointKind b = Reference();
  const auto castings = CastingsOf(Parsed("role pair\n"), a, b);
  ASSERT_EQ(castings.size(), 1u);
  EXPECT_EQ(castings[0].players.client, &a);
  EXPECT_EQ(castings[0].players.server, &b);
  EndpointKind server_only = a;
  server_only.has_client = false;
  EXPECT_EQ(CastingsOf(Parsed("role pair\n"), server_only, b).size(), 0u);
  EXPECT_EQ(CastingsOf(Parsed("role pair\n"), a, server_only).size(), 1u);
}

TEST(CastingsTest, NoneForWhoLacksWhatIsNeeded) {
  EndpointKind real_time = Reference();
  real_time.capabilities.has_virtual_time = false;
  const auto count = [&](const char* header) {
    return CastingsOf(Parsed(header), real_time, Reference()).size();
  };
  EXPECT_EQ(count("role both\n"), 2u);
  EXPECT_EQ(count("role both\nneeds pause virtual_time\n"), 1u);
  EXPECT_EQ(count("role pair\nneeds virtual_time\n"), 0u);
}

}  // namespace
}  // namespace wsdrain
