// Turns bytes, calls and time into events, and obeys the table's rows.
#include "closing/connection.h"

#include <cassert>
#include <variant>

namespace wsdrain {
namespace {

const Table& TableFor(const ConnectionOptions& options) {
  return options.delivers_after_close ? kTable : kDiscardingTable;
}

}  // namespace

Connection::Connection(Role role, const ConnectionOptions& options,
                       const MaskingKeySource* keys, const Table* table)
    : role_(role),
      reader_(role, options.reading),
      output_(role == Role::kClient ? keys : nullptr),
      options_(options),
      table_(table != nullptr ? table : &TableFor(options)) {
  assert((role == Role::kServer || keys != nullptr) && "5.3: clients mask");
}

// --- What the transport reports ----------------------------------------------

bool Connection::WantsInput() const {
  return !(state_ == State::kOpen && is_paused_ &&
           waiting_.size() >= options_.messages_waiting_max);
}

size_t Connection::Receive(std::string_view bytes,
                           ConnectionObserver& observer) {
  std::string_view input = bytes;
  while (WantsInput()) {
    if (!table_->Parses(state_)) {
      if (!input.empty()) {
        input = {};
        Raise(Event::kTrailingBytes, {}, observer);
      }
      break;
    }
    if (!ReadFrame(input, observer)) break;
  }
  return bytes.size() - input.size();
}

void Connection::ReceiveEof(ConnectionObserver& observer) {
  Raise(Event::kEof, {}, observer);
}

void Connection::ReceiveReset(ConnectionObserver& observer) {
  Raise(Event::kReset, {}, observer);
}

void Connection::Elapse(int64_t ms, ConnectionObserver& observer) {
  if (!deadline_left_ms_.has_value()) return;
  *deadline_left_ms_ -= ms;
  if (*deadline_left_ms_ > 0) return;
  deadline_left_ms_ = 0;
  Raise(Event::kDeadline, {}, observer);
}

void Connection::OutputAccepted(size_t bytes, ConnectionObserver& observer) {
  if (output_.empty()) return;
  output_.Accept(bytes);
  if (output_.empty()) Raise(Event::kOutputDrained, {}, observer);
}

// --- Frames in (5.2, 6.2) ----------------------------------------------------

bool Connection::ReadFrame(std::string_view& input,
                           ConnectionObserver& observer) {
  const bool is_control = IsControl(reader_.header().opcode);
  switch (reader_.Read(input, is_control ? control_ : message_)) {
    case FrameReader::Status::kNeedMore:
      return false;
    case FrameReader::Status::kFrameStart: {
      const Opcode opcode = reader_.header().opcode;
      if (IsControl(opcode)) control_.clear();
      if (opcode == Opcode::kText || opcode == Opcode::kBinary) {
        message_type_ = opcode;  // 6.2: the first frame tells the type
      }
      break;
    }
    case FrameReader::Status::kFrameEnd:
      OnFrame(observer);
      break;
    case FrameReader::Status::kViolation: {
      // Before the table is asked: one that lets it pass reads on behind it.
      const ViolationKind violation = reader_.violation();
      StopParsing();
      Raise(Event::kViolation, {.violation = violation}, observer);
      break;
    }
  }
  return true;
}

void Connection::OnFrame(ConnectionObserver& observer) {
  const FrameHeader& header = reader_.header();
  switch (header.opcode) {
    case Opcode::kContinuation:
    case Opcode::kText:
    case Opcode::kBinary: {
      if (!header.is_final) {
        Raise(Event::kDataFrame, {.is_final = false}, observer);
        return;
      }
      const std::string payload = std::move(message_);
      message_ = std::string();
      const Opcode type = std::exchange(message_type_, Opcode::kText);
      Raise(Event::kDataFrame, {.opcode = type, .payload = payload}, observer);
      return;
    }
    case Opcode::kPing:
      Raise(Event::kPing, {.opcode = Opcode::kPing, .payload = control_},
            observer);
      return;
    case Opcode::kPong:
      Raise(Event::kPong, {.opcode = Opcode::kPong, .payload = control_},
            observer);
      return;
    case Opcode::kClose: {
      const auto close =
          ParseClosePayload(control_, options_.reading.accepts_reserved_codes);
      // The reader has let only a legal body through.
      Raise(Event::kCloseFrame, {.close = &std::get<ClosePayload>(close)},
            observer);
      return;
    }
  }
}

// --- The table ---------------------------------------------------------------

const Row& Connection::Raise(Event on, const Cause& cause,
                             ConnectionObserver& observer) {
  const Row& row = table_->At(state_, on);
  observer.OnRow(row);
  state_ = row.to;
  tcp_wish_ = WishAfter(row.action, role_, tcp_wish_);
  if (row.to == State::kClosed) {
    deadline_left_ms_.reset();
    output_.Drop();
  }
  Do(row.action, cause, observer);
  if (on != Event::kOutputDrained && output_.empty()) {
    Raise(Event::kOutputDrained, {}, observer);
  }
  return row;
}

void Connection::Do(Action action, const Cause& cause,
                    ConnectionObserver& observer) {
  switch (action) {
    case Action::kNone:
    case Action::kDiscard:
    case Action::kRefuse:
    case Action::kUnreachable:
    case Action::kEndTcp:
    case Action::kShutdownWrite:
      return;
    case Action::kSend:
      output_.Push(cause.opcode, cause.is_final, cause.payload);
      return;
    case Action::kDeliver:
      Deliver(cause, observer);
      return;
    case Action::kAnswerPing:
      output_.PushPong(cause.payload, options_.pongs_max);
      observer.OnPing(cause.payload);
      return;
    case Action::kSendClose:
      QueueClose(*cause.close);
      ArmDeadline();
      return;
    case Action::kAnswer:
      peer_close_ = *cause.close;
      StopParsing();
      QueueClose(*cause.close);  // 5.5.1: "typically echos" (D1, D2)
      ArmDeadline();
      return;
    case Action::kRecordClose:
      peer_close_ = *cause.close;
      StopParsing();
      return;
    case Action::kFail:
      failure_ = cause.violation;
      StopParsing();
      QueueClose({Describe(cause.violation).close_code, ""});
      ArmDeadline();
      return;
    case Action::kFailQuietly:
      failure_ = cause.violation;
      StopParsing();
      ArmDeadline();
      return;
    case Action::kFinish:
    case Action::kAbandon:
    case Action::kReport:
      ReportClosed(observer);
      return;
  }
}

void Connection::Deliver(const Cause& cause, ConnectionObserver& observer) {
  if (cause.opcode == Opcode::kPong) {
    observer.OnPong(cause.payload);
    return;
  }
  if (!cause.is_final) return;  // 6.2: received when FIN arrives
  if (is_paused_) {
    // Beyond the limit only once closing has started: WantsInput().
    if (waiting_.size() < options_.messages_waiting_max) {
      waiting_.push_back({cause.opcode, std::string(cause.payload)});
    }
    return;
  }
  observer.OnMessage(
      cause.opcode == Opcode::kText ? MessageType::kText : MessageType::kBinary,
      cause.payload);
}

void Connection::HandOverWaiting(ConnectionObserver& observer) {
  while (!is_paused_ && !waiting_.empty()) {
    const Waiting message = std::move(waiting_.front());
    waiting_.pop_front();
    Deliver({.opcode = message.opcode, .payload = message.payload}, observer);
  }
}

void Connection::QueueClose(const ClosePayload& payload) {
  // 6.1 step 1: an unfinished outgoing message is cut after its last whole
  // frame (D10); what is queued goes first (D29).
  outgoing_message_.reset();
  outgoing_text_ = {};
  output_.Push(Opcode::kClose, /*is_final=*/true, EncodeClosePayload(payload));
}

void Connection::StopParsing() {
  reader_ = FrameReader(role_, options_.reading);
  message_type_ = Opcode::kText;
  message_ = std::string();
  control_ = std::string();
}

void Connection::ArmDeadline() {
  if (!deadline_left_ms_.has_value()) {
    deadline_left_ms_ = options_.close_timeout_ms;
  }
}

void Connection::ReportClosed(ConnectionObserver& observer) {
  StopParsing();
  outgoing_message_.reset();
  // What still waits comes before the end; a callback may try to pause again.
  do {
    is_paused_ = false;
    HandOverWaiting(observer);
  } while (!waiting_.empty());
  Closed closed;
  closed.is_clean = peer_close_.has_value() && output_.close_written();
  if (peer_close_.has_value()) {
    closed.code = peer_close_->code.value_or(kNoStatusReceived);  // 7.1.5
    closed.reason = peer_close_->reason;                          // 7.1.6
  }
  closed.failure = failure_;
  // The verdict is given and never revised (7.1.4): nothing of it is kept.
  outgoing_text_ = Utf8Checker();
  peer_close_.reset();
  failure_.reset();
  observer.OnClosed(closed);
}

}  // namespace wsdrain
