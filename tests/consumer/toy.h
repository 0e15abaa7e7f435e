// A small WebSocket of its own, with bugs to choose: one of each fault class.
//
// It shares nothing with our Connection but the codec's smallest parts, and
// shows itself through the public Endpoint alone: what is caught in it can be
// caught in anybody's stack.
#ifndef WSDRAIN_TESTS_CONSUMER_TOY_H_
#define WSDRAIN_TESTS_CONSUMER_TOY_H_

#include <array>
#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <string_view>

#include "scenario/endpoint.h"

namespace wsdrain {

// By the class of the catalogue that it stands for.
enum class Bug : uint8_t {
  kBadCodesAccepted,           // F01 CLOSEVAL
  kNoDeadline,                 // F02 NODEADLINE
  kCodeShiftedTooFar,          // F03 BADCODE
  kRsvIgnored,                 // F04 HDRSHAPE
  kCloseTakenAtItsHeader,      // F05 CHUNK
  kLengthIsSigned,             // F06 LEN64
  kMaskTurnedByOne,            // F07 MASKPHASE
  kOwnCodeReported,            // F08 VERDICT
  kControlFrameEndsMessage,    // F09 FRAG
  k126InSevenBits,             // F10 LENENC
  kCloseNotAnswered,           // F11 NOECHO
  kTcpClosedAfterOwnClose,     // F12 EARLYTCP
  kEmptyCloseIs1000,           // F13 EMPTY
  kFinDropsTheQueue,           // F14 TXFLUSH
  kReasonOf125Bytes,           // F15 REASON123
  kDeadlineStartsBehindWrite,  // F16 WBLOCK
  kEofIgnored,                 // F17 EOF
  kClosedTwice,                // F18 ONCE
  kNobodyClosesTcp,            // F19 TCPORDER
  kReadsAfterClose,            // F20 RXAFTER
  kSendsAfterClose,            // F21 TXAFTER
  kClosesTwice,                // F22 DBLCLOSE
  kUnmaskedAccepted,           // F23 MASKDIR
  kPingWhileClosingThrows,     // F24 PINGCLOSE
  kClosesOverUnreadInput,      // F25 RST
  kPauseStopsTheDrain,         // F26 RXQUEUE
  kReadsOnceAfterClose,        // F27 DRAIN1: the question's bug
  kMessageBeforeCloseLost,     // F28 RXLOSS
  kCodesMustAgree,             // F29 SIMUL
  kDeadlineRenewedByFrames,    // F30 RENEW
};
inline constexpr size_t kBugs = 30;

// "F27".
std::string_view BugClass(Bug bug);

inline std::ostream& operator<<(std::ostream& out, Bug bug) {
  return out << BugClass(bug);
}

EndpointKind Toy(std::initializer_list<Bug> bugs = {});

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_CONSUMER_TOY_H_
