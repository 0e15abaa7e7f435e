// Runs the program in this process, and keeps what it prints.
#ifndef WSDRAIN_TESTS_COMMANDS_COMMAND_LINE_H_
#define WSDRAIN_TESTS_COMMANDS_COMMAND_LINE_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "closing/table.h"
#include "commands/main.h"
#include "endpoints/reference.h"

namespace wsdrain {

using Json = nlohmann::ordered_json;

struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

inline bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A stream's output, caught for as long as this lives.
class Caught {
 public:
  explicit Caught(std::ostream& stream)
      : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
  ~Caught() { stream_.rdbuf(before_); }
  Caught(const Caught&) = delete;
  Caught& operator=(const Caught&) = delete;
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::ostream& stream_;
  std::streambuf* before_;
};

inline CommandResult Wsdrain(std::vector<std::string> arguments,
                             std::vector<EndpointKind> endpoints = {}) {
  arguments.insert(arguments.begin(), "wsdrain");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  const Caught out(std::cout);
  const Caught err(std::cerr);
  const int code =
      Main(static_cast<int>(argv.size()), argv.data(), std::move(endpoints));
  return {code, out.text(), err.text()};
}

// The one document on stdout.
inline Json JsonOf(const CommandResult& outcome) {
  const Json json = Json::parse(outcome.out, nullptr, false);
  EXPECT_FALSE(json.is_discarded()) << outcome.out << outcome.err;
  return json;
}

// A stranger that leaves Pings unanswered once it has sent Close: for others
// a broken note, since D6 alone asks for it.
inline EndpointKind MuteWhileClosing() {
  static constexpr Table kMute =
      WithRow(kTable, State::kCloseSent, Event::kPing, State::kCloseSent,
              Action::kNone, "fault");
  EndpointKind kind = Reference(nullptr, &kMute);
  kind.name = "mute_while_closing";
  kind.capabilities.is_ours = false;
  return kind;
}

// A stranger that never answers a Ping (5.5.2, must).
inline EndpointKind Mute() {
  static constexpr Table kMute = WithRow(kTable, State::kOpen, Event::kPing,
                                         State::kOpen, Action::kNone, "fault");
  EndpointKind kind = Reference(nullptr, &kMute);
  kind.name = "mute";
  kind.capabilities.is_ours = false;
  return kind;
}

// A folder of its own for each test.
class CommandTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string(info->test_suite_name()) + "." + info->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const {
    return (folder_ / name).string();
  }
  std::string Write(const std::string& name, std::string_view bytes) const {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string Read(const std::string& path) const {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
  }
  std::string folder() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

inline constexpr std::string_view kDrain =
    "scn 1\n"
    "role client\n"
    "local close 1000 \"bye\"\n"
    "remote text \"late\"\n"
    "remote close 1000 \"bye\"\n"
    "remote eof\n"
    "expect delivered text \"late\"\n"
    "expect closed clean 1000 \"bye\"\n";

inline constexpr std::string_view kPingScenario =
    "scn 1\nrole server\nremote ping \"p\"\nelapse 5\nremote text \"t\"\n";

inline constexpr std::string_view kPingWhileClosing =
    "scn 1\nrole client\nlocal close 1000\nremote ping \"p\"\n";

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_COMMANDS_COMMAND_LINE_H_
