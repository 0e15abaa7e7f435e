// The sixteen opcodes and the two roles have the meaning that the RFC gives.
#include "frame/opcode.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "frame/role.h"

namespace wsdrain {
namespace {

TEST(OpcodeTest, AllSixteenAsInSection52) {
  constexpr std::array<std::string_view, 16> kNames = {
      "continuation", "text",     "binary",   "reserved",
      "reserved",     "reserved", "reserved", "reserved",
      "close",        "ping",     "pong",     "reserved",
      "reserved",     "reserved", "reserved", "reserved"};
  for (uint8_t bits = 0; bits < 16; ++bits) {
    const auto opcode = static_cast<Opcode>(bits);
    EXPECT_EQ(OpcodeName(opcode), kNames[bits]);
    EXPECT_EQ(IsKnownOpcode(bits), kNames[bits] != "reserved");
    EXPECT_EQ(IsControl(opcode), bits >= 8);
  }
}

TEST(RoleTest, EachIsThePeerOfTheOther) {
  EXPECT_EQ(Peer(Role::kClient), Role::kServer);
  EXPECT_EQ(Peer(Role::kServer), Role::kClient);
  EXPECT_EQ(RoleName(Role::kClient), "client");
  EXPECT_EQ(RoleName(Role::kServer), "server");
}

}  // namespace
}  // namespace wsdrain
