// What the closing tests see of a Connection: its callbacks, as lines.
#ifndef WSDRAIN_TESTS_CLOSING_RECORDER_H_
#define WSDRAIN_TESTS_CLOSING_RECORDER_H_

#include <functional>
#include <string>
#include <vector>

#include "closing/connection.h"
#include "frame/frame_writer.h"

namespace wsdrain {

class Recorder : public ConnectionObserver {
 public:
  void OnMessage(MessageType type, std::string_view payload) override {
    lines.push_back((type == MessageType::kText ? "text " : "binary ") +
                    std::string(payload.substr(0, 40)));
    message_bytes += payload.size();
    if (on_message) on_message();
  }
  void OnPing(std::string_view payload) override {
    lines.push_back("ping " + std::string(payload));
  }
  void OnPong(std::string_view payload) override {
    lines.push_back("pong " + std::string(payload));
  }
  void OnClosed(const Closed& closed) override {
    lines.push_back((closed.is_clean ? "clean " : "unclean ") +
                    std::to_string(closed.code) + " '" + closed.reason + "'" +
                    (closed.failure.has_value() ? " failed" : ""));
    if (on_closed) on_closed();
  }
  void OnRow(const Row& row) override { rows.push_back(&row); }

  std::vector<std::string> lines;
  std::vector<const Row*> rows;
  size_t message_bytes = 0;
  std::function<void()> on_message;
  std::function<void()> on_closed;
};

// Keys 01010101, 02020202, ...
class TestKeys : public MaskingKeySource {
 public:
  MaskingKey Next(uint32_t& position) const override {
    const uint8_t byte = static_cast<uint8_t>(++position);
    return {byte, byte, byte, byte};
  }
};

// All output, accepted.
inline std::string Drain(Connection& connection, ConnectionObserver& observer) {
  std::string out(connection.output_bytes(), '\0');
  out.resize(connection.CopyOutput(out.data(), out.size()));
  connection.OutputAccepted(out.size(), observer);
  return out;
}

// A frame as a client sends it (masked) or as a server does.
inline std::string From(Role sender, Opcode opcode, std::string_view payload,
                        bool is_final = true) {
  return EncodeFrame(opcode, payload, is_final,
                     sender == Role::kClient
                         ? std::optional<MaskingKey>(MaskingKey{1, 2, 3, 4})
                         : std::nullopt);
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_CLOSING_RECORDER_H_
