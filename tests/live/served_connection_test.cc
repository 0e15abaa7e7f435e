// How much one connection takes of the server's time, at once.
#include "live/served_connection.h"

#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

namespace wsdrain {
namespace {

TEST(ServedConnectionTest, DrainsWhoIsRefusedATurnAtATime) {
  std::array<int, 2> ends;
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  const auto [local, remote] = ends;
  ServedConnection served(Stream(local), {}, {}, /*is_full=*/false);
  const std::string request = "no HTTP\r\n\r\n";
  ASSERT_EQ(send(remote, request.data(), request.size(), 0),
            static_cast<ssize_t>(request.size()));
  served.Turn();
  // As much as the socket holds.
  const std::string flood(4096, 'x');
  while (send(remote, flood.data(), flood.size(), MSG_DONTWAIT) > 0) {
  }
  const auto waiting = [&served] {
    int bytes = 0;
    ioctl(served.socket(), FIONREAD, &bytes);
    return bytes;
  };
  const int before = waiting();
  served.Turn();
  EXPECT_LT(waiting(), before);
  EXPECT_GT(waiting(), 0);
  for (int turns = 0; waiting() > 0 && turns < before; ++turns) served.Turn();
  EXPECT_EQ(waiting(), 0);
  close(remote);
  served.Turn();
  EXPECT_TRUE(served.is_over());
}

}  // namespace
}  // namespace wsdrain
