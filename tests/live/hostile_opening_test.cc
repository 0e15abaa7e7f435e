// Clients that mean harm before there is a connection: slow, silent, huge,
// random and endless requests. Others are served meanwhile, and in the end the
// server has nothing left of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/live/hostile.h"
#include "tests/live/raw_client.h"

namespace wsdrain::hostile {
namespace {

using HostileOpeningTest = Test;

// Until the server ends each, or the time is over.
bool AllEnd(std::vector<RawClient>& clients, int64_t ms) {
  const TimeLimit limit(ms);
  return std::all_of(clients.begin(), clients.end(), [&limit](RawClient& c) {
    return c.ReadToEnd(limit.left_ms());
  });
}

TEST_F(HostileOpeningTest, SlowLorisesHaveOneLimitForTheWholeRequest) {
  Serve(/*opening_ms_max=*/500);
  {
    std::vector<RawClient> lorises;
    for (int i = 0; i < 100; ++i) lorises.push_back(Client());
    for (RawClient& loris : lorises) loris.Send("GET / HTTP/1.1\r\nX-Slow: ");
    const TimeLimit limit(500 + kSoonMs);
    bool has_served = false;
    size_t left = lorises.size();
    for (int tick = 0; left > 0 && !limit.is_over(); ++tick) {
      left = 0;
      for (RawClient& loris : lorises) {
        loris.Read();
        if (loris.end() == RawClient::End::kNone && loris.Send("z")) ++left;
      }
      if (tick == 3) {
        ExpectOthersAreServed();
        has_served = left == lorises.size();
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_TRUE(has_served);
    EXPECT_EQ(left, 0);
  }
  ExpectNothingIsLeft();
  EXPECT_EQ(counts().refused, 100);
}

TEST_F(HostileOpeningTest, UpgradesThatStopHalfwayEndByTheLimit) {
  Serve(/*opening_ms_max=*/500);
  {
    std::vector<RawClient> silent;
    for (int i = 0; i < 100; ++i) silent.push_back(Client());
    for (size_t i = 0; i < silent.size(); i += 2) {
      silent[i].Send(kUpgradeRequest.substr(0, kUpgradeRequest.size() - i - 1));
    }
    ExpectOthersAreServed();
    for (RawClient& client : silent) {
      client.Read();
      EXPECT_EQ(client.end(), RawClient::End::kNone);
    }
    EXPECT_TRUE(AllEnd(silent, kSoonMs));
  }
  ExpectNothingIsLeft();
  EXPECT_EQ(counts().refused, 100);
}

TEST_F(HostileOpeningTest, UpgradesThatAreGivenUpEndAtOnce) {
  Serve(/*opening_ms_max=*/kPatienceMs);
  {
    std::vector<RawClient> leaving;
    for (int i = 0; i < 100; ++i) leaving.push_back(Client());
    for (size_t i = 0; i < leaving.size(); ++i) {
      leaving[i].Send(kUpgradeRequest.substr(0, i));
      i % 2 == 0 ? leaving[i].SendFin() : leaving[i].Reset();
    }
    ExpectOthersAreServed();
    for (size_t i = 0; i < leaving.size(); i += 2) {
      EXPECT_TRUE(leaving[i].ReadToEnd(kSoonMs));
    }
  }
  ExpectNothingIsLeft();
  EXPECT_EQ(counts().refused, 100);
}

// The answer has nobody to go to.
TEST_F(HostileOpeningTest, UpgradesThatAreResetRightBehindTheRequest) {
  Serve(/*opening_ms_max=*/kPatienceMs);
  for (int i = 0; i < 100; ++i) {
    RawClient client = Client();
    client.Send(kUpgradeRequest);
    client.Reset();
  }
  ExpectOthersAreServed();
  ExpectNothingIsLeft();
}

TEST_F(HostileOpeningTest, RandomBytesBeforeTheUpgrade) {
  Serve(/*opening_ms_max=*/500);
  {
    std::mt19937 random(6455);
    std::vector<RawClient> clients;
    for (unsigned i = 0; i < 200; ++i) {
      clients.push_back(Client());
      std::string bytes = RandomBytes(random, 2000);
      // Some go wrong late: within the request, or behind half of it.
      if (i % 3 == 1) bytes.insert(0, kUpgradeRequest.substr(0, 50));
      if (i % 3 == 2) {
        std::string request(kUpgradeRequest);
        request[random() % request.size()] = static_cast<char>(random());
        bytes.insert(0, request);
      }
      SayAndLeave(clients.back(), bytes, i);
      if (i % 50 == 49) ExpectOthersAreServed();
    }
  }
  ExpectNothingIsLeft();
}

TEST_F(HostileOpeningTest, HeadersWithoutEndAreToldSo) {
  Serve(/*opening_ms_max=*/kPatienceMs);
  {
    const std::string head = "GET /chat HTTP/1.1\r\n";
    std::string many = head;
    while (many.size() < 100'000) many += "X-Header: of many\r\n";
    const std::string one = head + "X-Long: " + std::string(100'000, 'x');
    const std::string target = "GET /" + std::string(100'000, 'x');
    for (const std::string& huge : {many, one, target}) {
      RawClient client = Client();
      EXPECT_TRUE(client.Send(huge));
      ExpectOthersAreServed();
      EXPECT_TRUE(client.ReadToEnd(kSoonMs));
      EXPECT_EQ(client.end(), RawClient::End::kFin);
      EXPECT_EQ(client.response().substr(0, 13), "HTTP/1.1 431 ");
    }
  }
  ExpectNothingIsLeft();
  EXPECT_EQ(counts().refused, 3);
}

TEST_F(HostileOpeningTest, FloodsBehindARefusedUpgradeEndByTheLimit) {
  Serve(/*opening_ms_max=*/1000);
  {
    std::vector<RawClient> clients;
    for (int i = 0; i < 2; ++i) clients.push_back(Client());
    for (RawClient& client : clients) client.Send("no HTTP\r\n\r\n");
    const Flood first(clients[0], std::string(1 << 20, 'x'));
    const Flood second(clients[1], std::string(1 << 20, 'x'));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ExpectOthersAreServed();
    EXPECT_TRUE(first.EndsWithin(1000 + kSoonMs));
    EXPECT_TRUE(second.EndsWithin(kSoonMs));
  }
  ExpectNothingIsLeft();
}

}  // namespace
}  // namespace wsdrain::hostile
