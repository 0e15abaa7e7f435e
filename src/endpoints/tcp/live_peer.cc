// Says what can be seen of a live peer, and connects.
#include "endpoints/tcp/live_peer.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "endpoints/tcp/live_wire.h"
#include "frame/opcode.h"

namespace wsdrain {
namespace {

// There is no connection to judge.
class NoConnection : public Endpoint {
 public:
  explicit NoConnection(const absl::Status& why)
      : complaint_("no connection: " + std::string(why.message())) {}
  size_t Receive(std::string_view bytes) override { return bytes.size(); }
  void ReceiveEof() override {}
  void ReceiveReset() override {}
  size_t OutputBytes() const override { return 0; }
  void CopyOutput(size_t, std::string&) const override {}
  void OutputAccepted(size_t) override {}
  Tcp tcp() const override { return Tcp::kOpen; }
  CallResult StartClose(std::optional<uint16_t>, std::string_view) override {
    return CallResult::kUnsupported;
  }
  std::string Complaint() const override { return complaint_; }

 private:
  std::string complaint_;
};

}  // namespace

bool AnswersPing(TcpConnection connection, Role role, int64_t ms) {
  LiveWire wire(std::move(connection.stream), connection.unread, role);
  wire.output().HideNextPong("wsdrain");
  wire.WriteOwnFrame(Opcode::kPing, "wsdrain", ms);
  return wire.WaitUntil(ms,
                        [&] { return wire.output().is_hidden_pong_here(); });
}

EndpointKind LivePeer(const std::string& name, Role role,
                      const TcpConnector& connector,
                      const TcpOptions& options) {
  EndpointKind kind;
  kind.name = name;
  kind.has_client = role == Role::kClient;
  kind.has_server = role == Role::kServer;
  kind.capabilities.has_virtual_time = false;
  kind.capabilities.reports_messages = options.echoes;
  kind.capabilities.reports_end = false;
  kind.capabilities.reports_codes = false;
  kind.capabilities.reports_reasons = false;
  kind.capabilities.is_driven = false;
  kind.make = [connector, options](
                  const EndpointConfig& config,
                  EndpointObserver& observer) -> std::unique_ptr<Endpoint> {
    absl::StatusOr<TcpConnection> connection = connector();
    if (!connection.ok()) {
      return std::make_unique<NoConnection>(connection.status());
    }
    return std::make_unique<TcpEndpoint>(*std::move(connection), config,
                                         options, observer);
  };
  return kind;
}

}  // namespace wsdrain
