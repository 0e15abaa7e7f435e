// Bytes into a server that must not crash: the first target one thinks of.
//
// Input:  what the peer sends, as it stands.
// Oracle: crashes, the sanitizers and libFuzzer's limits; nothing else.
// Seeds:  none.
//
// Against it scripts/faults measures what scenarios, properties and counters
// are worth. It is no target of ours: scripts/fuzz does not know it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "closing/connection.h"
#include "closing/observer.h"
#include "closing/options.h"
#include "frame/role.h"

namespace wsdrain {
namespace {

class Deaf : public ConnectionObserver {
 public:
  void OnMessage(MessageType, std::string_view) override {}
  void OnPing(std::string_view) override {}
  void OnPong(std::string_view) override {}
  void OnClosed(const Closed&) override {}
};

void Drain(Connection& connection, ConnectionObserver& observer) {
  char buffer[4096];
  while (const size_t count = connection.CopyOutput(buffer, sizeof(buffer))) {
    connection.OutputAccepted(count, observer);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Deaf observer;
  Connection server(Role::kServer);
  server.Receive({reinterpret_cast<const char*>(data), size}, observer);
  Drain(server, observer);
  server.Elapse(ConnectionOptions().close_timeout_ms, observer);
  Drain(server, observer);
  return 0;
}

}  // namespace wsdrain
