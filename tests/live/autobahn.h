// A case of the Autobahn test suite, played to our server without mercy: what
// the suite calls non-strict fails here.
#ifndef WSDRAIN_TESTS_LIVE_AUTOBAHN_H_
#define WSDRAIN_TESTS_LIVE_AUTOBAHN_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/live/raw_client.h"
#include "tests/live/serving.h"

namespace wsdrain::autobahn {

constexpr uint8_t kContinuation = 0;
constexpr uint8_t kText = 1;
constexpr uint8_t kBinary = 2;
constexpr uint8_t kClose = 8;
constexpr uint8_t kPing = 9;
constexpr uint8_t kPong = 10;

constexpr size_t kOctetWise = 1;

// One thing that the client does.
struct Write {
  std::string bytes;
  size_t chop_bytes = 0;  // 0: in one piece
  // Then, before the next: so many answers must have come in all, and for so
  // long no other may.
  size_t answers = 0;
  int64_t quiet_ms = 0;
};

// A frame of the server's: final, RSV 0, not masked, of the shortest length.
struct Answer {
  uint8_t opcode;
  std::string payload;
};

enum class Closing : uint8_t {
  // When all answers have come the client sends Close 1000.
  kByClient,
  // The writes contain the client's Close.
  kWritten,
  // The client says nothing more: the server fails the connection.
  kByServer,
};

struct Case {
  std::vector<Write> writes;
  std::vector<Answer> answers;
  Closing closing = Closing::kByClient;
  std::string close_body = CloseBody(1000);  // the server's
  std::string number = {};                   // "5.19"; set by AddNumbered()
};

inline void PrintTo(const Case& played, std::ostream* out) {
  *out << played.number;
}

// Numbers `more` as `section`.1, `section`.2 and so on.
inline void AddNumbered(const std::string& section, std::vector<Case> more,
                        std::vector<Case>& cases) {
  int n = 0;
  for (Case& one : more) {
    one.number = section + "." + std::to_string(++n);
    cases.push_back(std::move(one));
  }
}

// The case's name among the tests: Case_5_19.
inline std::string NameOf(const testing::TestParamInfo<Case>& info) {
  std::string name = "Case_" + info.param.number;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

inline std::string Frame(uint8_t opcode, std::string_view payload = "",
                         bool is_final = true, uint8_t rsv = 0) {
  return ClientFrame({.opcode = opcode, .is_final = is_final, .rsv = rsv},
                     payload);
}

// Each frame in a piece of its own.
inline std::vector<Write> FrameWise(const std::vector<std::string>& frames) {
  std::vector<Write> writes;
  for (const std::string& frame : frames) {
    writes.push_back({.bytes = frame, .chop_bytes = frame.size()});
  }
  return writes;
}

// The server finds a violation: it answers what was legal before it, then fails
// the connection with `code`.
inline Case Fails(std::vector<Write> writes, std::vector<Answer> answers = {},
                  unsigned code = 1002) {
  return {.writes = std::move(writes),
          .answers = std::move(answers),
          .closing = Closing::kByServer,
          .close_body = CloseBody(code)};
}

inline std::vector<std::string> Words(const std::vector<Answer>& answers) {
  std::vector<std::string> words;
  for (const Answer& answer : answers) {
    words.push_back(std::to_string(answer.opcode) + ":" + answer.payload);
  }
  return words;
}

inline std::vector<std::string> Words(const std::vector<WireFrame>& frames) {
  std::vector<Answer> answers;
  for (const WireFrame& frame : frames) {
    EXPECT_TRUE(frame.fin);
    EXPECT_EQ(frame.rsv, 0);
    EXPECT_FALSE(frame.is_masked);
    EXPECT_EQ(frame.length_bits,
              static_cast<int>(MinimalLengthForm(frame.payload.size())));
    answers.push_back({frame.opcode, frame.payload});
  }
  return Words(answers);
}

// The suite waits for a second, and kills the connection then.
constexpr int64_t kPatienceMs = 2000;

inline void Play(const Case& played) {
  Serving serving;
  {
    RawClient client(serving.port());
    ASSERT_TRUE(client.Open());
    const auto has_answers = [&client](size_t answers) {
      return client.ReadUntil([&] { return client.frames().size() >= answers; },
                              kPatienceMs);
    };
    for (const Write& write : played.writes) {
      ASSERT_TRUE(client.Send(write.bytes, write.chop_bytes));
      ASSERT_TRUE(has_answers(write.answers));
      if (write.quiet_ms == 0) continue;
      client.ReadUntil([&] { return client.frames().size() > write.answers; },
                       write.quiet_ms);
      ASSERT_EQ(client.frames().size(), write.answers)
          << "at once, or too early";
      ASSERT_EQ(client.end(), RawClient::End::kNone);
    }
    EXPECT_TRUE(has_answers(played.answers.size()));
    if (played.closing == Closing::kByClient) client.Send(ClientClose(1000));
    EXPECT_TRUE(client.ReadToEnd(kPatienceMs)) << "TCP is not closed";
    EXPECT_EQ(client.end(), RawClient::End::kFin);
    std::vector<Answer> wanted = played.answers;
    wanted.push_back({kClose, played.close_body});
    EXPECT_EQ(Words(client.frames()), Words(wanted));
    EXPECT_FALSE(client.has_torn_frame());
    // The failure is answered, as a client would; it is too late to matter.
    if (played.closing == Closing::kByServer) {
      EXPECT_TRUE(
          client.Send(ClientFrame({.opcode = kClose}, played.close_body)));
    }
  }
  const TimeLimit limit(kPatienceMs);
  const ServerCounts counts = serving.Stop();
  EXPECT_FALSE(limit.is_over());
  EXPECT_EQ(counts.opened, 1);
  EXPECT_EQ(counts.clean, played.closing == Closing::kByServer ? 0 : 1);
}

}  // namespace wsdrain::autobahn

#endif  // WSDRAIN_TESTS_LIVE_AUTOBAHN_H_
