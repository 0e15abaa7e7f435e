// One end of an established WebSocket connection, without I/O: bytes, time and
// calls in; bytes, callbacks and a wish for TCP out (RFC 6455 5 to 7).
//
// The caller owns the socket and the clock and does four things in a loop:
// hand over what was read (Receive, ReceiveEof, ReceiveReset), write what
// CopyOutput gives and say how much was taken (OutputAccepted), let time pass
// (Elapse, at the latest after deadline_left_ms()), and obey tcp_wish().
// Draining needs nothing more: once the closing handshake has started, reading
// goes on past every frame that is not a Close, until the peer's Close, EOF,
// reset or the one deadline, and OnClosed says which it was.
#ifndef WSDRAIN_CLOSING_CONNECTION_H_
#define WSDRAIN_CLOSING_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "closing/observer.h"
#include "closing/options.h"
#include "closing/output_queue.h"
#include "closing/small_queue.h"
#include "closing/table.h"
#include "closing/tcp_policy.h"
#include "frame/close_payload.h"
#include "frame/frame_reader.h"
#include "frame/role.h"
#include "frame/utf8.h"

namespace wsdrain {

// A regular value: copyable, comparable, hashable. What it refers to (the
// table and the source of masking keys) is not part of the value and must
// outlive it. Inside a callback every local call may be made; the four calls
// of the transport may not.
class Connection {
 public:
  // `keys` is needed by clients (5.3); `table` is the RFC's unless a test
  // plays another one.
  explicit Connection(Role role, const ConnectionOptions& options = {},
                      const MaskingKeySource* keys = nullptr,
                      const Table* table = nullptr);

  // --- What the transport reports -------------------------------------------

  // Takes bytes in any cut; returns how many. Less than all only while
  // !WantsInput(): keep the rest and offer it again. Cost: linear.
  size_t Receive(std::string_view bytes, ConnectionObserver& observer);

  // The peer's FIN, after all its bytes. May be repeated.
  void ReceiveEof(ConnectionObserver& observer);

  // TCP is gone in both directions. A write error alone is not this: read to
  // the end first (D35).
  void ReceiveReset(ConnectionObserver& observer);

  // `ms` of time have passed.
  void Elapse(int64_t ms, ConnectionObserver& observer);

  // The transport has taken the first `bytes` of the output.
  void OutputAccepted(size_t bytes, ConnectionObserver& observer);

  // --- What the application asks for ----------------------------------------
  //
  // Errors, after which nothing has changed: InvalidArgument (not UTF-8, too
  // long, a code that may not be sent), FailedPrecondition (refused by the
  // table, or out of order), ResourceExhausted (output_bytes_max).

  absl::Status SendMessage(MessageType type, std::string_view payload,
                           ConnectionObserver& observer);

  // A message in fragments (5.4). Control frames may go in between.
  absl::Status BeginMessage(MessageType type, std::string_view fragment,
                            ConnectionObserver& observer);
  absl::Status ContinueMessage(std::string_view fragment,
                               ConnectionObserver& observer);
  absl::Status FinishMessage(std::string_view fragment,
                             ConnectionObserver& observer);

  // 5.5.2, and 5.5.3: an unsolicited Pong. At most 125 bytes.
  absl::Status SendPing(std::string_view payload, ConnectionObserver& observer);
  absl::Status SendPong(std::string_view payload, ConnectionObserver& observer);

  // Starts the closing handshake (7.1.2) and arms the deadline. AlreadyExists
  // if it had started, from either side (D24): nothing changes.
  absl::Status StartClosingHandshake(std::optional<CloseCode> code,
                                     std::string_view reason,
                                     ConnectionObserver& observer);

  // Gives up: TCP is to be closed now, without a Close (7.1.1, D38).
  void Abort(ConnectionObserver& observer);

  // The application stops taking messages, and takes them again (D37). Parsing
  // goes on; messages wait, up to messages_waiting_max.
  void Pause() { is_paused_ = true; }
  void Resume(ConnectionObserver& observer);

  // --- What is to be done now -----------------------------------------------

  // Copies the next bytes to be written, at most `size`; returns how many.
  // Nothing changes until OutputAccepted.
  size_t CopyOutput(char* out, size_t size) const {
    return output_.Copy(out, size);
  }
  size_t output_bytes() const { return output_.bytes(); }

  // False: the application is paused and enough waits; do not read (7.1.1's
  // draining is never held up: only in kOpen).
  bool WantsInput() const;

  TcpWish tcp_wish() const { return tcp_wish_; }

  // Time left until the one deadline of closing; none before closing starts
  // and after it has ended (D23).
  std::optional<int64_t> deadline_left_ms() const { return deadline_left_ms_; }

  // --- What is known --------------------------------------------------------

  Role role() const { return role_; }
  State state() const { return state_; }
  // The first Close received; none once closed was reported.
  const std::optional<ClosePayload>& peer_close() const { return peer_close_; }
  bool own_close_written() const { return output_.close_written(); }

  // Bytes held: the message coming in, those that wait, and the output.
  size_t BufferedBytes() const;

  // All that its future depends on, but for what never changes.
  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.state_, self.tcp_wish_, self.is_paused_,
                    self.outgoing_message_, self.outgoing_text_,
                    self.deadline_left_ms_, self.reader_, self.message_type_,
                    self.message_, self.control_, self.waiting_, self.output_,
                    self.peer_close_, self.failure_);
  }
  friend bool operator==(const Connection& a, const Connection& b) {
    return a.role_ == b.role_ && PartsOf(a) == PartsOf(b);
  }
  template <typename H>
  friend H AbslHashValue(H h, const Connection& c) {
    return H::combine(
        std::move(h), c.state_, c.role_, c.tcp_wish_, c.is_paused_,
        c.outgoing_message_.value_or(Opcode::kContinuation), c.outgoing_text_,
        c.deadline_left_ms_.value_or(-1), c.reader_, c.message_type_,
        c.message_, c.control_, c.waiting_, c.output_,
        c.peer_close_.has_value(), c.peer_close_.value_or(ClosePayload()),
        c.failure_.has_value(), c.failure_.value_or(ViolationKind()));
  }

 private:
  // A whole message that waits for a paused application.
  struct Waiting {
    Opcode opcode = Opcode::kText;
    std::string payload;

    template <typename Self>
    static auto PartsOf(Self& self) {
      return std::tie(self.opcode, self.payload);
    }
    friend bool operator==(const Waiting&, const Waiting&) = default;
    template <typename H>
    friend H AbslHashValue(H h, const Waiting& w) {
      return H::combine(std::move(h), PartsOf(w));
    }
  };

  static inline const ClosePayload kEmptyClose = {};

  // What an event brings along. Only what its action needs is set; the rest is
  // there as well, for the actions that a mutated table may take instead.
  struct Cause {
    Opcode opcode = Opcode::kContinuation;
    bool is_final = true;
    std::string_view payload;
    const ClosePayload* close = &kEmptyClose;
    ViolationKind violation = {};
  };

  // One event through the table. Returns the row that was obeyed.
  const Row& Raise(Event on, const Cause& cause, ConnectionObserver& observer);
  void Do(Action action, const Cause& cause, ConnectionObserver& observer);

  // False: more input is needed.
  bool ReadFrame(std::string_view& input, ConnectionObserver& observer);
  void OnFrame(ConnectionObserver& observer);
  void Deliver(const Cause& cause, ConnectionObserver& observer);
  void HandOverWaiting(ConnectionObserver& observer);
  void QueueClose(const ClosePayload& payload);
  void StopParsing();
  void ArmDeadline();
  void ReportClosed(ConnectionObserver& observer);
  absl::Status SendFrame(Event on, Opcode opcode, bool is_final,
                         std::string_view payload,
                         ConnectionObserver& observer);
  absl::Status SendFragment(Opcode opcode, bool is_final,
                            std::string_view fragment,
                            ConnectionObserver& observer);

  State state_ = State::kOpen;
  Role role_;
  TcpWish tcp_wish_ = TcpWish::kKeep;
  bool is_paused_ = false;
  // 5.4: the type of the outgoing message that is unfinished, if any.
  std::optional<Opcode> outgoing_message_;
  Utf8Checker outgoing_text_;
  std::optional<int64_t> deadline_left_ms_;
  FrameReader reader_;
  Opcode message_type_ = Opcode::kText;  // of the incoming message
  std::string message_;  // payload so far of the incoming message
  std::string control_;  // payload so far of the incoming control frame
  SmallQueue<Waiting, 1> waiting_;
  OutputQueue output_;
  std::optional<ClosePayload> peer_close_;  // the first Close received
  std::optional<ViolationKind> failure_;    // why we failed the connection

  ConnectionOptions options_;
  const Table* table_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_CONNECTION_H_
