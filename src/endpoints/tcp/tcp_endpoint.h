// A live peer as an Endpoint: its bytes, and what it does to TCP, are all that
// is seen of it.
//
// The remote of a scenario speaks to it over a Stream, in real time. After each
// step it is waited for: as long as neither side has sent a Close, until it has
// answered a Ping of the harness's own, which comes behind all that it was
// sent; and then until nothing has come for a moment. The end is waited for
// as long as EndpointConfig::timeout_ms says, and not longer than it takes.
//
// Who has sent FIN may still read. A Pong that nobody asked for tells: only who
// has closed its socket answers by a reset. It is sent behind the FIN, and then
// not before the time is nearly over, for who is asked again and again may
// begin anew to wait.
#ifndef WSDRAIN_ENDPOINTS_TCP_TCP_ENDPOINT_H_
#define WSDRAIN_ENDPOINTS_TCP_TCP_ENDPOINT_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "endpoints/tcp/live_wire.h"
#include "live/stream.h"
#include "scenario/endpoint.h"

namespace wsdrain {

// What makes the application of a live peer start the closing handshake.
struct Trigger {
  std::optional<std::string> message;  // this text, sent to it
  std::function<absl::Status()> call;  // or this, done beside the connection
  // For so long its Close is waited for; none: for the time-out.
  std::optional<int64_t> wait_ms;
};

// What the reports want to know besides.
struct TcpNotes {
  // From the first Close, or what starts one, to the end of TCP.
  std::optional<int64_t> closing_ms;
  std::string trigger_error;  // empty: none, or it was not asked for
};

struct TcpOptions {
  // What has not come by the time-out may still come: it is slow, no more.
  bool is_quick = false;
  bool answers_pings = true;
  bool echoes = false;  // its application sends every message back
  Trigger trigger;
  TcpNotes* notes = nullptr;  // outlives the endpoint; null: nobody asks
};

// A connection right after its opening handshake.
struct TcpConnection {
  Stream stream;
  std::string unread;                      // what came behind the handshake
  std::shared_ptr<void> behind = nullptr;  // lives as long as the connection
};
using TcpConnector = std::function<absl::StatusOr<TcpConnection>()>;

class TcpEndpoint : public Endpoint {
 public:
  TcpEndpoint(TcpConnection connection, const EndpointConfig& config,
              const TcpOptions& options, EndpointObserver& observer)
      : behind_(std::move(connection.behind)),
        wire_(std::move(connection.stream), connection.unread, config.role),
        options_(options),
        bound_ms_(config.timeout_ms),
        observer_(observer) {}

  size_t Receive(std::string_view bytes) override;
  void ReceiveEof() override;
  void ReceiveReset() override;
  size_t OutputBytes() const override { return wire_.output().shown().size(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    out.append(wire_.output().shown(), 0, bytes_max);
  }
  void OutputAccepted(size_t bytes) override { wire_.output().Drop(bytes); }
  Tcp tcp() const override;
  void Elapse(int64_t ms) override;
  std::optional<int64_t> NextDeadline() const override;
  size_t RunUntilIdle(size_t turns_max) override;
  void AwaitMessage() override;
  bool MayStillMove() const override {
    return options_.is_quick && !IsOver() && !is_answered_;
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override;

 private:
  bool IsClosing() const {
    return wire_.output().has_close() || wire_.has_sent_close();
  }
  // It goes on as if nothing had happened, and says so.
  bool GoesOn() const { return is_answered_ && !IsClosing(); }
  // The peer may be ending, and so nobody listening any more.
  bool MayBeEnding() const {
    return wire_.has_sent_close() || wire_.input().fault().has_value();
  }
  // Nothing more is awaited. Who is in a hurry does not wait until a socket
  // that is half closed is closed in both directions.
  bool IsOver() const {
    return wire_.is_over() ||
           (options_.is_quick && wire_.has_fin() && MayBeEnding());
  }
  // It has begun to close, or to end TCP.
  bool HasReacted() const {
    return wire_.output().has_close() || wire_.has_fin() || wire_.is_over();
  }

  int64_t SliceMs() const;
  void Settle();
  void WaitUntilQuiet();
  void Ask();
  void AskIfItReadsOn();
  void TakeEchoes();
  // Does what makes it close, and says what has failed. False: there is nothing
  // to do, or not in the middle of a frame or a message of ours.
  bool PullTrigger(std::string& error);
  void NoteClosing();
  void NoteTheEnd();

  std::shared_ptr<void> behind_;
  LiveWire wire_;
  const TcpOptions options_;
  int64_t bound_ms_;
  EndpointObserver& observer_;
  bool is_settled_ = false;   // nothing was sent since it was waited for
  bool is_answered_ = false;  // by a Pong behind all that was sent
  bool has_waited_for_close_ = false;
  bool is_probed_ = false;
  int64_t waited_ms_ = 0;  // since closing began
  size_t asked_ = 0;
  int silent_waits_ = 0;
  size_t messages_awaited_ = 0;
  std::optional<std::chrono::steady_clock::time_point> closing_since_;
  std::optional<int64_t> closing_ms_;
  bool is_late_ = false;  // TCP ended, and not at once
  bool has_time_passed_ = false;
};

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_TCP_TCP_ENDPOINT_H_
