// What an endpoint was given to read, judged: what is legal, and what it owes.
#ifndef WSDRAIN_SCENARIO_INPUT_VIEW_H_
#define WSDRAIN_SCENARIO_INPUT_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "frame/role.h"
#include "scenario/settings.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// How much the RFC asks of the receiver of bytes that are not legal.
enum class FaultStrength : uint8_t {
  kMust,    // 5.1, 5.2, 8.1 say "fail" or "close"
  kShould,  // the sender breaks a rule; 10.7 alone speaks of the receiver
  kChoice,  // D12, D14, D16: stacks differ, and the RFC is silent
  kLimit,   // 10.4: over a limit of the endpoint's own
};

enum class InputFault : uint8_t {
  kReservedBits,
  kReservedOpcode,
  kMask,
  kControlFragmented,
  kControlTooLong,
  kFragmentOrder,
  kLengthTopBit,
  kLengthNotMinimal,
  kTooBig,
  kTextNotUtf8,
  kCloseBodyOneByte,
  kCloseCodeReportOnly,  // 1005, 1006, 1015
  kCloseCodeReserved,    // any other that D14 and D16 refuse
  kCloseReasonNotUtf8,
  kCloseInsideMessage,
};

struct FaultFacts {
  InputFault fault;
  FaultStrength strength;
  uint16_t fitting_code;  // 7.4.1
  const char* section;
  const char* words;
};

const FaultFacts& Facts(InputFault fault);

struct PeerClose {
  std::optional<uint16_t> code;
  std::string reason;

  template <typename Self>
  static auto PartsOf(Self& self) {
    return std::tie(self.code, self.reason);
  }
  friend bool operator==(const PeerClose&, const PeerClose&) = default;
};

// A naive receiver. It reads on until the first Close or the first fault, and
// finds a fault at the first byte after which nothing legal can follow, so
// that an endpoint that fails that early is not accused.
class InputView {
 public:
  InputView(Role reader, const Settings& settings)
      : reader_(reader), settings_(settings) {}

  struct Message {
    bool is_text = false;
    std::string payload;

    template <typename Self>
    static auto PartsOf(Self& self) {
      return std::tie(self.is_text, self.payload);
    }
  };
  // What a Feed completed, at most one of them.
  struct News {
    std::optional<Message> message;
    std::optional<std::string> ping;
    std::optional<std::string> pong;
    bool is_frame = false;  // a frame became whole
  };

  // Takes bytes from the front up to the end of the next frame, or all.
  News Feed(std::string_view& bytes);

  const std::optional<InputFault>& fault() const { return fault_; }
  const std::optional<PeerClose>& close() const { return close_; }
  // Nothing is read any more: a Close or a fault has come.
  bool IsOver() const { return fault_.has_value() || close_.has_value(); }
  bool IsMidFrame() const { return !head_.empty(); }
  bool IsMidMessage() const { return is_mid_message_; }
  // The frame that has the fault, or the text, has ended: whoever judges it
  // only then knows it too. A length with its top bit set has no end; a text
  // that a Close cuts off never comes to its own.
  bool IsFaultRipe() const { return ripeness_ == Ripeness::kRipe; }
  // Bytes that came after the first Close or fault.
  bool HasTrailing() const { return has_trailing_; }
  // Bytes of the message and of the frame that have begun.
  size_t HeldBytes() const {
    return message_.payload.size() + head_.size() + payload_.size();
  }

  // All but what never changes, and but the header, which Reread finds anew.
  template <typename Self>
  static auto PartsOf(Self& v) {
    return std::tie(v.head_, v.payload_, v.is_mid_message_, v.message_,
                    v.text_cut_, v.text_missing_, v.fault_, v.close_,
                    v.has_trailing_, v.failing_, v.ripeness_);
  }
  void Reread() { header_ = ReadWireHeader(head_); }
  // Nobody will ask any more whether a fault is ripe, or to see that something
  // came behind it, which no answer depends on ...
  void ForgetTheFailing() {
    failing_.clear();
    has_trailing_ = false;
  }
  // ... or which fault it was, once the connection is failed ...
  void ForgetWhichFault() {
    if (fault_.has_value()) fault_ = InputFault{};
  }
  // ... or what message it cut, nothing being read any more ...
  void ForgetTheMessage();
  // ... or what the Close was, or what came before the end.
  void ForgetAllButTheEnd();

 private:
  enum class Ripeness : uint8_t { kNotYet, kRipe, kNever };

  // Take bytes from the front: one of a header, or all of a payload, so that a
  // fault is found where it is.
  std::optional<InputFault> TakeHeaderByte(std::string_view& bytes);
  std::optional<InputFault> TakePayload(std::string_view& bytes);
  bool IsFrameWhole() const {
    return header_.header_bytes > 0 &&
           payload_.size() == header_.frame.declared_bytes;
  }
  bool IsText() const;
  std::optional<InputFault> FirstByteFault() const;
  std::optional<InputFault> SecondByteFault() const;
  // 10.4: payload that the next data frame may still bring.
  uint64_t BytesLeft() const;
  std::optional<InputFault> LengthFault() const;
  std::optional<InputFault> CloseFault() const;
  void BeginFrame();
  void EndFrame(News& news);
  void FollowFault(std::string_view bytes);

  Role reader_;
  Settings settings_;
  // The frame that has begun: its header as far as it has come, read once it
  // is whole, and its payload so far with the mask removed.
  std::string head_;
  WireHeader header_;
  std::string payload_;
  bool is_mid_message_ = false;
  Message message_;          // without the frame that has begun
  std::string text_cut_;     // its code point that is not whole yet
  size_t text_missing_ = 0;  // bytes that it still needs
  std::optional<InputFault> fault_;
  std::optional<PeerClose> close_;
  bool has_trailing_ = false;
  std::string failing_;  // the frame that has the fault, as far as it has come
  Ripeness ripeness_ = Ripeness::kNotYet;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_INPUT_VIEW_H_
