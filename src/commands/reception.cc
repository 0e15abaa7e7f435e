// Takes clients in, each on a thread of its own until its request is read.
#include "commands/reception.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "commands/number.h"
#include "live/close_normally.h"

namespace wsdrain {
namespace {

constexpr int64_t kAcceptMs = 50;  // between looks at whether to go on
constexpr int64_t kFarewellMs = 2'000;

// What a client asks for in its target.
struct Request {
  enum class Kind { kAnyCase, kCase, kCount, kDone } kind = Kind::kAnyCase;
  std::optional<size_t> number;  // kCase; none: it is no number
};

Request RequestOf(const std::string& target) {
  const auto parsed = boost::urls::parse_origin_form(target);
  if (parsed.has_error()) return {};
  const std::string path(parsed->encoded_path());
  if (path == "/getCaseCount") return {Request::Kind::kCount, {}};
  if (path == "/updateReports") return {Request::Kind::kDone, {}};
  if (path != "/runCase") return {};
  Request request{Request::Kind::kCase, {}};
  const auto found = parsed->params().find("case");
  if (found == parsed->params().end()) return request;
  const std::string text((*found).value);
  request.number = ParseNumber<size_t>(text);
  return request;
}

void SayAndClose(Stream stream, const OpenedByClient& opened,
                 const CloseOptions& options) {
  CloseOptions as_server = options;
  as_server.role = Role::kServer;
  as_server.timeout_ms = kFarewellMs;
  as_server.unread = opened.unread;
  static_cast<void>(CloseNormally(std::move(stream), as_server));
}

}  // namespace

Reception::Reception(Acceptor acceptor, size_t cases, int64_t opening_ms)
    : acceptor_(std::move(acceptor)),
      authority_(acceptor_.authority()),
      cases_(cases),
      opening_ms_(opening_ms),
      last_(std::chrono::steady_clock::now()),
      accepting_([this] { Accept(); }) {}

Reception::~Reception() {
  is_closed_ = true;
  accepting_.join();
  std::unique_lock lock(mutex_);
  has_come_.wait(lock, [this] { return receiving_ == 0; });
}

std::string Reception::CaseUrl(size_t number, const std::string& agent) const {
  return absl::StrCat(url(), "/runCase?case=", number, "&agent=", agent);
}

void Reception::Accept() {
  while (!is_closed_) {
    std::optional<Stream> stream = acceptor_.Accept(TimeLimit(kAcceptMs));
    if (!stream.has_value()) continue;
    {
      const std::scoped_lock lock(mutex_);
      ++receiving_;
    }
    std::thread([this, taken = std::move(*stream)]() mutable {
      Receive(std::move(taken));
      const std::scoped_lock lock(mutex_);
      --receiving_;
      has_come_.notify_all();
    }).detach();
  }
}

void Reception::Receive(Stream stream) {
  auto opened = OpenAsServer(stream, TimeLimit(opening_ms_));
  if (!opened.ok()) return;
  const Request request = RequestOf(opened->target);
  std::optional<size_t> number = request.number;
  switch (request.kind) {
    case Request::Kind::kCount:
      return SayAndClose(std::move(stream), *opened,
                         {.last_message = LastMessage{MessageType::kText,
                                                      std::to_string(cases_)}});
    case Request::Kind::kDone: {
      SayAndClose(std::move(stream), *opened, {});
      const std::scoped_lock lock(mutex_);
      is_done_ = true;
      has_come_.notify_all();
      return;
    }
    case Request::Kind::kAnyCase:
      number = NextNumber();
      break;
    case Request::Kind::kCase:
      break;
  }
  if (!number.has_value() || *number < 1 || *number > cases_) {
    return SayAndClose(
        std::move(stream), *opened,
        {.code = kPolicyViolation,
         .reason = absl::StrCat("there are cases from 1 to ", cases_)});
  }
  Arrive(*number, {std::move(stream), std::move(opened->unread), nullptr});
}

std::optional<size_t> Reception::NextNumber() {
  const std::scoped_lock lock(mutex_);
  for (size_t number = 1; number <= cases_; ++number) {
    if (given_out_.insert(number).second) return number;
  }
  return std::nullopt;
}

void Reception::Arrive(size_t number, TcpConnection connection) {
  const std::scoped_lock lock(mutex_);
  given_out_.insert(number);
  waiting_.erase(number);  // who comes again comes instead
  waiting_.emplace(number, std::move(connection));
  arrived_.push_back(number);
  last_ = std::chrono::steady_clock::now();
  has_come_.notify_all();
}

absl::StatusOr<TcpConnection> Reception::WaitForClient(size_t number,
                                                       const TimeLimit& limit) {
  std::unique_lock lock(mutex_);
  const bool has_come =
      has_come_.wait_for(lock, std::chrono::milliseconds(limit.left_ms()),
                         [&] { return waiting_.contains(number); });
  if (!has_come) return absl::UnavailableError("no client has come in time");
  auto node = waiting_.extract(number);
  return std::move(node.mapped());
}

std::optional<size_t> Reception::WaitForCase(int64_t first_ms,
                                             int64_t idle_ms) {
  std::unique_lock lock(mutex_);
  const auto is_enough = [this] {
    return is_done_ || !arrived_.empty() || given_out_.size() == cases_;
  };
  while (!is_enough()) {
    const auto until = last_ + std::chrono::milliseconds(
                                   given_out_.empty() ? first_ms : idle_ms);
    // Who waited for the first waits on for the next.
    const auto before = last_;
    const bool is_late =
        has_come_.wait_until(lock, until) == std::cv_status::timeout;
    if (is_late && last_ == before) break;
  }
  if (arrived_.empty()) return std::nullopt;
  const size_t number = arrived_.front();
  arrived_.pop_front();
  return number;
}

}  // namespace wsdrain
