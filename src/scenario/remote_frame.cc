// Encodes frames that may break any rule.
#include "scenario/remote_frame.h"

#include "frame/frame_writer.h"

namespace wsdrain {

MaskingKey KeyOfNumber(uint32_t number) {
  return {static_cast<uint8_t>(number >> 24),
          static_cast<uint8_t>(number >> 16), static_cast<uint8_t>(number >> 8),
          static_cast<uint8_t>(number)};
}

bool NeedsAKey(const Step& frame, Role reader) {
  const bool masks_by_right = reader == Role::kServer;
  return frame.mask == (masks_by_right ? MaskForm::kRight : MaskForm::kWrong);
}

std::string RemoteFrameBytes(const Step& frame, Role reader,
                             const MaskingKey& key) {
  WireForm form;
  form.opcode = frame.opcode;
  form.is_final = frame.is_final;
  form.rsv = frame.rsv;
  form.length = frame.length;
  if (frame.mask == MaskForm::kKey) form.key = frame.key;
  if (NeedsAKey(frame, reader)) form.key = key;
  return EncodeAnything(form, frame.payload.Bytes());
}

}  // namespace wsdrain
