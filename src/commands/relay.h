// A connection through a proxy, of which both ends are ours.
#ifndef WSDRAIN_COMMANDS_RELAY_H_
#define WSDRAIN_COMMANDS_RELAY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "endpoints/tcp/live_wire.h"
#include "endpoints/tcp/tcp_endpoint.h"
#include "frame/opcode.h"
#include "frame/role.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// One end: what it sends, and what reaches it.
class RelayEnd {
 public:
  RelayEnd(TcpConnection connection, Role role, std::string& story);

  // All in one write.
  void Send(const std::vector<Step>& frames);
  void SendFin();
  void Reset();

  // Waits until so many frames have come in all; false: fewer have by then, or
  // ever will.
  bool WaitForFrames(size_t count, int64_t ms);
  // Until the other end's FIN or reset has come.
  bool WaitForTheEnd(int64_t ms);

  // All that have come.
  const std::vector<WireFrame>& frames() const { return frames_; }
  bool has_ended() const { return wire_.has_fin() || wire_.has_reset(); }

 private:
  void Take();
  void Tell(std::string_view what);

  LiveWire wire_;
  Role role_;
  std::string& story_;
  std::vector<WireFrame> frames_;
  uint32_t key_;
  bool has_told_the_end_ = false;
};

struct Relay {
  RelayEnd client;
  RelayEnd backend;
  int64_t bound_ms;

  RelayEnd& end(Role role) { return role == Role::kClient ? client : backend; }
};

// Frames to send, as the scenario language has them.
Step RelayFrame(Opcode opcode, std::string payload, bool is_final = true,
                uint8_t rsv = 0);
Step RelayClose(uint16_t code, const std::string& reason);

}  // namespace wsdrain

#endif  // WSDRAIN_COMMANDS_RELAY_H_
