// Queues frames, masks them as they are copied, and counts what is written.
#include "closing/output_queue.h"

#include <algorithm>
#include <cstring>

#include "frame/frame_writer.h"

namespace wsdrain {

size_t OutputQueue::FrameBytes(size_t payload_bytes) const {
  const size_t length_bytes[] = {0, 2, 8};
  const LengthForm form = MinimalLengthForm(payload_bytes);
  return 2 +
         length_bytes[form == LengthForm::k7    ? 0
                      : form == LengthForm::k16 ? 1
                                                : 2] +
         (keys_ != nullptr ? 4 : 0) + payload_bytes;
}

void OutputQueue::Push(Opcode opcode, bool is_final, std::string_view payload) {
  Frame frame;
  frame.opcode = opcode;
  frame.is_final = is_final;
  frame.payload = payload;
  if (keys_ != nullptr) frame.key = keys_->Next(key_position_);
  bytes_ += FrameBytes(payload.size());
  frames_.push_back(std::move(frame));
}

void OutputQueue::PushPong(std::string_view payload, size_t pongs_max) {
  size_t waiting = 0;
  size_t newest = 0;
  for (size_t i = front_written_ > 0 ? 1 : 0; i < frames_.size(); ++i) {
    if (!frames_[i].is_answer) continue;
    ++waiting;
    newest = i;
  }
  if (waiting < pongs_max || waiting == 0) {
    Push(Opcode::kPong, /*is_final=*/true, payload);
    frames_.back().is_answer = true;
    return;
  }
  bytes_ -= FrameBytes(frames_[newest].payload.size());
  bytes_ += FrameBytes(payload.size());
  frames_[newest].payload = payload;
}

std::string OutputQueue::Header(const Frame& frame) const {
  WireForm form;
  form.opcode = static_cast<uint8_t>(frame.opcode);
  form.is_final = frame.is_final;
  if (keys_ != nullptr) form.key = frame.key;  // 5.1: clients mask every frame
  std::string header;
  AppendHeader(form, frame.payload.size(), header);
  return header;
}

size_t OutputQueue::Copy(char* out, size_t size) const {
  size_t copied = 0;
  size_t skip = front_written_;
  for (const Frame& frame : frames_) {
    if (copied == size) break;
    const std::string header = Header(frame);
    if (skip < header.size()) {
      const size_t n = std::min(size - copied, header.size() - skip);
      std::memcpy(out + copied, header.data() + skip, n);
      copied += n;
      skip = 0;
    } else {
      skip -= header.size();
    }
    const size_t n = std::min(size - copied, frame.payload.size() - skip);
    std::memcpy(out + copied, frame.payload.data() + skip, n);
    if (keys_ != nullptr) ApplyMask(frame.key, skip, out + copied, n);
    copied += n;
    skip = 0;
  }
  return copied;
}

void OutputQueue::Accept(size_t size) {
  size = std::min(size, bytes_);
  bytes_ -= size;
  front_written_ += size;
  while (!frames_.empty()) {
    const size_t whole = FrameBytes(frames_.front().payload.size());
    if (front_written_ < whole) break;
    front_written_ -= whole;
    if (frames_.front().opcode == Opcode::kClose) close_written_ = true;
    frames_.pop_front();
  }
}

void OutputQueue::Drop() {
  frames_.clear();
  front_written_ = 0;
  bytes_ = 0;
}

}  // namespace wsdrain
