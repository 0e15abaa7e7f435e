// RFC 6455 5.2: the base framing protocol.
#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

Answer RsvSentIsZero(const Ledger&, const Observation& now) {
  return HoldsIf(now.frame->rsv == 0, "RSV1-3 are 0", "one is 1");
}

Answer OpcodesSentAreDefined(const Ledger&, const Observation& now) {
  const uint8_t opcode = now.frame->opcode;
  return HoldsIf(opcode <= 2 || (opcode >= 8 && opcode <= 10),
                 "an opcode of 5.2", "a reserved one");
}

Answer LengthsSentAreMinimal(const Ledger&, const Observation& now) {
  const WireFrame& frame = *now.frame;
  if (frame.length_bits == 7) return Unreached();
  const uint64_t least = frame.length_bits == 16 ? 126 : 65536;
  return HoldsIf(frame.declared_bytes >= least, "the shortest length form",
                 "a longer one");
}

Answer ReservedBitsFail(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kReservedBits);
}

Answer ReservedOpcodeFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kReservedOpcode);
}

Answer TopBitFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kLengthTopBit);
}

Answer NonMinimalLengthFails(const Ledger& before, const Observation& now) {
  return FailsAfter(before, now, InputFault::kLengthNotMinimal);
}

constexpr Property kBaseFraming[] = {
    {"rsv_bits_sent_are_zero", "a_frame_was_sent", "5.2", Level::kMust,
     Level::kMust,
     "RSV1-3 MUST be 0 unless an extension is negotiated that defines meanings "
     "for non-zero values",
     On(Seen::kFrameSent), RsvSentIsZero},
    {"opcodes_sent_are_defined", "an_opcode_was_sent", "5.2", Level::kMust,
     Level::kMust, "%x3-7 and %xB-F are reserved", On(Seen::kFrameSent),
     OpcodesSentAreDefined},
    {"lengths_sent_are_minimal", "an_extended_length_was_sent", "5.2",
     Level::kMust, Level::kMust,
     "the minimal number of bytes MUST be used to encode the length",
     On(Seen::kFrameSent), LengthsSentAreMinimal},
    {"reserved_bits_fail_the_connection", "a_reserved_bit_came", "5.2",
     Level::kMust, Level::kMust,
     "if a nonzero RSV value is received and no extension defines it, the "
     "receiving endpoint MUST fail the connection",
     kWhenSettled, ReservedBitsFail},
    {"reserved_opcode_fails_the_connection", "a_reserved_opcode_came", "5.2",
     Level::kMust, Level::kMust,
     "if an unknown opcode is received, the receiving endpoint MUST fail the "
     "connection",
     kWhenSettled, ReservedOpcodeFails},
    {"top_bit_of_a_length_fails_the_connection", "a_top_bit_came", "5.2, 10.7",
     Level::kShould, Level::kMust,
     "the most significant bit of a 64-bit length MUST be 0; incoming data "
     "MUST always be validated",
     kWhenSettled, TopBitFails},
    {"longer_length_form_fails_the_connection", "a_longer_length_form_came",
     "5.2, D12", Level::kNote, Level::kMust,
     "a length that is not minimal is refused", kWhenSettled,
     NonMinimalLengthFails},
};

}  // namespace

std::span<const Property> BaseFramingProperties() { return kBaseFraming; }

}  // namespace wsdrain
