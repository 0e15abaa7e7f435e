// The names of the table's states, events and actions, for people.
#include "closing/table.h"

namespace wsdrain {

std::string_view StateName(State state) {
  static constexpr std::array<std::string_view, kStates> kNames = {
      "kOpen",    "kCloseSent", "kCloseReceived", "kCloseExchanged",
      "kFailing", "kFailed",    "kLastWrite",     "kClosed"};
  return kNames[static_cast<size_t>(state)];
}

std::string_view EventName(Event event) {
  static constexpr std::array<std::string_view, kEvents> kNames = {
      "kStartClose", "kSendMessage", "kContinueMessage", "kSendPing",
      "kSendPong",   "kAbort",       "kDataFrame",       "kPing",
      "kPong",       "kCloseFrame",  "kViolation",       "kTrailingBytes",
      "kEof",        "kReset",       "kOutputDrained",   "kDeadline"};
  return kNames[static_cast<size_t>(event)];
}

std::string_view ActionName(Action action) {
  static constexpr std::array<std::string_view, kActions> kNames = {
      "kNone",   "kDiscard",       "kRefuse",     "kUnreachable",
      "kSend",   "kDeliver",       "kAnswerPing", "kSendClose",
      "kAnswer", "kRecordClose",   "kFail",       "kFailQuietly",
      "kEndTcp", "kShutdownWrite", "kFinish",     "kAbandon",
      "kReport"};
  return kNames[static_cast<size_t>(action)];
}

}  // namespace wsdrain
