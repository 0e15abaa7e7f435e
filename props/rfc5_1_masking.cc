// RFC 6455 5.1 and 5.3: who masks, and with what.
#include "props/all.h"
#include "props/common.h"

namespace wsdrain {
namespace {

Answer ClientFramesAreMasked(const Ledger& before, const Observation& now) {
  if (before.role != Role::kClient) return Unreached();
  return HoldsIf(now.frame->is_masked, "MASK=1", "MASK=0");
}

Answer ServerFramesAreNotMasked(const Ledger& before, const Observation& now) {
  if (before.role != Role::kServer) return Unreached();
  return HoldsIf(!now.frame->is_masked, "MASK=0", "MASK=1");
}

Answer MaskingKeysChange(const Ledger& before, const Observation& now) {
  // Two equal keys may come by chance, once in 2^32.
  if (!now.frame->is_masked || before.masked_frames_sent < 2) {
    return Unreached();
  }
  return HoldsIf(before.last_keys[0] != before.last_keys[1] ||
                     before.last_keys[1] != now.frame->key ||
                     before.given_keys.size() == 1,
                 "a fresh masking key", "the same key three times in a row");
}

Answer GivenKeysAreUsedInTurn(const Ledger& before, const Observation& now) {
  if (!before.capabilities.uses_given_keys || !now.frame->is_masked) {
    return Unreached();
  }
  const size_t n = before.masked_frames_sent;
  uint32_t expected = static_cast<uint32_t>(n + 1) * kKeyStep;
  if (!before.given_keys.empty()) {
    expected = 0;
    for (const uint8_t byte : before.given_keys[n % before.given_keys.size()]) {
      expected = expected << 8 | byte;
    }
  }
  return HoldsIf(now.frame->key == expected, "the next key of the source",
                 "another key");
}

Answer WrongMaskFailsTheConnection(const Ledger& before,
                                   const Observation& now) {
  return FailsAfter(before, now, InputFault::kMask);
}

constexpr Property kMasking[] = {
    {"client_frames_are_masked", "a_client_sent_a_frame", "5.1", Level::kMust,
     Level::kMust, "a client MUST mask all frames that it sends to the server",
     On(Seen::kFrameSent), ClientFramesAreMasked},
    {"server_frames_are_not_masked", "a_server_sent_a_frame", "5.1",
     Level::kMust, Level::kMust,
     "a server MUST NOT mask any frames that it sends to the client",
     On(Seen::kFrameSent), ServerFramesAreNotMasked},
    {"masking_keys_change", "three_masked_frames_were_sent", "5.3",
     Level::kMust, Level::kMust,
     "the client MUST pick a fresh masking key for each frame",
     On(Seen::kFrameSent), MaskingKeysChange},
    {"given_keys_are_used_in_turn", "a_given_key_was_used", "5.3", Level::kNote,
     Level::kMust, "the key source is asked once for each frame",
     On(Seen::kFrameSent), GivenKeysAreUsedInTurn},
    {"wrong_mask_fails_the_connection", "a_wrongly_masked_frame_came", "5.1",
     Level::kMust, Level::kMust,
     "the server MUST close the connection upon receiving a frame that is not "
     "masked; a client MUST close it if it detects a masked frame",
     kWhenSettled, WrongMaskFailsTheConnection},
};

}  // namespace

std::span<const Property> MaskingProperties() { return kMasking; }

}  // namespace wsdrain
