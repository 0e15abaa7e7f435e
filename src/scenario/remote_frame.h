// What a scripted remote's frame puts on the wire.
#ifndef WSDRAIN_SCENARIO_REMOTE_FRAME_H_
#define WSDRAIN_SCENARIO_REMOTE_FRAME_H_

#include <cstdint>
#include <string>

#include "frame/masking.h"
#include "frame/role.h"
#include "scenario/step.h"

namespace wsdrain {

// A masking key by its number, the first byte the highest: keys count up.
MaskingKey KeyOfNumber(uint32_t number);

// Its mask is right, or wrong, for a reader of that role: a key has to be made
// up for it. What has a key of its own, or is to have none, needs none.
bool NeedsAKey(const Step& frame, Role reader);

// The bytes of a kRemoteFrame; `key` is used if it needs one.
std::string RemoteFrameBytes(const Step& frame, Role reader,
                             const MaskingKey& key);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_REMOTE_FRAME_H_
