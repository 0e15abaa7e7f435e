// Reads the figure of RFC 6455 5.2, bit by bit.
#include "scenario/wire_view.h"

namespace wsdrain {

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-+-+-------+-+-------------+-------------------------------+
// |F|R|R|R| opcode|M| Payload len |    Extended payload length    |
// |I|S|S|S|  (4)  |A|     (7)     |             (16/64)           |
// |N|V|V|V|       |S|             |   (if payload len==126/127)   |
// | |1|2|3|       |K|             |                               |
// +-+-+-+-+-------+-+-------------+ - - - - - - - - - - - - - - - +
WireHeader ReadWireHeader(std::string_view bytes) {
  WireHeader header;
  WireFrame& frame = header.frame;
  const auto byte = [bytes](size_t i) {
    return static_cast<uint8_t>(bytes[i]);
  };
  if (bytes.size() < 2) return header;
  frame.fin = byte(0) / 128 == 1;
  frame.rsv = byte(0) / 16 % 8;
  frame.opcode = byte(0) % 16;
  frame.is_masked = byte(1) / 128 == 1;
  frame.declared_bytes = byte(1) % 128;
  size_t at = 2;
  const size_t extended = frame.declared_bytes == 126   ? 2
                          : frame.declared_bytes == 127 ? 8
                                                        : 0;
  if (extended > 0) {
    if (bytes.size() < at + extended) return header;
    frame.length_bits = extended == 2 ? 16 : 64;
    frame.declared_bytes = 0;
    for (size_t i = 0; i < extended; ++i) {
      frame.declared_bytes = frame.declared_bytes * 256 + byte(at++);
    }
  }
  if (frame.is_masked) {
    if (bytes.size() < at + 4) return header;
    for (size_t i = 0; i < 4; ++i) frame.key = frame.key * 256 + byte(at++);
  }
  header.header_bytes = at;
  return header;
}

std::optional<WireFrame> ReadWireFrame(std::string_view bytes) {
  WireHeader header = ReadWireHeader(bytes);
  if (header.header_bytes == 0) return std::nullopt;
  WireFrame& frame = header.frame;
  if (bytes.size() - header.header_bytes < frame.declared_bytes) {
    return std::nullopt;
  }
  frame.payload = bytes.substr(header.header_bytes, frame.declared_bytes);
  frame.wire_bytes = header.header_bytes + frame.payload.size();
  if (frame.is_masked) {
    // 5.3: transformed-octet-i = original-octet-i XOR key-octet-(i MOD 4)
    for (size_t i = 0; i < frame.payload.size(); ++i) {
      frame.payload[i] ^= static_cast<char>(frame.key >> (8 * (3 - i % 4)));
    }
  }
  return std::move(header.frame);
}

size_t WireView::BytesMissing() const {
  const WireHeader header = ReadWireHeader(rest());
  if (header.header_bytes == 0) return 1;
  return header.header_bytes + header.frame.declared_bytes - rest().size();
}

std::optional<WireFrame> WireView::Next() {
  std::optional<WireFrame> frame = ReadWireFrame(rest());
  if (frame.has_value()) {
    cut_ += frame->wire_bytes;
    position_ += frame->wire_bytes;
  } else {
    rest_.erase(0, cut_);
    cut_ = 0;
  }
  return frame;
}

}  // namespace wsdrain
