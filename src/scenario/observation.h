// One thing that can be seen of an endpoint from outside, as it happens.
#ifndef WSDRAIN_SCENARIO_OBSERVATION_H_
#define WSDRAIN_SCENARIO_OBSERVATION_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scenario/endpoint.h"
#include "scenario/step.h"
#include "scenario/wire_view.h"

namespace wsdrain {

struct Ledger;

enum class Seen : uint8_t {
  kStep,       // a step of the scenario begins
  kInput,      // the endpoint has read bytes, at most to the end of a frame
  kLeft,       // the endpoint was offered bytes, and left some unread
  kEof,        // the endpoint has read the peer's FIN
  kReset,      // the endpoint was told that TCP is gone
  kCall,       // a local call was made and answered
  kOutput,     // the transport has accepted bytes
  kFrameSent,  // the last byte of a frame was accepted by the transport
  kMessage,    // callbacks ...
  kPing,
  kPong,
  kClosed,
  kTcp,      // the endpoint shut down writing, closed TCP, or reset it
  kTime,     // the clock has moved
  kSettled,  // nothing more happens by itself until the next step
  kEnd,      // after the fair phase
};
inline constexpr size_t kSeenKinds = 16;

// How a played scenario is brought to its end: the fair phase.
enum class Ending : uint8_t {
  kSilent,       // the remote does nothing more; time runs to the deadline
  kCooperative,  // the remote sends Close and EOF; no time passes
};

// Only the fields of its kind are set. Valid while it is looked at.
struct Observation {
  Seen kind;
  const Step* step = nullptr;                 // kStep, kCall
  std::string_view bytes;                     // kInput, kOutput
  const WireFrame* frame = nullptr;           // kFrameSent
  bool is_text = false;                       // kMessage
  std::string_view payload;                   // kMessage, kPing, kPong
  const ClosedReport* closed = nullptr;       // kClosed
  CallResult result = CallResult::kAccepted;  // kCall
  size_t output_before = 0;                   // kCall: bytes that waited before
  // kCall: and after it; kSettled: bytes that wait now.
  size_t output_after = 0;
  Tcp tcp = Tcp::kOpen;  // kTcp
  // kTcp: bytes that had come and were not read; kSettled, kEnd: still waiting.
  size_t unread = 0;
  bool is_torn = false;  // kTcp: a frame was partly written
  int64_t ms = 0;        // kTime
  // kSettled, kEnd: the transport takes all output, and all input is read.
  bool is_output_free = false;
  bool is_quiescent = false;
  size_t buffered_bytes = 0;        // kSettled
  bool has_timer = false;           // kSettled, kEnd: it has a next deadline
  bool may_still_move = false;      // kSettled, kEnd: see Endpoint
  std::string_view complaint;       // kSettled: of the endpoint's own
  Ending ending = Ending::kSilent;  // kEnd
  const Ledger* peer = nullptr;     // kEnd, pair mode: the other end's
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_OBSERVATION_H_
