// A message as large as the limit passes, in memory bounded by it (10.4).
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "closing/connection.h"
#include "closing/recorder.h"

namespace wsdrain {
namespace {

constexpr size_t kReadBytes = 64 << 10;

// Feeds a message of `bytes` to a server, 64 KiB a read. Returns what it says.
std::vector<std::string> ReceiveMessage(size_t bytes, size_t limit,
                                        size_t& received) {
  ConnectionOptions options;
  options.reading.message_bytes_max = limit;
  options.reading.frame_bytes_max = limit;
  Connection server(Role::kServer, options);
  Recorder seen;
  WireForm form;
  form.opcode = 2;
  form.key = MaskingKey{};
  std::string header;
  AppendHeader(form, bytes, header);
  server.Receive(header, seen);
  const std::string read(kReadBytes, 'x');
  for (size_t sent = 0; sent < bytes; sent += kReadBytes) {
    server.Receive(
        std::string_view(read).substr(0, std::min(kReadBytes, bytes - sent)),
        seen);
  }
  received = seen.message_bytes;
  if (server.state() == State::kFailing) seen.lines.push_back("failing");
  return seen.lines;
}

// The peak resident size, in bytes, of a child that receives such a message.
size_t PeakBytes(size_t bytes) {
  const pid_t child = fork();
  if (child == 0) {
    size_t received = 0;
    ReceiveMessage(bytes, bytes, received);
    _exit(received == bytes ? 0 : 1);
  }
  int status = 0;
  rusage usage{};
  EXPECT_EQ(wait4(child, &status, 0, &usage), child);
  EXPECT_EQ(status, 0);
  return static_cast<size_t>(usage.ru_maxrss) * 1024;
}

class LargeMessageTest : public testing::TestWithParam<size_t> {};

TEST_P(LargeMessageTest, PassesWithinTwiceTheLimit) {
  const size_t bytes = GetParam();
  const size_t peak = PeakBytes(bytes);
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "the sanitizer's own memory counts here: " << peak;
#endif
#endif
  EXPECT_LE(peak, 2 * bytes + (32 << 20));
}

TEST_P(LargeMessageTest, FailsOneByteOverTheLimit) {
  size_t received = 0;
  const auto lines = ReceiveMessage(GetParam(), GetParam() - 1, received);
  EXPECT_EQ(received, 0u);
  EXPECT_EQ(lines, std::vector<std::string>{"failing"});
}

INSTANTIATE_TEST_SUITE_P(Sizes, LargeMessageTest,
                         testing::Values(size_t{1} << 20, size_t{64} << 20));

}  // namespace
}  // namespace wsdrain
