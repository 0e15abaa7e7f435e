// RFC 6455 5.4: fragmentation.
#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

Answer FragmentsSentDoNotInterleave(const Ledger& before,
                                    const Observation& now) {
  if (!now.frame->IsData()) return Unreached();
  const bool continues = now.frame->opcode == 0;
  if (continues == (before.open_message != 0)) return Holds();
  return continues ? Broken("a message to continue", "a lone continuation")
                   : Broken("the rest of the message begun", "a new message");
}

Answer ControlFramesSentAreWhole(const Ledger&, const Observation& now) {
  if (!now.frame->IsControl()) return Unreached();
  return HoldsIf(now.frame->fin, "FIN=1", "a control frame with FIN=0");
}

Answer FragmentOrderFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kFragmentOrder);
}

Answer FragmentedControlFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kControlFragmented);
}

Answer ControlFrameInsideAMessage(const Ledger& before, const Observation&) {
  const bool is_inside = before.input.IsMidMessage() &&
                         before.pings_received > 0 && !before.input.IsOver();
  return is_inside ? Holds() : Unreached();
}

constexpr Property kFragmentation[] = {
    {"fragments_sent_do_not_interleave", "a_data_frame_was_sent", "5.4",
     Level::kMust, Level::kMust,
     "the fragments of one message MUST NOT be interleaved between the "
     "fragments of another message",
     On(Seen::kFrameSent), FragmentsSentDoNotInterleave},
    {"control_frames_sent_are_whole", "a_control_frame_was_sent", "5.4",
     Level::kMust, Level::kMust, "control frames MUST NOT be fragmented",
     On(Seen::kFrameSent), ControlFramesSentAreWhole},
    {"fragments_out_of_order_fail_the_connection",
     "fragments_came_out_of_order", "5.4, 10.7", Level::kShould, Level::kMust,
     "a message is one frame with FIN=1, or fragments that continue it",
     kWhenSettled, FragmentOrderFails},
    {"fragmented_control_frame_fails_the_connection",
     "a_fragmented_control_frame_came", "5.5, 10.7", Level::kShould,
     Level::kMust, "all control frames MUST NOT be fragmented", kWhenSettled,
     FragmentedControlFails},
    {"", "a_ping_came_inside_a_message", "5.4", Level::kMust, Level::kMust,
     "control frames MAY be injected in the middle of a fragmented message",
     On(Seen::kSettled), ControlFrameInsideAMessage},
};

}  // namespace

std::span<const Property> FragmentationProperties() { return kFragmentation; }

}  // namespace wsdrain
