// Pauses and resumes the connection by what waits to be written.
#include "live/echo.h"

namespace wsdrain {

void Echo::OnMessage(MessageType type, std::string_view payload) {
  // Once closing has started it is refused, and lost as 5.5.1 wants it.
  connection_->SendMessage(type, payload, *this).IgnoreError();
  if (connection_->output_bytes() <= kOutputBytesHigh) return;
  is_paused_ = true;
  connection_->Pause();
}

void Echo::OnWritten() {
  if (!is_paused_ || connection_->output_bytes() > kOutputBytesHigh / 2) return;
  is_paused_ = false;
  connection_->Resume(*this);
}

}  // namespace wsdrain
