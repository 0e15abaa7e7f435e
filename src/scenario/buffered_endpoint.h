// An Endpoint for stacks that hand out bytes whenever they like to.
//
// Derive from it, and what is left for you is Receive, ReceiveEof,
// ReceiveReset and StartClose; docs/add-an-endpoint.md has an example. Needs
// the standard library alone, and C++17.
#ifndef WSDRAIN_SCENARIO_BUFFERED_ENDPOINT_H_
#define WSDRAIN_SCENARIO_BUFFERED_ENDPOINT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scenario/deadline.h"
#include "scenario/endpoint.h"

namespace wsdrain {

// Keeps what waits to be written, the one deadline, and the end.
class BufferedEndpoint : public Endpoint {
 public:
  size_t OutputBytes() const final { return output_.size(); }
  void CopyOutput(size_t bytes_max, std::string& out) const final {
    out.append(output_, 0, bytes_max);
  }
  void OutputAccepted(size_t bytes) final {
    output_.erase(0, bytes);
    FinishIfWritten();
  }
  Tcp tcp() const final { return is_over_ ? Tcp::kClosed : Tcp::kOpen; }

  void Elapse(int64_t ms) final {
    if (deadline_.Elapse(ms)) Finish(at_the_deadline_);
  }
  std::optional<int64_t> NextDeadline() const final {
    return deadline_.left_ms();
  }

 protected:
  explicit BufferedEndpoint(EndpointObserver& app) : app_(app) {}

  EndpointObserver& app() { return app_; }
  bool is_over() const { return is_over_; }

  // For the stack: these bytes are to be sent.
  void Write(std::string_view bytes) { output_ += bytes; }
  // Closing ends after that time whatever happens, as `closed`; the first call
  // counts (D23).
  void StartDeadline(int64_t ms, ClosedReport closed = {false, 1006, ""}) {
    if (is_over_ || deadline_.IsRunning()) return;
    deadline_.Start(ms);
    at_the_deadline_ = std::move(closed);
  }
  // Closes TCP when all is written, and reports that.
  void FinishWhenWritten(ClosedReport closed) {
    if (!closed_.has_value()) closed_ = std::move(closed);
    FinishIfWritten();
  }
  // Closes TCP now; what waits to be written is lost.
  void Finish(const ClosedReport& closed) {
    if (std::exchange(is_over_, true)) return;
    deadline_.Stop();
    output_.clear();
    app_.OnClosed(closed);
  }

 private:
  void FinishIfWritten() {
    if (closed_.has_value() && output_.empty()) Finish(*closed_);
  }

  EndpointObserver& app_;
  std::string output_;
  Deadline deadline_;
  ClosedReport at_the_deadline_;
  std::optional<ClosedReport> closed_;
  bool is_over_ = false;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_BUFFERED_ENDPOINT_H_
