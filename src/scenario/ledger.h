// What has happened to one endpoint so far, as a stranger could have noted it.
//
// Properties are asked about the next Observation, given this. Words with one
// meaning everywhere: started = the local call was accepted; sent = the last
// byte was accepted by the transport; received = the endpoint has read it.
#ifndef WSDRAIN_SCENARIO_LEDGER_H_
#define WSDRAIN_SCENARIO_LEDGER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "frame/role.h"
#include "scenario/endpoint.h"
#include "scenario/input_view.h"
#include "scenario/observation.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// A message that the application's accepted calls have asked to send, as far
// as it is not yet sent.
struct OwedMessage {
  bool is_text = false;
  std::string payload;       // not yet sent
  bool is_finished = false;  // its last fragment was accepted
  bool is_begun = false;     // a frame of it was sent

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.is_text, self.payload, self.is_finished,
                    self.is_begun);
  }
  friend bool operator==(const OwedMessage&, const OwedMessage&) = default;
};

struct Ledger {
  Ledger(Role own_role, const Capabilities& own_capabilities,
         const EndpointConfig& config)
      : role(own_role),
        capabilities(own_capabilities),
        timeout_ms(config.timeout_ms),
        settings(config.settings),
        given_keys(config.keys.begin(), config.keys.end()),
        input(own_role, config.settings) {}

  // The endpoint has read `bytes`: takes them up to the end of a frame.
  void TakeInput(std::string_view& bytes);

  // Notes what has happened; called after the properties were asked.
  void Fold(const Observation& seen);

  // Forgets what can no longer matter to our own endpoint, so that ledgers of
  // an equal future are soon equal, and the tally is finite: canonical.cc.
  void Canonicalize();
  void ForgetAllButTheEnd();

  // All but the constant.
  template <typename Self>
  static auto PartsOf(Self& l) {
    return std::tie(
        l.input, l.is_eof_received, l.is_reset, l.messages_undelivered,
        l.undelivered_after_close, l.pings_unreported, l.pongs_unreported,
        l.pings_owed, l.pongs_due, l.own_pongs_due, l.has_forgotten_pings,
        l.is_last_ping_after_close, l.pings_received, l.close_called,
        l.is_abort_called, l.is_paused, l.was_paused, l.messages_owed,
        l.pings_to_send, l.pongs_to_send, l.is_own_message_open,
        l.is_own_message_text, l.closes_sent, l.has_own_limit, l.open_message,
        l.open_text, l.last_keys[0], l.last_keys[1], l.masked_frames_sent,
        l.is_peer_close_first, l.closed, l.closed_reports, l.tcp,
        l.is_output_broken, l.is_output_held, l.is_cut_by_deadline, l.now_ms,
        l.closing_since_ms, l.fault_since_ms, l.is_fair_phase);
  }

  // --- Constant -----------------------------------------------------------
  Role role;
  Capabilities capabilities;
  int64_t timeout_ms;
  Settings settings;
  std::vector<std::array<uint8_t, 4>> given_keys;  // empty: a counter from 1

  // --- Received -------------------------------------------------------------
  InputView input;
  bool is_eof_received = false;
  bool is_reset = false;
  // Whole messages that were received and not yet delivered.
  std::vector<InputView::Message> messages_undelivered;
  // How many of them, from the back, came after our own Close was started.
  size_t undelivered_after_close = 0;
  std::vector<std::string> pings_unreported;
  std::vector<std::string> pongs_unreported;
  // Pings after the last one that was answered (5.5.3), oldest first.
  std::vector<std::string> pings_owed;
  // Pings that a Pong may still answer; forgotten when the output is idle.
  std::vector<std::string> pongs_due;
  // Among these, Pongs of the application's with the bytes of such a Ping.
  size_t own_pongs_due = 0;
  bool has_forgotten_pings = false;  // more came than are noted
  // The last Ping is not answered, and came after our Close was started.
  bool is_last_ping_after_close = false;
  size_t pings_received = 0;

  // --- Called ---------------------------------------------------------------
  std::optional<PeerClose> close_called;  // by the application, accepted
  bool is_abort_called = false;
  bool is_paused = false;  // `resume` clears it before the call is made
  bool was_paused = false;
  std::vector<OwedMessage> messages_owed;
  std::vector<std::string> pings_to_send;  // accepted, not yet sent
  std::vector<std::string> pongs_to_send;
  bool is_own_message_open = false;  // begun by accepted calls, not finished
  bool is_own_message_text = false;

  // --- Sent -----------------------------------------------------------------
  size_t closes_sent = 0;
  // 10.4: a stranger has closed the connection for a limit of its own that the
  // judge cannot know.
  bool has_own_limit = false;
  // 5.4: the type of the message that is unfinished on the wire, or 0.
  uint8_t open_message = 0;
  std::string open_text;  // its text after the last whole code point
  uint32_t last_keys[2] = {0, 0};
  size_t masked_frames_sent = 0;
  bool is_peer_close_first = false;  // the peer's Close came before ours began

  // --- Reported -------------------------------------------------------------
  std::optional<ClosedReport> closed;
  size_t closed_reports = 0;

  // --- TCP and time -------------------------------------------------------
  Tcp tcp = Tcp::kOpen;
  bool is_output_broken = false;
  bool is_output_held = false;
  // TCP ended, at the deadline perhaps, while the output was blocked.
  bool is_cut_by_deadline = false;
  int64_t now_ms = 0;  // stands still once all is over
  // The first of: local close, the peer's Close, a fault (D23).
  std::optional<int64_t> closing_since_ms;
  // Of a stranger: since when it could have known of a fault.
  std::optional<int64_t> fault_since_ms;
  bool is_fair_phase = false;

  // --- Derived ------------------------------------------------------------
  bool IsClosing() const { return closing_since_ms.has_value(); }
  bool IsTcpOver() const { return tcp == Tcp::kClosed || tcp == Tcp::kReset; }
  // The connection has ended, as far as this endpoint tells.
  bool HasEnded() const {
    return IsTcpOver() && (closed.has_value() || !capabilities.reports_end);
  }
  bool IsDeadlineReached() const {
    return IsClosing() && now_ms - *closing_since_ms >= timeout_ms;
  }
  // A stranger that fails before the bad frame has ended has an earlier one. If
  // nobody can say what its deadline is, any time may be.
  bool MayBeAtItsDeadline() const {
    return IsDeadlineReached() ||
           (fault_since_ms.has_value() &&
            now_ms - *fault_since_ms >= timeout_ms) ||
           (!capabilities.is_driven && IsClosing() &&
            now_ms > *closing_since_ms);
  }
  // Both Closes have crossed, and ours is wholly written (7.1.4).
  bool IsHandshakeDone() const {
    return input.close().has_value() && closes_sent > 0;
  }
  // The endpoint has started the closing handshake, as far as can be told: of
  // one that is not driven its Close says so.
  bool HasStartedClose() const {
    return close_called.has_value() ||
           (!capabilities.is_driven && closes_sent > 0);
  }
  // The endpoint may end TCP: the handshake is done, EOF, reset, failure,
  // abort, or the deadline.
  bool MayEndTcp() const {
    return IsHandshakeDone() || is_eof_received || is_reset ||
           input.fault().has_value() || is_abort_called || has_own_limit ||
           MayBeAtItsDeadline();
  }
  // The wire has not spoiled what the endpoint would still have sent.
  bool CanStillWrite() const {
    return !is_reset && !is_output_broken && !is_abort_called &&
           !is_cut_by_deadline;
  }
  // 10.7: who was sent what is not legal MAY drop TCP at once. Ours does not.
  bool MayDropTcp() const {
    return !capabilities.is_ours && input.fault().has_value();
  }
  // D4, as this endpoint declares it or was told.
  DataAfterClose data_after_close() const {
    if (!capabilities.follows_settings) return capabilities.data_after_close;
    return settings.delivers_after_close ? DataAfterClose::kDelivers
                                         : DataAfterClose::kDiscards;
  }

 private:
  void FoldCall(const Observation& seen);
  void FoldFrameSent(const WireFrame& frame);
  void FoldDataSent(const WireFrame& frame);
  void StartClosing();
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_LEDGER_H_
