// A loop around a write that never blocks.
#include "live/write_all.h"

#include "live/wait.h"

namespace wsdrain {

std::string WriteAll(Stream& stream, std::string_view bytes,
                     const TimeLimit& limit) {
  while (!bytes.empty()) {
    const Moved moved = stream.Write(bytes);
    switch (moved.state) {
      case Moved::State::kDone:
        bytes.remove_prefix(moved.bytes);
        break;
      case Moved::State::kWouldBlock:
        if (!WaitFor(stream.socket(), moved.wait_for, limit.left_ms())) {
          return "the time is over";
        }
        break;
      default:
        return stream.error();
    }
  }
  return "";
}

}  // namespace wsdrain
