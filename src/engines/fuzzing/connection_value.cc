// Plays one scenario to two connections, and compares them as values.
#include "engines/fuzzing/connection_value.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "absl/hash/hash.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "closing/connection.h"
#include "scenario/remote_frame.h"
#include "scenario/scenario_text.h"

namespace wsdrain {
namespace {

class CountedKeys : public MaskingKeySource {
 public:
  MaskingKey Next(uint32_t& position) const override {
    return {1, 2, 3, static_cast<uint8_t>(position++)};
  }
};

class Nobody : public ConnectionObserver {
 public:
  void OnMessage(MessageType, std::string_view) override {}
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const Closed&) override {}
};

ConnectionOptions OptionsOf(const Scenario& scenario, Role role) {
  const Settings& settings = scenario.settings[static_cast<size_t>(role)];
  ConnectionOptions options;
  options.close_timeout_ms = scenario.timeout_ms;
  options.delivers_after_close = settings.delivers_after_close;
  options.pongs_max = settings.pongs_max;
  options.output_bytes_max = settings.output_bytes_max;
  options.messages_waiting_max = settings.messages_waiting_max;
  return options;
}

class Player {
 public:
  Player(const Scenario& scenario, Role role, size_t chunk_max)
      : chunk_max_(chunk_max),
        connection_(role, OptionsOf(scenario, role), &Keys()) {}

  const Connection& connection() const { return connection_; }
  const std::string& unread() const { return unread_; }

  // False: a call was refused, and has changed something.
  bool Play(const Step& step);

 private:
  static const CountedKeys& Keys() {
    static const CountedKeys kKeys;
    return kKeys;
  }

  absl::Status Call(const Step& step);
  void PlayRemote(const Step& step);
  void Read();
  void Write(size_t bytes_max);

  size_t chunk_max_;
  Nobody nobody_;
  Connection connection_;
  std::string unread_;
  bool is_eof_due_ = false;
  bool is_output_held_ = false;
};

absl::Status Player::Call(const Step& step) {
  const std::string payload = step.payload.Bytes();
  const MessageType type =
      step.opcode == 1 ? MessageType::kText : MessageType::kBinary;
  switch (step.verb) {
    case Verb::kSend:
      return connection_.SendMessage(type, payload, nobody_);
    case Verb::kFragment:
      return connection_.BeginMessage(type, payload, nobody_);
    case Verb::kContinue:
      return connection_.ContinueMessage(payload, nobody_);
    case Verb::kFinish:
      return connection_.FinishMessage(payload, nobody_);
    case Verb::kPing:
      return connection_.SendPing(payload, nobody_);
    case Verb::kPong:
      return connection_.SendPong(payload, nobody_);
    case Verb::kClose:
      return connection_.StartClosingHandshake(step.code, payload, nobody_);
    case Verb::kPause:
      connection_.Pause();
      return absl::OkStatus();
    case Verb::kResume:
      connection_.Resume(nobody_);
      return absl::OkStatus();
    default:
      connection_.Abort(nobody_);
      return absl::OkStatus();
  }
}

void Player::PlayRemote(const Step& step) {
  if (step.verb == Verb::kRemoteFrame) {
    unread_ += RemoteFrameBytes(step, connection_.role(), {9, 8, 7, 6});
  } else if (step.verb == Verb::kRemoteBytes) {
    unread_ += step.payload.Bytes();
  } else if (step.verb == Verb::kRemoteEof) {
    is_eof_due_ = true;
  } else {
    connection_.ReceiveReset(nobody_);
  }
}

void Player::Read() {
  std::string_view rest = unread_;
  while (!rest.empty()) {
    const size_t read =
        connection_.Receive(rest.substr(0, chunk_max_), nobody_);
    if (read == 0) break;
    rest.remove_prefix(read);
  }
  unread_.erase(0, unread_.size() - rest.size());
  if (is_eof_due_ && unread_.empty()) connection_.ReceiveEof(nobody_);
}

void Player::Write(size_t bytes_max) {
  connection_.OutputAccepted(std::min(bytes_max, connection_.output_bytes()),
                             nobody_);
}

bool Player::Play(const Step& step) {
  if (IsLocal(step.verb)) {
    const Connection before = connection_;
    if (!Call(step).ok() && !(connection_ == before)) return false;
  } else if (IsRemote(step.verb)) {
    PlayRemote(step);
  } else if (step.verb == Verb::kHoldOutput) {
    is_output_held_ = true;
  } else if (step.verb == Verb::kAccept) {
    const bool is_some = step.amount == Amount::kBytes;
    Write(is_some ? static_cast<size_t>(step.number)
                  : connection_.output_bytes());
  } else if (step.verb == Verb::kElapse) {
    connection_.Elapse(step.number, nobody_);
  }
  Read();
  if (!is_output_held_) Write(connection_.output_bytes());
  return true;
}

bool AreAlike(const Connection& a, const Connection& b) {
  return a == b && absl::HashOf(a) == absl::HashOf(b) &&
         a.state() == b.state() && a.peer_close() == b.peer_close() &&
         a.own_close_written() == b.own_close_written();
}

}  // namespace

std::optional<std::string> CheckConnectionValue(const Scenario& scenario,
                                                Role role) {
  Player whole(scenario, role, std::string::npos);
  Player cut(scenario, role, 1);
  for (const Step& step : scenario.steps) {
    for (uint32_t i = 0; i < step.times; ++i) {
      if (!whole.Play(step) || !cut.Play(step)) {
        return absl::StrCat("a refused call has changed the connection: ",
                            StepToText(step, scenario.cast));
      }
    }
    if (AreAlike(whole.connection(), cut.connection()) &&
        whole.unread() == cut.unread()) {
      continue;
    }
    return absl::StrCat(
        "connections that took the same bytes in other cuts differ after ",
        StepToText(step, scenario.cast));
  }
  return std::nullopt;
}

}  // namespace wsdrain
