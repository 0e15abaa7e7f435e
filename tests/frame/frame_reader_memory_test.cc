// Large messages pass in bounded memory, and fail at one byte over the limit.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "frame/frame_reader.h"
#include "frame/frame_writer.h"
#include "frame/violation.h"

namespace wsdrain {
namespace {

using Status = FrameReader::Status;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kCountsMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kCountsMemory = false;
#else
constexpr bool kCountsMemory = true;
#endif
#else
constexpr bool kCountsMemory = true;
#endif

constexpr uint64_t kMiB = 1 << 20;
constexpr size_t kReadBytes = 64 * 1024;
constexpr MaskingKey kKey = {0x37, 0xFA, 0x21, 0x3D};

struct Sending {
  uint64_t message_bytes;
  uint64_t fragment_bytes;
};

// Feeds a masked text message of 'x', in reads of 64 KiB that end anywhere in
// a frame. Returns the violation, or nothing if `message` is the message.
class Receiver {
 public:
  Receiver(const FrameReader& reader, std::string& message)
      : reader_(reader), message_(message) {}

  std::optional<ViolationKind> Receive(const Sending& sending) {
    uint64_t left = sending.message_bytes;
    for (bool is_first = true; left > 0 && !violation_; is_first = false) {
      const uint64_t bytes = std::min(left, sending.fragment_bytes);
      left -= bytes;
      const WireForm form = {.opcode = static_cast<uint8_t>(is_first ? 1 : 0),
                             .is_final = left == 0,
                             .key = kKey};
      AppendHeader(form, bytes, read_);
      for (uint64_t i = 0; i < bytes && !violation_; ++i) {
        read_.push_back(static_cast<char>('x' ^ kKey[i % 4]));
        if (read_.size() >= kReadBytes) Flush();
      }
    }
    Flush();
    return violation_;
  }

  bool IsWhole() const { return is_whole_; }

 private:
  void Flush() {
    std::string_view input = read_;
    while (!violation_) {
      const Status status = reader_.Read(input, message_);
      if (status == Status::kNeedMore) break;
      if (status == Status::kViolation) violation_ = reader_.violation();
      is_whole_ = status == Status::kFrameEnd && reader_.header().is_final;
    }
    read_.clear();
  }

  FrameReader reader_;
  std::string& message_;
  std::string read_;
  bool is_whole_ = false;
  std::optional<ViolationKind> violation_;
};

// The peak of a process that does nothing else, or nothing if the message did
// not come through.
std::optional<uint64_t> PeakBytesOfReceiving(const Sending& sending,
                                             uint64_t limit) {
  int ends[2];
  if (pipe(ends) != 0) return std::nullopt;
  const pid_t child = fork();
  if (child == 0) {
    std::string message;
    Receiver receiver(FrameReader(Role::kServer, {.message_bytes_max = limit}),
                      message);
    const bool is_right = !receiver.Receive(sending) && receiver.IsWhole() &&
                          message.size() == sending.message_bytes &&
                          message.find_first_not_of('x') == std::string::npos;
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    const auto peak = static_cast<uint64_t>(usage.ru_maxrss) * 1024;
    const bool is_told = write(ends[1], &peak, sizeof(peak)) == sizeof(peak);
    _exit(is_right && is_told ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  uint64_t peak = 0;
  close(ends[1]);
  const bool is_told = read(ends[0], &peak, sizeof(peak)) == sizeof(peak);
  close(ends[0]);
  return status == 0 && is_told ? std::optional(peak) : std::nullopt;
}

void ExpectBoundedMemory(const Sending& sending) {
  const uint64_t limit = sending.message_bytes;
  const std::optional<uint64_t> peak = PeakBytesOfReceiving(sending, limit);
  ASSERT_TRUE(peak.has_value()) << "the message did not come through";
  if (kCountsMemory) {
    EXPECT_GE(*peak, limit) << "nothing was measured";
    EXPECT_LE(*peak, 2 * limit + 32 * kMiB);
  }
}

// The header says it all: not a byte of the payload is taken.
void ExpectTooBigFor(const Sending& sending, uint64_t limit) {
  std::string message;
  Receiver receiver(FrameReader(Role::kServer, {.message_bytes_max = limit}),
                    message);
  const auto violation = receiver.Receive(sending);
  ASSERT_EQ(violation, ViolationKind::kMessageTooBig);
  EXPECT_EQ(Describe(*violation).close_code, 1009);
  EXPECT_EQ(message.size(),
            sending.message_bytes -
                std::min(sending.message_bytes, sending.fragment_bytes));
}

TEST(FrameReaderMemoryTest, OneMebibyteInOneFrame) {
  ExpectBoundedMemory({kMiB, kMiB});
  ExpectTooBigFor({kMiB, kMiB}, kMiB - 1);
}

TEST(FrameReaderMemoryTest, OneMebibyteInSmallFragments) {
  ExpectBoundedMemory({kMiB, 64});
  ExpectTooBigFor({kMiB, 64}, kMiB - 1);
}

TEST(FrameReaderMemoryTest, SixtyFourMebibytesInOneFrame) {
  ExpectBoundedMemory({64 * kMiB, 64 * kMiB});
  ExpectTooBigFor({64 * kMiB, 64 * kMiB}, 64 * kMiB - 1);
}

TEST(FrameReaderMemoryTest, SixtyFourMebibytesInFragments) {
  ExpectBoundedMemory({64 * kMiB, kMiB});
  ExpectTooBigFor({64 * kMiB, kMiB}, 64 * kMiB - 1);
}

TEST(FrameReaderMemoryTest, TheLimitOfOneFrameFailsAsTooBig) {
  std::string message;
  Receiver receiver(FrameReader(Role::kServer, {.frame_bytes_max = kMiB - 1}),
                    message);
  const auto violation = receiver.Receive({kMiB, kMiB});
  ASSERT_EQ(violation, ViolationKind::kFrameTooBig);
  EXPECT_EQ(Describe(*violation).close_code, 1009);
  EXPECT_TRUE(message.empty());
}

}  // namespace
}  // namespace wsdrain
