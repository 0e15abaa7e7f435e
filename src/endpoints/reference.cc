// Translates between Endpoint and Connection, one line a call.
#include "endpoints/reference.h"

#include <atomic>
#include <limits>
#include <memory>
#include <utility>

#include "closing/connection.h"
#include "scenario/parts.h"

namespace wsdrain {
namespace {

// 5.3 wants entropy; a run that can be repeated wants the scenario's keys, or
// else the multiples of kKeyStep.
class GivenKeys : public MaskingKeySource {
 public:
  explicit GivenKeys(std::vector<MaskingKey> keys) : keys_(std::move(keys)) {}
  MaskingKey Next(uint32_t& position) const override {
    if (!keys_.empty()) {
      const MaskingKey next = keys_[position];
      position = (position + 1) % keys_.size();
      return next;
    }
    const uint32_t key = static_cast<uint32_t>(++position) * kKeyStep;
    return {static_cast<uint8_t>(key >> 24), static_cast<uint8_t>(key >> 16),
            static_cast<uint8_t>(key >> 8), static_cast<uint8_t>(key)};
  }

 private:
  std::vector<MaskingKey> keys_;
};

ConnectionOptions OptionsFrom(const EndpointConfig& config) {
  const Settings& settings = config.settings;
  ConnectionOptions options;
  options.close_timeout_ms = config.timeout_ms;
  options.delivers_after_close = settings.delivers_after_close;
  options.reading.refuses_close_in_message = settings.refuses_close_in_message;
  options.reading.accepts_non_minimal_length =
      settings.accepts_non_minimal_length;
  options.reading.accepts_reserved_codes = settings.accepts_reserved_codes;
  options.reading.frame_bytes_max = settings.frame_bytes_max;
  options.reading.message_bytes_max = settings.message_bytes_max;
  options.pongs_max = settings.pongs_max;
  options.output_bytes_max = settings.output_bytes_max;
  options.messages_waiting_max = settings.messages_waiting_max;
  return options;
}

CallResult ResultOf(const absl::Status& status) {
  if (status.ok()) return CallResult::kAccepted;
  return absl::IsAlreadyExists(status) ? CallResult::kAlreadyClosing
                                       : CallResult::kRefused;
}

MessageType TypeOf(bool is_text) {
  return is_text ? MessageType::kText : MessageType::kBinary;
}

class ReferenceEndpoint : public Endpoint, private ConnectionObserver {
 public:
  ReferenceEndpoint(const EndpointConfig& config, EndpointObserver& observer,
                    RowVisits* visits, const Table* table)
      : keys_(std::make_shared<GivenKeys>(config.keys)),
        connection_(config.role, OptionsFrom(config), keys_.get(), table),
        observer_(&observer),
        visits_(visits) {}

  size_t Receive(std::string_view bytes) override {
    return connection_.Receive(bytes, *this);
  }
  void ReceiveEof() override { connection_.ReceiveEof(*this); }
  void ReceiveReset() override { connection_.ReceiveReset(*this); }
  size_t OutputBytes() const override { return connection_.output_bytes(); }
  void CopyOutput(size_t bytes_max, std::string& out) const override {
    const size_t before = out.size();
    out.resize(before + std::min(bytes_max, connection_.output_bytes()));
    connection_.CopyOutput(out.data() + before, out.size() - before);
  }
  void OutputAccepted(size_t bytes) override {
    connection_.OutputAccepted(bytes, *this);
  }
  Tcp tcp() const override {
    switch (connection_.tcp_wish()) {
      case TcpWish::kKeep:
        return Tcp::kOpen;
      case TcpWish::kShutdownWrite:
        return Tcp::kWriteShutdown;
      case TcpWish::kClose:
        return Tcp::kClosed;
    }
    return Tcp::kOpen;
  }
  void Elapse(int64_t ms) override { connection_.Elapse(ms, *this); }
  std::optional<int64_t> NextDeadline() const override {
    return connection_.deadline_left_ms();
  }

  CallResult Send(bool is_text, std::string_view payload) override {
    return ResultOf(connection_.SendMessage(TypeOf(is_text), payload, *this));
  }
  CallResult BeginMessage(bool is_text, std::string_view part) override {
    return ResultOf(connection_.BeginMessage(TypeOf(is_text), part, *this));
  }
  CallResult ContinueMessage(std::string_view part) override {
    return ResultOf(connection_.ContinueMessage(part, *this));
  }
  CallResult FinishMessage(std::string_view part) override {
    return ResultOf(connection_.FinishMessage(part, *this));
  }
  CallResult SendPing(std::string_view payload) override {
    return ResultOf(connection_.SendPing(payload, *this));
  }
  CallResult SendPong(std::string_view payload) override {
    return ResultOf(connection_.SendPong(payload, *this));
  }
  CallResult StartClose(std::optional<uint16_t> code,
                        std::string_view reason) override {
    return ResultOf(connection_.StartClosingHandshake(code, reason, *this));
  }
  CallResult Abort() override {
    connection_.Abort(*this);
    return CallResult::kAccepted;
  }
  CallResult Pause() override {
    connection_.Pause();
    return CallResult::kAccepted;
  }
  CallResult Resume() override {
    connection_.Resume(*this);
    return CallResult::kAccepted;
  }

  std::optional<size_t> BufferedBytes() const override {
    return connection_.BufferedBytes();
  }
  std::string Complaint() const override {
    if (unreachable_ == 0) return "";
    const Row& row = kTable.rows[unreachable_ - 1];
    return "the unreachable row " + std::string(StateName(row.from)) + " x " +
           std::string(EventName(row.on)) + " was reached";
  }
  std::unique_ptr<Endpoint> Clone(EndpointObserver& observer) const override {
    auto copy = std::make_unique<ReferenceEndpoint>(*this);
    copy->observer_ = &observer;
    return copy;
  }
  bool Save(std::string& state) const override {
    PartsWriter writer(state);
    writer.Write(connection_);
    writer.Write(unreachable_);
    return true;
  }
  bool Load(std::string_view state) override {
    PartsReader reader(state);
    reader.Read(connection_);
    reader.Read(unreachable_);
    return true;
  }

 private:
  void OnMessage(MessageType type, std::string_view payload) override {
    observer_->OnMessage(type == MessageType::kText, payload);
  }
  void OnPing(std::string_view payload) override { observer_->OnPing(payload); }
  void OnPong(std::string_view payload) override { observer_->OnPong(payload); }
  void OnClosed(const Closed& closed) override {
    observer_->OnClosed({closed.is_clean, closed.code, closed.reason});
  }
  void OnRow(const Row& row) override {
    const size_t index =
        static_cast<size_t>(row.from) * kEvents + static_cast<size_t>(row.on);
    if (row.action == Action::kUnreachable) unreachable_ = index + 1;
    if (visits_ == nullptr) return;
    // Several threads may count: a lost count is none, a torn one would be.
    std::atomic_ref<uint8_t> visits((*visits_)[index]);
    const uint8_t so_far = visits.load(std::memory_order_relaxed);
    if (so_far < std::numeric_limits<uint8_t>::max()) {
      visits.store(so_far + 1, std::memory_order_relaxed);
    }
  }

  std::shared_ptr<const GivenKeys> keys_;
  Connection connection_;
  EndpointObserver* observer_;
  RowVisits* visits_;
  size_t unreachable_ = 0;  // 1 + the index of the last such row; 0: none
};

}  // namespace

EndpointKind Reference(RowVisits* visits, const Table* table) {
  EndpointKind kind;
  kind.name = "reference";
  kind.capabilities.reports_pings = true;
  kind.capabilities.reports_pongs = true;
  kind.capabilities.uses_given_keys = true;
  kind.capabilities.follows_settings = true;
  kind.capabilities.is_ours = true;
  kind.capabilities.data_after_close = DataAfterClose::kDelivers;
  kind.make = [visits, table](const EndpointConfig& config,
                              EndpointObserver& observer) {
    return std::make_unique<ReferenceEndpoint>(config, observer, visits, table);
  };
  return kind;
}

}  // namespace wsdrain
