// What anything under test answers: our connection, a library, a live peer.
//
// Implement this for your own stack in about 60 lines; it needs the standard
// library alone. Only Receive, ReceiveEof, ReceiveReset, StartClose,
// OutputBytes, CopyOutput, OutputAccepted and tcp are needed; what else your
// stack can do is declared in its Capabilities, and a step that it cannot do
// makes the properties that depend on it unreached, never broken.
#ifndef WSDRAIN_SCENARIO_ENDPOINT_H_
#define WSDRAIN_SCENARIO_ENDPOINT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "frame/role.h"
#include "scenario/settings.h"

namespace wsdrain {

enum class CallResult : uint8_t {
  kAccepted,
  kRefused,         // an error was returned, nothing has changed
  kAlreadyClosing,  // StartClose: a no-op (D24)
  kUnsupported,     // this endpoint has no such call
};

// What an endpoint does, or wishes to be done, with its TCP connection.
enum class Tcp : uint8_t {
  kOpen,
  kWriteShutdown,  // FIN now: output that still waits is lost; it still reads
  kClosed,         // both directions, likewise; RST if input is unread
  kReset,          // RST at once
};

// The end of a connection, as the endpoint tells its application.
struct ClosedReport {
  bool is_clean = false;
  std::optional<uint16_t> code;  // none: the API has no codes
  std::string reason;

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.is_clean, self.code, self.reason);
  }
};

// The application's callbacks. They may call back into the endpoint.
class EndpointObserver {
 public:
  virtual ~EndpointObserver() = default;
  virtual void OnMessage(bool is_text, std::string_view payload) = 0;
  virtual void OnPing(std::string_view payload) = 0;
  virtual void OnPong(std::string_view payload) = 0;
  virtual void OnClosed(const ClosedReport& closed) = 0;
};

// D4: what becomes of messages that come after the endpoint's own Close.
enum class DataAfterClose : uint8_t { kDelivers, kDiscards, kUnknown };

struct Capabilities {
  bool has_virtual_time = true;  // Elapse is all the time it knows
  bool reports_messages = true;  // OnMessage
  bool reports_end = true;       // OnClosed
  bool reports_codes = true;     // ClosedReport::code
  bool reports_reasons = true;
  bool reports_pings = false;     // OnPing
  bool reports_pongs = false;     // OnPong
  bool uses_given_keys = false;   // EndpointConfig::keys
  bool follows_settings = false;  // EndpointConfig::settings
  bool is_ours = false;           // held to level_ours
  // Its application does what it is called to do, and no more. Otherwise it
  // sends, and closes, when it likes to.
  bool is_driven = true;
  DataAfterClose data_after_close = DataAfterClose::kUnknown;
};

// Odd, so that no masking key comes twice soon; no byte of it is zero.
inline constexpr uint32_t kKeyStep = 0x9E3779B1;

struct EndpointConfig {
  Role role = Role::kClient;
  // From the start of closing to closed, at most; by the endpoint's own clock.
  int64_t timeout_ms = 1000;
  Settings settings;
  // Masking keys to use in turn; empty: the multiples of kKeyStep, from 1 on.
  std::vector<std::array<uint8_t, 4>> keys;
};

class Endpoint {
 public:
  virtual ~Endpoint() = default;

  // --- The wire ------------------------------------------------------------
  // Takes bytes; returns how many. Less than all: it does not want to read
  // now, and is offered the rest again.
  virtual size_t Receive(std::string_view bytes) = 0;
  // The peer's FIN, after all its bytes; said again if the scenario reads on.
  virtual void ReceiveEof() = 0;
  virtual void ReceiveReset() = 0;  // TCP is gone in both directions
  virtual void OutputBroken() {}    // writes fail from now on (EPIPE)

  virtual size_t OutputBytes() const = 0;  // waiting to be written
  // Appends the next bytes to be written to `out`, at most `bytes_max`.
  virtual void CopyOutput(size_t bytes_max, std::string& out) const = 0;
  // The transport has taken the first `bytes` of them.
  virtual void OutputAccepted(size_t bytes) = 0;
  virtual Tcp tcp() const = 0;

  // --- Time ----------------------------------------------------------------
  virtual void Elapse(int64_t /*ms*/) {}
  // Until the endpoint's next timer; none: no timer runs, or it is unknown.
  virtual std::optional<int64_t> NextDeadline() const { return std::nullopt; }
  // Stacks with a loop of their own: turns it until nothing is left to do;
  // returns the turns taken. More than `turns_max` is a finding.
  virtual size_t RunUntilIdle(size_t /*turns_max*/) { return 0; }
  // In real time only. Waits until a message has come from it that was not
  // awaited yet; gives up when it likes to.
  virtual void AwaitMessage() {}
  // What has not come by now may still come: it was not waited for long enough
  // to say that it never does.
  virtual bool MayStillMove() const { return false; }

  // --- The application's calls ---------------------------------------------
  virtual CallResult Send(bool /*is_text*/, std::string_view /*payload*/) {
    return CallResult::kUnsupported;
  }
  virtual CallResult BeginMessage(bool /*is_text*/, std::string_view) {
    return CallResult::kUnsupported;
  }
  virtual CallResult ContinueMessage(std::string_view) {
    return CallResult::kUnsupported;
  }
  virtual CallResult FinishMessage(std::string_view) {
    return CallResult::kUnsupported;
  }
  virtual CallResult SendPing(std::string_view) {
    return CallResult::kUnsupported;
  }
  virtual CallResult SendPong(std::string_view) {
    return CallResult::kUnsupported;
  }
  virtual CallResult StartClose(std::optional<uint16_t> code,
                                std::string_view reason) = 0;
  virtual CallResult Abort() { return CallResult::kUnsupported; }
  virtual CallResult Pause() { return CallResult::kUnsupported; }
  virtual CallResult Resume() { return CallResult::kUnsupported; }

  // --- What it knows of itself ---------------------------------------------
  // Bytes of payload and output that it holds; none: it cannot tell.
  virtual std::optional<size_t> BufferedBytes() const { return std::nullopt; }
  // A broken invariant of its own, in words; empty: none.
  virtual std::string Complaint() const { return ""; }
  // A copy that reports to `observer`; null: it cannot be copied.
  virtual std::unique_ptr<Endpoint> Clone(EndpointObserver&) const {
    return nullptr;
  }
  // Appends its whole state, and takes it back from what an endpoint of the
  // same kind and config has appended. Equal bytes mean an equal future. False:
  // it cannot, and only words of a given length can be explored.
  virtual bool Save(std::string& /*state*/) const { return false; }
  virtual bool Load(std::string_view /*state*/) { return false; }
};

// Makes an endpoint on an established connection, right after the opening
// handshake. `observer` outlives it.
using EndpointFactory = std::function<std::unique_ptr<Endpoint>(
    const EndpointConfig& config, EndpointObserver& observer)>;

// A thing that can be tested, by name.
struct EndpointKind {
  std::string name;
  EndpointFactory make;
  Capabilities capabilities = {};
  bool has_client = true;
  bool has_server = true;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_ENDPOINT_H_
