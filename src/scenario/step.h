// One letter of a scenario: what a side, the remote, the wire or time does.
#ifndef WSDRAIN_SCENARIO_STEP_H_
#define WSDRAIN_SCENARIO_STEP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "frame/close_code.h"
#include "frame/frame_writer.h"
#include "frame/masking.h"
#include "frame/opcode.h"
#include "frame/role.h"

namespace wsdrain {

// The numbers are those of the binary format: append only.
enum class Verb : uint8_t {
  // The local application calls the endpoint under test.
  kSend = 0,      // local text|binary PAYLOAD
  kFragment = 1,  // local fragment text|binary PAYLOAD
  kContinue = 2,  // local continue PAYLOAD
  kFinish = 3,    // local finish PAYLOAD
  kPing = 4,      // local ping PAYLOAD
  kPong = 5,      // local pong PAYLOAD
  kClose = 6,     // local close [CODE ["reason"]]
  kPause = 7,     // local pause
  kResume = 8,    // local resume
  kAbort = 9,     // local abort
  // The scripted remote of solo mode.
  kRemoteFrame = 10,  // remote text|...|frame opcode=N PAYLOAD [attributes]
  kRemoteBytes = 11,  // remote bytes HEX
  kRemoteEof = 12,    // remote eof
  kRemoteReset = 13,  // remote reset
  // The wire and time.
  kDeliver = 14,       // deliver N|frame|all
  kAccept = 15,        // accept N|frame|all
  kHoldInput = 16,     // hold input
  kHoldOutput = 17,    // hold output
  kBreakOutput = 18,   // break output
  kElapse = 19,        // elapse MS
  kAwaitMessage = 20,  // await message
  kLose = 21,          // lose client|server (pair mode)
};
inline constexpr size_t kVerbs = 22;

// Calls of the local application: these may be made inside a callback.
constexpr bool IsLocal(Verb verb) { return verb <= Verb::kAbort; }
// Steps of the scripted remote, which pair mode does not have.
constexpr bool IsRemote(Verb verb) {
  return verb >= Verb::kRemoteFrame && verb <= Verb::kRemoteReset;
}

// `inside message|ping|closed`: the call is made once, in the next such
// callback.
enum class Hook : uint8_t { kNone = 0, kMessage = 1, kPing = 2, kClosed = 3 };

// How a remote frame is masked.
enum class MaskForm : uint8_t {
  kRight = 0,  // as the remote's role demands (5.1); its keys count up
  kNone = 1,   // mask=none
  kWrong = 2,  // mask=wrong: as the other role would
  kKey = 3,    // mask=HEX8
};

// How much is delivered or accepted.
enum class Amount : uint8_t {
  kBytes = 0,  // N
  kFrame = 1,  // up to the next frame border
  kAll = 2,
};

// Bytes, written as a unit and how often it is repeated ("ab"*3, hex:00*64).
struct Payload {
  std::string unit;
  uint32_t repeat = 1;

  size_t size() const { return unit.size() * repeat; }
  std::string Bytes() const;

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.unit, self.repeat);
  }

  friend bool operator==(const Payload&, const Payload&) = default;
};

// Which fields a verb has is said at the field; all others keep their default,
// so that equal steps compare equal.
struct Step {
  Verb verb = Verb::kSend;
  // Pair mode: whose call, wire end or transport. Solo mode: kClient, unused.
  Role side = Role::kClient;
  Hook hook = Hook::kNone;  // local verbs
  uint32_t times = 1;       // repeated so often
  // kSend, kFragment: text or binary. kRemoteFrame: any of 0 to 15.
  uint8_t opcode = 0;
  Payload payload;  // local sends, kRemoteFrame, kRemoteBytes; kClose: reason
  std::optional<CloseCode> code;  // kClose
  // kRemoteFrame:
  bool is_final = true;
  uint8_t rsv = 0;  // RSV1 is 4, RSV2 is 2, RSV3 is 1
  MaskForm mask = MaskForm::kRight;
  MaskingKey key = {};               // kKey only
  std::optional<LengthForm> length;  // none: minimal
  Amount amount = Amount::kBytes;    // kDeliver, kAccept
  int64_t number = 0;                // kDeliver, kAccept: N; kElapse: ms

  template <typename Self>
  static auto PartsOf(Self& s) {
    return std::tie(s.verb, s.side, s.hook, s.times, s.opcode, s.payload,
                    s.code, s.is_final, s.rsv, s.mask, s.key, s.length,
                    s.amount, s.number);
  }
  friend bool operator==(const Step&, const Step&) = default;
};

// Bounds of the language, the same in text (an error beyond) and in bytes
// (clamped).
inline constexpr size_t kStepsMax = 512;         // lines
inline constexpr size_t kPlayedStepsMax = 4096;  // counting `times`
inline constexpr uint32_t kTimesMax = 1000;
inline constexpr int64_t kElapseMsMax = 3'600'000;
inline constexpr int64_t kAmountMax = 1 << 28;
inline constexpr size_t kPayloadUnitBytesMax = 1 << 17;
inline constexpr size_t kStepPayloadBytesMax = size_t{1} << 27;
// Binary format only: all payloads of a scenario together, with repeats and
// `times`.
inline constexpr size_t kEncodedPayloadBytesMax = 1 << 18;

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_STEP_H_
