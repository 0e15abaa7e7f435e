// The application's calls: guards first, then one event through the table.
#include <optional>

#include "absl/strings/str_cat.h"
#include "closing/connection.h"

namespace wsdrain {
namespace {

absl::Status Refused(const Row& row) {
  return absl::FailedPreconditionError(
      absl::StrCat("refused in ", std::string(StateName(row.from)), " (",
                   std::string(row.section), ")"));
}

constexpr Opcode OpcodeOf(MessageType type) {
  return type == MessageType::kText ? Opcode::kText : Opcode::kBinary;
}

constexpr size_t kControlPayloadBytesMax = 125;  // 5.5

}  // namespace

absl::Status Connection::SendFrame(Event on, Opcode opcode, bool is_final,
                                   std::string_view payload,
                                   ConnectionObserver& observer) {
  if (output_.bytes() + output_.FrameBytes(payload.size()) >
      options_.output_bytes_max) {
    return absl::ResourceExhaustedError(
        absl::StrCat("output_bytes_max is ", options_.output_bytes_max,
                     ", waiting are ", output_.bytes(), " bytes"));
  }
  const Row& row =
      Raise(on, {.opcode = opcode, .is_final = is_final, .payload = payload},
            observer);
  return row.action == Action::kRefuse ? Refused(row) : absl::OkStatus();
}

absl::Status Connection::SendMessage(MessageType type, std::string_view payload,
                                     ConnectionObserver& observer) {
  if (outgoing_message_.has_value()) {
    return absl::FailedPreconditionError(
        "a message in fragments is not finished (5.4)");
  }
  if (type == MessageType::kText && !IsUtf8(payload)) {
    return absl::InvalidArgumentError("a text message is UTF-8 (5.6)");
  }
  return SendFrame(Event::kSendMessage, OpcodeOf(type), /*is_final=*/true,
                   payload, observer);
}

absl::Status Connection::BeginMessage(MessageType type,
                                      std::string_view fragment,
                                      ConnectionObserver& observer) {
  if (outgoing_message_.has_value()) {
    return absl::FailedPreconditionError(
        "a message in fragments is not finished (5.4)");
  }
  return SendFragment(OpcodeOf(type), /*is_final=*/false, fragment, observer);
}

absl::Status Connection::ContinueMessage(std::string_view fragment,
                                         ConnectionObserver& observer) {
  return SendFragment(Opcode::kContinuation, /*is_final=*/false, fragment,
                      observer);
}

absl::Status Connection::FinishMessage(std::string_view fragment,
                                       ConnectionObserver& observer) {
  return SendFragment(Opcode::kContinuation, /*is_final=*/true, fragment,
                      observer);
}

absl::Status Connection::SendFragment(Opcode opcode, bool is_final,
                                      std::string_view fragment,
                                      ConnectionObserver& observer) {
  if (opcode == Opcode::kContinuation && !outgoing_message_.has_value()) {
    return absl::FailedPreconditionError("no message to continue (5.4)");
  }
  const Opcode type =
      opcode == Opcode::kContinuation ? *outgoing_message_ : opcode;
  Utf8Checker text = outgoing_text_;
  if (type == Opcode::kText &&
      (!text.Feed(fragment) || (is_final && !text.IsComplete()))) {
    return absl::InvalidArgumentError("a text message is UTF-8 (5.6)");
  }
  const absl::Status sent =
      SendFrame(Event::kContinueMessage, opcode, is_final, fragment, observer);
  if (!sent.ok()) return sent;
  outgoing_text_ = is_final ? Utf8Checker() : text;
  outgoing_message_ = is_final ? std::nullopt : std::optional<Opcode>(type);
  return sent;
}

absl::Status Connection::SendPing(std::string_view payload,
                                  ConnectionObserver& observer) {
  if (payload.size() > kControlPayloadBytesMax) {
    return absl::InvalidArgumentError("a Ping has at most 125 bytes (5.5)");
  }
  return SendFrame(Event::kSendPing, Opcode::kPing, /*is_final=*/true, payload,
                   observer);
}

absl::Status Connection::SendPong(std::string_view payload,
                                  ConnectionObserver& observer) {
  if (payload.size() > kControlPayloadBytesMax) {
    return absl::InvalidArgumentError("a Pong has at most 125 bytes (5.5)");
  }
  return SendFrame(Event::kSendPong, Opcode::kPong, /*is_final=*/true, payload,
                   observer);
}

absl::Status Connection::StartClosingHandshake(std::optional<CloseCode> code,
                                               std::string_view reason,
                                               ConnectionObserver& observer) {
  const absl::StatusOr<ClosePayload> payload =
      MakeClosePayload(code, reason, role_);
  if (!payload.ok()) return payload.status();  // D28: no bytes
  const Row& row = Raise(Event::kStartClose, {.close = &*payload}, observer);
  return row.action == Action::kSendClose
             ? absl::OkStatus()
             : absl::AlreadyExistsError(absl::StrCat(
                   "already closing (", std::string(row.section), ")"));
}

void Connection::Abort(ConnectionObserver& observer) {
  Raise(Event::kAbort, {}, observer);
}

void Connection::Resume(ConnectionObserver& observer) {
  is_paused_ = false;
  HandOverWaiting(observer);
}

size_t Connection::BufferedBytes() const {
  size_t bytes = message_.size() + control_.size() + output_.bytes();
  for (const Waiting& message : waiting_) bytes += message.payload.size();
  return bytes;
}

}  // namespace wsdrain
