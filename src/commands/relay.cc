// Writes down what is sent and what comes, a line each.
#include "commands/relay.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "report/words.h"
#include "scenario/remote_frame.h"

namespace wsdrain {
namespace {

constexpr uint32_t kFirstKey = 0x51A7E001;

}  // namespace

RelayEnd::RelayEnd(TcpConnection connection, Role role, std::string& story)
    : wire_(std::move(connection.stream), connection.unread, Peer(role)),
      role_(role),
      story_(story),
      key_(kFirstKey) {}

void RelayEnd::Send(const std::vector<Step>& frames) {
  std::string bytes;
  for (const Step& frame : frames) {
    const std::string wire =
        RemoteFrameBytes(frame, Peer(role_), KeyOfNumber(key_++));
    Tell("sends " + FrameToText(*ReadWireFrame(wire), role_));
    bytes += wire;
  }
  wire_.Write(bytes, /*ms=*/1'000);
}

void RelayEnd::SendFin() {
  Tell("sends FIN");
  wire_.SendFin();
}

void RelayEnd::Reset() {
  Tell("resets TCP");
  wire_.Reset();
}

bool RelayEnd::WaitForFrames(size_t count, int64_t ms) {
  const bool has_come = wire_.WaitUntil(ms, [&] {
    Take();
    return frames_.size() >= count || has_ended();
  });
  Take();
  return has_come && frames_.size() >= count;
}

bool RelayEnd::WaitForTheEnd(int64_t ms) {
  const bool has_come = wire_.WaitUntil(ms, [&] {
    Take();
    return has_ended();
  });
  Take();
  return has_come;
}

void RelayEnd::Take() {
  size_t cut = 0;
  const std::string& shown = wire_.output().shown();
  while (const auto frame =
             ReadWireFrame(std::string_view(shown).substr(cut))) {
    cut += frame->wire_bytes;
    Tell("gets  " + FrameToText(*frame, Peer(role_)));
    frames_.push_back(*frame);
  }
  wire_.output().Drop(cut);
  if (has_ended() && !std::exchange(has_told_the_end_, true)) {
    Tell(wire_.has_reset() ? "gets  a reset" : "gets  FIN");
  }
}

void RelayEnd::Tell(std::string_view what) {
  absl::StrAppend(&story_,
                  role_ == Role::kClient ? "  client   " : "  backend  ",
                  absl::string_view(what.data(), what.size()), "\n");
}

Step RelayFrame(Opcode opcode, std::string payload, bool is_final,
                uint8_t rsv) {
  Step frame;
  frame.verb = Verb::kRemoteFrame;
  frame.opcode = static_cast<uint8_t>(opcode);
  frame.payload.unit = std::move(payload);
  frame.is_final = is_final;
  frame.rsv = rsv;
  return frame;
}

Step RelayClose(uint16_t code, const std::string& reason) {
  const std::string body = {static_cast<char>(code >> 8),
                            static_cast<char>(code)};
  return RelayFrame(Opcode::kClose, body + reason);
}

}  // namespace wsdrain
