// Clients that mean harm once they are connected: single bytes, random ones,
// and floods. Others are served meanwhile, and in the end the server has
// nothing left of them.
#include "tests/live/hostile.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/live/raw_client.h"

namespace wsdrain::hostile {
namespace {

using HostileTest = Test;

TEST_F(HostileTest, OneByteSegmentsForTheWholeConversation) {
  Serve(/*opening_ms_max=*/kPatienceMs);
  {
    RawClient client = Client();
    const std::string conversation =
        std::string(kUpgradeRequest) +
        ClientFrame({.opcode = 1, .is_final = false}, "one by") +
        ClientFrame({.opcode = 9}, "ping") +
        ClientFrame({.opcode = 0}, " one") +
        ClientFrame({.opcode = 2}, std::string(200, '\xff')) +
        ClientClose(1000, "done");
    EXPECT_TRUE(client.Send(conversation.substr(0, 200), 1));
    ExpectOthersAreServed();
    EXPECT_TRUE(client.Send(conversation.substr(200), 1));
    EXPECT_TRUE(client.ReadToEnd(kSoonMs));
    EXPECT_EQ(client.end(), RawClient::End::kFin);
    ASSERT_EQ(client.frames().size(), 4);
    EXPECT_EQ(client.frames()[0].payload, "ping");
    EXPECT_EQ(client.frames()[1].payload, "one by one");
    EXPECT_EQ(client.frames()[2].payload, std::string(200, '\xff'));
    EXPECT_EQ(client.frames()[3].payload, CloseBody(1000, "done"));
  }
  ExpectNothingIsLeft();
  EXPECT_EQ(counts().clean, 2);
}

TEST_F(HostileTest, RandomBytesBehindTheUpgrade) {
  Serve(/*opening_ms_max=*/kPatienceMs, /*close_timeout_ms=*/500);
  {
    std::mt19937 random(6455);
    std::vector<RawClient> clients;
    for (unsigned i = 0; i < 200; ++i) {
      clients.push_back(Opened());
      std::string bytes = RandomBytes(random, 2000);
      // Most headers are bad: some begin well.
      if (i % 2 == 0) bytes.insert(0, std::string("\x82\xfe\x10\x00", 4));
      SayAndLeave(clients.back(), bytes, i);
      if (i % 50 == 49) ExpectOthersAreServed();
    }
  }
  ExpectNothingIsLeft();
}

std::string Repeated(const std::string& bytes, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += bytes;
  return all;
}

TEST_F(HostileTest, FloodsOfPongsHoldUpNobody) {
  Serve(/*opening_ms_max=*/kPatienceMs);
  {
    RawClient client = Opened();
    const Flood flood(client, Repeated(ClientFrame({.opcode = 10}), 100'000));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ExpectOthersAreServed();
  }
  ExpectNothingIsLeft();
}

TEST_F(HostileTest, FloodsBehindAViolationEndByTheDeadline) {
  Serve(/*opening_ms_max=*/kPatienceMs, /*close_timeout_ms=*/1000);
  {
    RawClient client = Opened();
    client.Send(ClientFrame({.opcode = 3}));
    const Flood flood(client, std::string(1 << 20, 'x'));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ExpectOthersAreServed();
    EXPECT_TRUE(flood.EndsWithin(1000 + kSoonMs));
  }
  ExpectNothingIsLeft();
}

}  // namespace
}  // namespace wsdrain::hostile
