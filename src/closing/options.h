// The knobs and limits of a connection, with the recommended defaults.
#ifndef WSDRAIN_CLOSING_OPTIONS_H_
#define WSDRAIN_CLOSING_OPTIONS_H_

#include <cstddef>
#include <cstdint>

#include "frame/frame_reader.h"
#include "frame/masking.h"

namespace wsdrain {

struct ConnectionOptions {
  // From the start of closing to closed, at most; one deadline for all (D23).
  int64_t close_timeout_ms = 10'000;

  // D4: messages that come after our Close are handed over, not dropped.
  bool delivers_after_close = true;

  // D9, D12, D14 and D16, and the limits that fail with 1009 (10.4).
  FrameReaderOptions reading{.frame_bytes_max = 16 << 20,
                             .message_bytes_max = 16 << 20};

  // D34: more Pongs than this do not wait; the newest takes the last's place.
  size_t pongs_max = 16;

  // Calls that would queue more than this are told ResourceExhausted. Pongs
  // and the Close that we owe are always queued.
  size_t output_bytes_max = 64 << 20;

  // D37: messages that wait for a paused application.
  size_t messages_waiting_max = 16;
};

// 5.3: one fresh key for every frame that a client sends. The position is
// part of the connection's value, so that a copy goes on alike; a source with
// entropy ignores it.
class MaskingKeySource {
 public:
  virtual ~MaskingKeySource() = default;
  virtual MaskingKey Next(uint32_t& position) const = 0;
};

}  // namespace wsdrain

#endif  // WSDRAIN_CLOSING_OPTIONS_H_
