// Masking keys that cannot be foreseen (RFC 6455 5.3, 10.3).
#ifndef WSDRAIN_LIVE_RANDOM_KEYS_H_
#define WSDRAIN_LIVE_RANDOM_KEYS_H_

#include "closing/options.h"

namespace wsdrain {

// From the system's entropy; lives for ever.
const MaskingKeySource& RandomKeys();

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_RANDOM_KEYS_H_
